package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.testkit.FakeClock;
import im.parley.testworld.Notices;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// http-identity-and-groups.md 10.1.
class FoundingTest extends GroupWorld {
    @Test
    void a_group_is_what_was_asked_for() {
        Consumer<GroupInfo.Builder> info =
                group ->
                        group.setIntroduction("I")
                                .setFaceURL("F")
                                .setEx("E")
                                .setNeedVerification(1)
                                .setLookMemberInfo(1)
                                .setApplyMemberFriend(1)
                                .setMemberCount(99)
                                .setOwnerUserID("nobody");
        var wish = founding("tea", info, "amy", List.of("bob"), "cy", "dan");
        var answer = await(create(by("amy"), wish)).getGroupInfo();
        assertEquals(
                GroupInfo.newBuilder()
                        .setGroupID("tea")
                        .setGroupName("tea")
                        .setIntroduction("I")
                        .setFaceURL("F")
                        .setEx("E")
                        .setNeedVerification(1)
                        .setLookMemberInfo(1)
                        .setApplyMemberFriend(1)
                        .setGroupType(2)
                        .setMemberCount(4)
                        .setOwnerUserID("amy")
                        .setCreatorUserID("amy")
                        .setCreateTime(FakeClock.NOON)
                        .build(),
                answer);
        assertEquals(answer, info("tea"));
    }

    @Test
    void its_members_have_their_roles_and_were_invited_by_who_made_it() {
        found("tea", _ -> {}, "amy", List.of("bob"), "cy");
        var members = membersInfo("tea", "amy", "bob", "cy");
        assertEquals(
                List.of(100, 60, 20),
                members.stream().map(GroupMemberFullInfo::getRoleLevel).toList());
        assertEquals(
                GroupMemberFullInfo.newBuilder()
                        .setGroupID("tea")
                        .setUserID("cy")
                        .setRoleLevel(20)
                        .setJoinTime(FakeClock.NOON)
                        .setNickname("I am cy")
                        .setFaceURL("cy.png")
                        .setJoinSource(2)
                        .setOperatorUserID("amy")
                        .setInviterUserID("amy")
                        .build(),
                members.getLast());
    }

    @Test
    void the_server_gives_it_a_number_if_nobody_names_it() {
        var wish = founding("", _ -> {}, "amy", List.of());
        var groupID = await(create(by("amy"), wish)).getGroupInfo().getGroupID();
        assertTrue(Long.parseLong(groupID) < 1L << 32, groupID);
        assertEquals(1, info(groupID).getMemberCount());
    }

    @Test
    void an_app_admin_makes_groups_for_others_without_being_a_member() {
        await(create(byAdmin(), founding("tea", _ -> {}, "amy", List.of(), "bob")));
        assertEquals(2, info("tea").getMemberCount());
        assertEquals(List.of(), membersInfo("tea", "imAdmin"));
    }

    @Test
    void its_version_starts_and_every_member_has_it_in_his_list() {
        var before = syncJoined("cy", "", 0);
        found("tea", _ -> {}, "amy", List.of("bob"), "cy");
        assertEquals(1, head("tea").getVersion());
        var news = syncJoinedSince("cy", before);
        assertEquals("tea", news.getInsert(0).getGroupID());
        assertEquals(before.getVersion() + 1, news.getVersion());
    }

    @ParameterizedTest
    @CsvSource({
        "1001, amy, , bob bob", // a member twice
        "1001, amy, bob, bob", // as admin and member
        "1001, amy, , amy", // the owner once more
        "1101, amy, , lost1",
        "1002, bob, ,", // for another
    })
    void what_is_refused(int code, String owner, String admin, String members) {
        var admins = admin == null ? List.<String>of() : List.of(admin);
        var others = members == null ? new String[0] : members.split(" ");
        assertEquals(
                code, codeOf(create(by("amy"), founding("tea", _ -> {}, owner, admins, others))));
        assertFalse(await(tables.get(GroupRow.TABLE, "tea")).isPresent());
    }

    @Test
    void nonsense_about_the_group_is_refused() {
        for (Consumer<GroupInfo.Builder> nonsense :
                List.<Consumer<GroupInfo.Builder>>of(
                        info -> info.setGroupType(0),
                        info -> info.setGroupType(1),
                        info -> info.setGroupType(3),
                        info -> info.setNeedVerification(3),
                        info -> info.setLookMemberInfo(2),
                        info -> info.setApplyMemberFriend(-1),
                        info -> info.setStatus(2),
                        info -> info.setGroupID("t e a"),
                        info -> info.setGroupID("tea\n")))
            assertRefused(
                    ErrorCode.ARGS, create(by("amy"), founding("tea", nonsense, "amy", List.of())));
    }

    @Test
    void so_are_too_many_at_once() {
        var many = IntStream.range(0, 1001).mapToObj(i -> "user" + i).toArray(String[]::new);
        assertRefused(
                ErrorCode.ARGS,
                create(by("amy"), founding("tea", _ -> {}, "amy", List.of(), many)));
        assertRefused(
                ErrorCode.ARGS, create(by("amy"), founding("tea", _ -> {}, "amy", List.of(many))));
    }

    @Test
    void an_id_is_given_once_also_after_the_group_is_dismissed() {
        found("tea", "amy");
        assertRefused(
                ErrorCode.GROUP_ID_EXISTED,
                create(by("bob"), founding("tea", _ -> {}, "bob", List.of())));
        dismiss("tea", "amy");
        assertRefused(
                ErrorCode.GROUP_ID_EXISTED,
                create(by("amy"), founding("tea", _ -> {}, "amy", List.of())));
    }

    @Test
    void of_two_at_once_one_gets_it() {
        var amys = create(by("amy"), founding("tea", _ -> {}, "amy", List.of(), "cy"));
        var bobs = create(by("bob"), founding("tea", _ -> {}, "bob", List.of(), "cy"));
        assertEquals(Set.of(0, 1202), Set.of(codeOf(amys), codeOf(bobs)));
        await(Future.join(amys, bobs).otherwiseEmpty());
        var owner = info("tea").getOwnerUserID();
        assertEquals(List.of(100), roles("tea", owner));
        assertEquals(List.of(), roles("tea", owner.equals("amy") ? "bob" : "amy"));
        assertEquals(2, info("tea").getMemberCount());
    }

    private List<Integer> roles(String groupID, String user) {
        return membersInfo(groupID, user).stream().map(GroupMemberFullInfo::getRoleLevel).toList();
    }

    @Test
    void the_group_is_told_once_and_once_more_of_an_announcement() {
        await(
                create(
                        by("amy"),
                        founding(
                                "tea",
                                info -> info.setNotification("hear"),
                                "amy",
                                List.of(),
                                "cy")));
        var created = notices.take(1501, "amy", "tea");
        assertEquals(
                Set.of(
                        "group",
                        "opUser",
                        "memberList",
                        "operationTime",
                        "groupOwnerUser",
                        "groupMemberVersion",
                        "groupMemberVersionID"),
                created.fieldNames());
        assertEquals(2, created.getJsonObject("group").getInteger("memberCount"));
        assertEquals("amy", created.getJsonObject("opUser").getString("userID"));
        assertEquals("amy", created.getJsonObject("groupOwnerUser").getString("userID"));
        assertEquals(FakeClock.NOON, created.getLong("operationTime"));
        assertVersion("tea", created);
        var announced = notices.next(1519, "amy", "tea");
        assertEquals(true, announced.getOptionsOrThrow("isSendMsg"));
        assertVersion("tea", Notices.tips(announced));
        assertEquals(List.of(), notices.told());
    }

    private void assertVersion(String groupID, JsonObject tips) {
        var head = head(groupID);
        assertEquals(head.getVersion(), tips.getLong("groupMemberVersion"));
        assertEquals(head.getVersionID(), tips.getString("groupMemberVersionID"));
    }

    @Test
    void whoever_makes_it_says_whether_people_see_it() {
        var wish = founding("tea", _ -> {}, "amy", List.of()).setSendMessage(false);
        await(create(by("amy"), wish));
        assertEquals(false, notices.next(1501, "amy", "tea").getOptionsOrThrow("isSendMsg"));
        await(create(by("amy"), founding("milk", _ -> {}, "amy", List.of())));
        assertEquals(true, notices.next(1501, "amy", "milk").getOptionsOrThrow("isSendMsg"));
    }

    @Test
    void holders_of_copies_hear_of_the_group_its_members_and_their_list() {
        await(create(by("amy"), founding("tea", _ -> {}, "amy", List.of(), "bob")));
        assertEquals(
                Set.of("group tea", "member tea amy", "member tea bob", "members tea"),
                Set.copyOf(announced));
    }
}
