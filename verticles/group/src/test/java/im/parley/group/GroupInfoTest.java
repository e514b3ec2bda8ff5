package im.parley.group;

import static im.parley.testworld.Asked.number;
import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.group.CancelMuteGroupReq;
import im.parley.proto.group.MuteGroupReq;
import im.parley.proto.group.SetGroupInfoExReq;
import im.parley.proto.group.SetGroupInfoReq;
import im.parley.proto.sdkws.GroupInfoForSet;
import im.parley.testkit.FakeClock;
import im.parley.testworld.Notices;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// http-identity-and-groups.md 10.2, 10.3, 10.13, 10.14.
class GroupInfoTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", info -> info.setIntroduction("I").setEx("E"), "amy", List.of("bob"), "cy");
    }

    @Test
    void the_old_setter_leaves_alone_what_is_empty() {
        var wish =
                GroupInfoForSet.newBuilder()
                        .setGroupID("tea")
                        .setGroupName("N")
                        .setNotification("note")
                        .setEx(text(""))
                        .setNeedVerification(number(2));
        await(groups.setGroupInfo(by("bob"), request(wish)));
        var info = info("tea");
        assertEquals(
                List.of("N", "I", "note", "", 2, "bob", FakeClock.NOON),
                List.of(
                        info.getGroupName(),
                        info.getIntroduction(),
                        info.getNotification(),
                        info.getEx(),
                        info.getNeedVerification(),
                        info.getNotificationUserID(),
                        info.getNotificationUpdateTime()));
    }

    @Test
    void the_other_one_sets_what_is_present_and_trims_the_announcement() {
        await(
                set(
                        wish().setIntroduction(text(""))
                                .setNotification(text(" note \n"))
                                .setLookMemberInfo(number(1))));
        var info = info("tea");
        assertEquals(
                List.of("tea", "", "note", "E", 1),
                List.of(
                        info.getGroupName(),
                        info.getIntroduction(),
                        info.getNotification(),
                        info.getEx(),
                        info.getLookMemberInfo()));
    }

    @Test
    void a_blank_name_and_numbers_that_mean_nothing_are_refused() {
        assertRefused(ErrorCode.ARGS, set(wish().setGroupName(text("  "))));
        assertRefused(ErrorCode.ARGS, set(wish().setNeedVerification(number(3))));
        assertRefused(ErrorCode.ARGS, set(wish().setApplyMemberFriend(number(2))));
        assertRefused(
                ErrorCode.ARGS,
                groups.setGroupInfo(by("amy"), request(GroupInfoForSet.newBuilder())));
        assertRefused(
                ErrorCode.ARGS,
                groups.setGroupInfo(by("amy"), SetGroupInfoReq.getDefaultInstance()));
        assertEquals("tea", info("tea").getGroupName());
    }

    @Test
    void nothing_to_set_is_no_change() {
        var before = head("tea");
        await(set(wish()));
        assertEquals(before.getVersion(), head("tea").getVersion());
        assertEquals(List.of(), notices.told());
        assertTrue(announced.isEmpty());
    }

    @Test
    void each_kind_of_news_has_its_notification_and_all_the_same_version() {
        var before = head("tea");
        await(
                set(
                        wish().setGroupName(text("N"))
                                .setIntroduction(text("new"))
                                .setNotification(text("hear"))));
        var announcement = notices.next(1519, "bob", "tea");
        assertEquals("I am bob", announcement.getSenderNickname());
        assertEquals("bob.png", announcement.getSenderFaceURL());
        assertEquals(true, announcement.getOptionsOrThrow("isSendMsg"));
        var name = notices.next(1520, "bob", "tea");
        assertEquals("", name.getSenderNickname());
        assertEquals(true, name.getOptionsOrThrow("isSendMsg"));
        var rest = notices.next(1502, "bob", "tea");
        assertEquals("I am bob", rest.getSenderNickname());
        assertEquals(false, rest.getOptionsOrThrow("isSendMsg"));
        assertEquals(List.of(), notices.told());
        for (var notice : List.of(announcement, name, rest)) {
            var tips = Notices.tips(notice);
            assertEquals(before.getVersion() + 1, tips.getLong("groupMemberVersion"));
            assertEquals(before.getVersionID(), tips.getString("groupMemberVersionID"));
            assertEquals("N", tips.getJsonObject("group").getString("groupName"));
            assertEquals(60, tips.getJsonObject("opUser").getInteger("roleLevel"));
        }
        assertEquals(
                Set.of("opUser", "group", "groupMemberVersion", "groupMemberVersionID"),
                Notices.tips(name).fieldNames());
        assertEquals(0, Notices.tips(rest).getLong("muteTime"));
        assertEquals(List.of("group tea"), announced);
    }

    @Test
    void the_members_hear_of_it_by_the_version_of_the_member_list() {
        var before = head("tea");
        await(set(wish().setGroupName(text("N"))));
        var news = syncSince("tea", before);
        assertEquals(before.getVersion() + 1, news.getVersion());
        assertEquals("N", news.getGroup().getGroupName());
        assertEquals(0, news.getUpdateCount());
    }

    @Test
    void an_announcement_marks_every_members_conversation_and_an_emptied_one_is_not_seen() {
        await(set(wish().setNotification(text("hear"))));
        assertEquals("mark sg_tea [amy, bob, cy] 4", neighbours.next());
        notices.take();
        await(set(wish().setNotification(text(""))));
        assertEquals(false, notices.next(1519, "bob", "tea").getOptionsOrThrow("isSendMsg"));
        await(set(wish().setNotification(text("again"))));
        neighbours.next();
        assertEquals(2, neighbours.heard.size());
    }

    @Test
    void a_mark_that_fails_changes_no_answer() {
        neighbours.out = true;
        await(set(wish().setNotification(text("hear"))));
        assertEquals("hear", info("tea").getNotification());
    }

    @Test
    void who_may() {
        assertRefused(
                ErrorCode.NO_PERMISSION, groups.setGroupInfoEx(by("cy"), named("tea").build()));
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND, groups.setGroupInfoEx(by("dan"), named("tea").build()));
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND, groups.setGroupInfoEx(byAdmin(), named("no").build()));
        await(groups.setGroupInfoEx(byAdmin(), named("tea").build()));
        var opUser = notices.take(1520, "imAdmin", "tea").getJsonObject("opUser");
        assertEquals(
                new JsonObject()
                        .put("groupID", "tea")
                        .put("userID", "imAdmin")
                        .put("roleLevel", 60)
                        .put("appMangerLevel", 2)
                        .put("nickname", "I am imAdmin")
                        .put("faceURL", "imAdmin.png")
                        .put("joinTime", 0)
                        .put("joinSource", 0)
                        .put("operatorUserID", "")
                        .put("ex", "")
                        .put("muteEndTime", 0)
                        .put("inviterUserID", ""),
                opUser);
    }

    @Test
    void a_dismissed_group_stays_as_it_was() {
        dismiss("tea", "amy");
        notices.take();
        assertRefused(ErrorCode.RECORD_NOT_FOUND, set(wish().setGroupName(text("N"))));
        assertRefused(ErrorCode.DISMISSED, groups.setGroupInfoEx(byAdmin(), named("tea").build()));
        assertRefused(ErrorCode.DISMISSED, mute(byAdmin()));
        assertRefused(ErrorCode.NO_PERMISSION, mute(by("amy")));
        assertEquals(2, info("tea").getStatus());
        assertEquals(List.of(), notices.told());
    }

    @Test
    void a_muted_group_has_status_3_until_it_is_let_speak() {
        var before = head("tea");
        await(mute(by("bob")));
        assertEquals(3, info("tea").getStatus());
        var muted = notices.next(1514, "bob", "tea");
        assertEquals(true, muted.getOptionsOrThrow("isSendMsg"));
        assertEquals(3, Notices.tips(muted).getJsonObject("group").getInteger("status"));
        assertEquals(before.getVersion() + 1, Notices.tips(muted).getLong("groupMemberVersion"));
        await(mute(by("amy")));
        notices.take(1514, "amy", "tea");
        await(unmute(by("amy")));
        assertEquals(
                0, notices.take(1515, "amy", "tea").getJsonObject("group").getInteger("status"));
        assertEquals(0, info("tea").getStatus());
        assertEquals(before.getVersion() + 3, head("tea").getVersion());
    }

    @Test
    void who_may_mute() {
        assertRefused(ErrorCode.NO_PERMISSION, mute(by("cy")));
        assertRefused(ErrorCode.NO_PERMISSION, unmute(by("dan")));
        assertFalse(info("tea").getStatus() == 3);
        await(mute(byAdmin()));
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND,
                groups.muteGroup(byAdmin(), MuteGroupReq.newBuilder().setGroupID("none").build()));
    }

    private Future<?> mute(Call call) {
        return groups.muteGroup(call, MuteGroupReq.newBuilder().setGroupID("tea").build());
    }

    private Future<?> unmute(Call call) {
        var wish = CancelMuteGroupReq.newBuilder().setGroupID("tea").build();
        return groups.cancelMuteGroup(call, wish);
    }

    private Future<?> set(SetGroupInfoExReq.Builder wish) {
        return groups.setGroupInfoEx(by("bob"), wish.build());
    }

    private static SetGroupInfoExReq.Builder wish() {
        return SetGroupInfoExReq.newBuilder().setGroupID("tea");
    }

    private static SetGroupInfoExReq.Builder named(String groupID) {
        return SetGroupInfoExReq.newBuilder().setGroupID(groupID).setGroupName(text("N"));
    }

    private static SetGroupInfoReq request(GroupInfoForSet.Builder wish) {
        return SetGroupInfoReq.newBuilder().setGroupInfoForSet(wish).build();
    }
}
