package im.parley.group;

import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.DismissGroupReq;
import im.parley.proto.group.SetGroupInfoExReq;
import im.parley.proto.group.SetGroupInfoReq;
import im.parley.proto.group.TransferGroupOwnerReq;
import im.parley.proto.sdkws.GroupInfoForSet;
import im.parley.testkit.FakeClock;
import im.parley.webhook.Hook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The group rows of notifications-and-webhooks.md C3.
class GroupHooksTest extends GroupWorld {
    @Override
    protected List<Hook> hooksOn() {
        return Arrays.stream(Hook.values())
                .filter(hook -> hook.key().contains("Group") && !hook.key().contains("Msg"))
                .filter(hook -> !hook.key().matches(".*(Chat|Push).*"))
                .toList();
    }

    private void make(String groupID, String... members) {
        found(groupID, info -> info.setNeedVerification(2), "amy", List.of("bob"), members);
        for (int i = 0; i < 3; i++) backEnd().next();
    }

    @Test
    void a_creation() {
        var wish = founding("tea", info -> info.setEx("E"), "amy", List.of("bob"), "cy");
        await(create(by("amy"), wish));
        var info =
                new JsonObject()
                        .put("groupID", "tea")
                        .put("groupName", "tea")
                        .put("notification", "")
                        .put("introduction", "")
                        .put("faceURL", "")
                        .put("ownerUserID", "")
                        .put("createTime", 0)
                        .put("memberCount", 0)
                        .put("ex", "E")
                        .put("status", 0)
                        .put("creatorUserID", "")
                        .put("groupType", 2)
                        .put("needVerification", 0)
                        .put("lookMemberInfo", 0)
                        .put("applyMemberFriend", 0)
                        .put("notificationUpdateTime", 0)
                        .put("notificationUserID", "");
        assertHeard(
                "callbackBeforeCreateGroupCommand",
                info.copy()
                        .put("operationID", "test")
                        .put("initMemberList", roles("amy 100", "bob 60", "cy 20")));
        assertHeard(
                "callbackBeforeMembersJoinGroupCommand",
                JsonObject.of(
                        "groupID", "tea",
                        "memberList", memberList("amy", "bob", "cy"),
                        "groupEx", "E"));
        assertHeard(
                "callbackAfterCreateGroupCommand",
                info.copy()
                        .put("ownerUserID", "amy")
                        .put("createTime", FakeClock.NOON)
                        .put("memberCount", 3)
                        .put("creatorUserID", "amy")
                        .put(
                                "initMemberList",
                                roles("amy 100", "bob 60", "amy 20", "bob 20", "cy 20")));
    }

    @Test
    void a_creation_that_the_hooks_change() {
        backEnd()
                .answer(
                        "callbackBeforeCreateGroupCommand",
                        JsonObject.of("groupID", "team1", "groupName", "N", "needVerification", 1)
                                .put("applyMemberFriend", 1)
                                .put("ownerUserID", "bob"));
        backEnd()
                .answer(
                        "callbackBeforeMembersJoinGroupCommand",
                        JsonObject.of(
                                "memberCallbackList",
                                JsonArray.of(
                                        JsonObject.of(
                                                        "userID",
                                                        "bob",
                                                        "nickname",
                                                        "B",
                                                        "roleLevel",
                                                        60)
                                                .put("muteEndTime", 5)
                                                .put("ex", "x"),
                                        JsonObject.of("userID", "amy", "roleLevel", 20),
                                        JsonObject.of("userID", "cy", "roleLevel", 100))));
        await(create(by("amy"), founding("", _ -> {}, "amy", List.of(), "bob", "cy")));
        var group = info("team1");
        assertEquals(
                List.of("N", 1, 0, "amy"),
                List.of(
                        group.getGroupName(),
                        group.getNeedVerification(),
                        group.getApplyMemberFriend(),
                        group.getOwnerUserID()));
        var bob = membersInfo("team1", "bob").getFirst();
        assertEquals(
                List.of("B", 60, 5L, "x"),
                List.of(bob.getNickname(), bob.getRoleLevel(), bob.getMuteEndTime(), bob.getEx()));
        assertEquals(100, roleOf("team1", "amy"));
        assertEquals(20, roleOf("team1", "cy"));
    }

    @Test
    void a_creation_that_the_hook_refuses() {
        backEnd().refuse("callbackBeforeCreateGroupCommand", 5001, "no", "not today");
        assertEquals(5001, codeOf(create(by("amy"), founding("tea", _ -> {}, "amy", List.of()))));
        assertTrue(await(tables.get(GroupRow.TABLE, "tea")).isEmpty());
        assertEquals(List.of(), notices.told());
    }

    @Test
    void a_join() {
        make("tea");
        await(join("cy", "tea"));
        assertHeard(
                "callbackBeforeJoinGroupCommand",
                JsonObject.of(
                        "groupID", "tea",
                        "groupType", "\u0002",
                        "applyID", "cy",
                        "reqMessage", "let me in",
                        "ex", "ex"));
        assertHeard(
                "callbackBeforeMembersJoinGroupCommand",
                JsonObject.of("groupID", "tea", "memberList", memberList("cy"), "groupEx", ""));
        assertHeard(
                "callbackAfterJoinGroupCommand",
                JsonObject.of(
                        "operationID", "test",
                        "groupID", "tea",
                        "reqMessage", "let me in",
                        "joinSource", 3,
                        "inviterUserID", "cy"));
    }

    @Test
    void an_invitation() {
        make("tea");
        await(invite(by("amy"), "tea", "cy", "dan"));
        assertHeard(
                "callbackBeforeInviteJoinGroupCommand",
                JsonObject.of(
                        "operationID", "test",
                        "groupID", "tea",
                        "reason", "why",
                        "invitedUserIDs", JsonArray.of("cy", "dan")));
        assertHeard(
                "callbackBeforeMembersJoinGroupCommand",
                JsonObject.of(
                        "groupID", "tea", "memberList", memberList("cy", "dan"), "groupEx", ""));
        backEnd().refuse("callbackBeforeInviteJoinGroupCommand", 5001, "no", "");
        assertEquals(5001, codeOf(invite(by("amy"), "tea", "eve")));
        assertEquals(0, roleOf("tea", "eve"));
    }

    @Test
    void news_of_the_group_by_the_old_setter() {
        make("tea");
        backEnd()
                .answer(
                        "callbackBeforeSetGroupInfoCommand",
                        JsonObject.of("introduction", "better", "lookMemberInfo", 1));
        var wish = GroupInfoForSet.newBuilder().setGroupID("tea").setGroupName("N");
        await(
                groups.setGroupInfo(
                        by("amy"), SetGroupInfoReq.newBuilder().setGroupInfoForSet(wish).build()));
        var told =
                new JsonObject()
                        .put("operationID", "")
                        .put("groupID", "tea")
                        .put("groupName", "N")
                        .put("notification", "")
                        .put("introduction", "")
                        .put("faceURL", "")
                        .put("ex", "")
                        .put("needVerification", 0)
                        .put("lookMemberInfo", 0)
                        .put("applyMemberFriend", 0);
        assertHeard("callbackBeforeSetGroupInfoCommand", told);
        assertHeard(
                "callbackAfterSetGroupInfoCommand",
                told.copy()
                        .put("introduction", "better")
                        .putNull("ex")
                        .putNull("needVerification")
                        .put("lookMemberInfo", 1)
                        .putNull("applyMemberFriend"));
        assertEquals("better", info("tea").getIntroduction());
        assertEquals(1, info("tea").getLookMemberInfo());
    }

    @Test
    void news_of_the_group_by_the_other_one() {
        make("tea");
        var wish = SetGroupInfoExReq.newBuilder().setGroupID("tea").setEx(text(""));
        await(groups.setGroupInfoEx(by("amy"), wish.build()));
        var told =
                new JsonObject()
                        .put("operationID", "")
                        .put("groupID", "tea")
                        .putNull("groupName")
                        .putNull("notification")
                        .putNull("introduction")
                        .putNull("faceURL")
                        .put("ex", "")
                        .putNull("needVerification")
                        .putNull("lookMemberInfo")
                        .putNull("applyMemberFriend");
        assertHeard("callbackBeforeSetGroupInfoExCommand", told);
        assertHeard("callbackAfterSetGroupInfoExCommand", told);
    }

    @Test
    void news_of_a_member_that_the_hook_may_replace_but_not_against_the_rules() {
        make("tea", "cy");
        backEnd()
                .answer(
                        "callbackBeforeSetGroupMemberInfoCommand",
                        JsonObject.of("nickName", "nicer"));
        await(describe(by("cy"), seat("tea", "cy").setNickname(text("rude"))));
        var told =
                new JsonObject()
                        .put("groupID", "tea")
                        .put("userID", "cy")
                        .put("nickName", "rude")
                        .putNull("faceURL")
                        .putNull("roleLevel")
                        .putNull("ex");
        assertHeard("callbackBeforeSetGroupMemberInfoCommand", told);
        assertHeard("callbackAfterSetGroupMemberInfoCommand", told.copy().put("nickName", "nicer"));
        assertEquals("nicer", membersInfo("tea", "cy").getFirst().getNickname());
        backEnd()
                .answer("callbackBeforeSetGroupMemberInfoCommand", JsonObject.of("roleLevel", 100));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                describe(by("amy"), seat("tea", "cy").setNickname(text("x"))));
    }

    @Test
    void departures() {
        make("tea", "cy", "dan", "eve");
        await(quit(by("cy"), "tea", ""));
        assertHeard(
                "callbackAfterQuitGroupCommand", JsonObject.of("groupID", "tea", "userID", "cy"));
        await(kick(by("bob"), "tea", "dan", "eve"));
        assertHeard(
                "callbackAfterKickGroupCommand",
                JsonObject.of(
                        "groupID", "tea",
                        "kickedUserIDs", JsonArray.of("dan", "eve"),
                        "reason", "why"));
    }

    @Test
    void a_transfer_and_the_end() {
        make("tea");
        make("milk");
        await(
                groups.transferGroupOwner(
                        by("amy"),
                        TransferGroupOwnerReq.newBuilder()
                                .setGroupID("tea")
                                .setOldOwnerUserID("amy")
                                .setNewOwnerUserID("bob")
                                .build()));
        assertHeard(
                "callbackAfterTransferGroupOwnerCommand",
                JsonObject.of("groupID", "tea", "oldOwnerUserID", "amy", "newOwnerUserID", "bob"));
        dismiss("tea", "bob");
        assertHeard(
                "callbackAfterDisMissGroupCommand",
                JsonObject.of(
                        "groupID", "tea",
                        "ownerID", "bob",
                        "groupType", "\u0002",
                        "membersID", JsonArray.of("bob", "amy")));
        await(
                groups.dismissGroup(
                        by("amy"),
                        DismissGroupReq.newBuilder()
                                .setGroupID("milk")
                                .setDeleteMember(true)
                                .build()));
        assertHeard(
                "callbackAfterDisMissGroupCommand",
                JsonObject.of("groupID", "milk", "ownerID", "amy")
                        .put("groupType", "\u0002")
                        .putNull("membersID"));
    }

    /// The next request, whose other key is the command.
    private void assertHeard(String command, JsonObject body) {
        var heard = backEnd().next();
        assertEquals(body.copy().put("callbackCommand", command), heard.body());
        assertEquals(command, heard.command());
    }

    private static JsonArray roles(String... members) {
        var list = new ArrayList<JsonObject>();
        for (var member : members) {
            var words = member.split(" ");
            list.add(JsonObject.of("userID", words[0], "roleLevel", Integer.parseInt(words[1])));
        }
        return new JsonArray(list);
    }

    private static JsonArray memberList(String... users) {
        var list = new JsonArray();
        for (var user : users) list.add(JsonObject.of("userID", user, "ex", ""));
        return list;
    }
}
