package im.parley.group;

import static im.parley.testworld.Asked.number;
import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.SetGroupMemberInfo;
import im.parley.proto.group.SetGroupMemberInfoReq;
import im.parley.testworld.Notices;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// http-identity-and-groups.md 10.15.
class DescriptionsTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", _ -> {}, "amy", List.of("bob", "ben"), "cy", "dan");
    }

    @Test
    void what_is_present_is_set_and_an_empty_name_is_the_users_own_again() {
        await(
                describe(
                        by("cy"),
                        seat("tea", "cy")
                                .setNickname(text("own"))
                                .setFaceURL(text("f"))
                                .setEx(text("e"))));
        assertShown("own", "f", "e");
        await(describe(by("cy"), seat("tea", "cy").setNickname(text(""))));
        assertShown("I am cy", "f", "e");
    }

    private void assertShown(String nickname, String faceURL, String ex) {
        var member = membersInfo("tea", "cy").getFirst();
        assertEquals(
                List.of(nickname, faceURL, ex, 20),
                List.of(
                        member.getNickname(),
                        member.getFaceURL(),
                        member.getEx(),
                        member.getRoleLevel()));
    }

    @Test
    void the_group_is_told_what_is_shown_now() {
        var before = head("tea");
        await(describe(by("cy"), seat("tea", "cy").setNickname(text("own"))));
        var notice = notices.next(1516, "cy", "tea");
        assertEquals(false, notice.getOptionsOrThrow("isSendMsg"));
        var tips = Notices.tips(notice);
        assertEquals(
                Set.of(
                        "group",
                        "opUser",
                        "operationTime",
                        "changedUser",
                        "groupMemberVersion",
                        "groupMemberVersionID",
                        "groupSortVersion"),
                tips.fieldNames());
        assertEquals("own", tips.getJsonObject("changedUser").getString("nickname"));
        assertEquals(0, tips.getLong("groupSortVersion"));
        var news = syncSince("tea", before);
        assertEquals(news.getVersion(), tips.getLong("groupMemberVersion"));
        assertEquals(0, news.getSortVersion());
        assertEquals(List.of("member tea cy"), announced);
    }

    @Test
    void a_role_moves_the_member_and_has_a_notification_of_its_own() {
        var before = head("tea");
        await(describe(by("amy"), seat("tea", "cy").setRoleLevel(number(60))));
        var tips = notices.take(1517, "amy", "tea");
        assertEquals(60, tips.getJsonObject("changedUser").getInteger("roleLevel"));
        assertEquals(before.getVersion() + 1, tips.getLong("groupSortVersion"));
        var news = syncSince("tea", before);
        assertEquals(news.getVersion(), news.getSortVersion());
        assertEquals("cy", news.getUpdate(0).getUserID());
        assertEquals(Set.of("member tea cy", "members tea"), Set.copyOf(announced));
        await(describe(by("amy"), seat("tea", "cy").setRoleLevel(number(20)).setEx(text("e"))));
        notices.take(1518, "amy", "tea");
        notices.take(1516, "amy", "tea");
        assertEquals(List.of(), notices.told());
    }

    @Test
    void several_members_are_one_step() {
        var before = head("tea");
        await(
                describe(
                        by("amy"),
                        seat("tea", "cy").setNickname(text("C")),
                        seat("tea", "dan"),
                        seat("tea", "bob").setEx(text("B"))));
        var news = syncSince("tea", before);
        assertEquals(before.getVersion() + 1, news.getVersion());
        assertEquals(2, news.getUpdateCount());
        notices.take(1516, "amy", "tea");
        notices.take(1516, "amy", "tea");
        assertEquals(List.of(), notices.told());
    }

    @Test
    void an_entry_without_anything_changes_nothing() {
        var before = head("tea");
        await(describe(by("cy"), seat("tea", "cy")));
        assertEquals(before.getVersion(), head("tea").getVersion());
        assertEquals(List.of(), notices.told());
    }

    @Test
    void several_groups_change_together_or_not_at_all() {
        found("milk", "amy", "cy");
        await(
                describe(
                        by("amy"),
                        seat("tea", "cy").setNickname(text("C")),
                        seat("milk", "cy").setNickname(text("K"))));
        assertEquals("C", membersInfo("tea", "cy").getFirst().getNickname());
        assertEquals("K", membersInfo("milk", "cy").getFirst().getNickname());
        assertRefused(
                ErrorCode.NO_PERMISSION,
                describe(
                        by("cy"),
                        seat("tea", "cy").setNickname(text("X")),
                        seat("milk", "amy").setNickname(text("X"))));
        assertEquals("C", membersInfo("tea", "cy").getFirst().getNickname());
    }

    @Test
    void nobody_raises_himself_and_nobody_is_made_owner() {
        assertRefused(ErrorCode.NO_PERMISSION, setRole("cy", "cy", 60));
        assertRefused(ErrorCode.NO_PERMISSION, setRole("cy", "cy", 100));
        assertRefused(ErrorCode.NO_PERMISSION, setRole("bob", "bob", 100));
        assertRefused(ErrorCode.NO_PERMISSION, setRole("amy", "cy", 100));
        assertRefused(ErrorCode.NO_PERMISSION, setRole("bob", "ben", 20));
        assertRefused(ErrorCode.ARGS, setRole("amy", "amy", 60));
        assertEquals(20, roleOf("tea", "cy"));
        await(setRole("bob", "bob", 20));
        assertRefused(ErrorCode.NO_PERMISSION, setRole("bob", "bob", 60));
    }

    @Test
    void an_app_admin_does_not_depose_the_owner() {
        assertRefused(
                ErrorCode.ARGS, describe(byAdmin(), seat("tea", "amy").setRoleLevel(number(20))));
        await(describe(byAdmin(), seat("tea", "amy").setNickname(text("Q"))));
        assertEquals(100, roleOf("tea", "amy"));
    }

    private Future<?> setRole(String op, String user, int level) {
        return describe(by(op), seat("tea", user).setRoleLevel(number(level)));
    }

    @Test
    void what_is_refused() {
        var named = text("x");
        assertRefused(
                ErrorCode.ARGS,
                groups.setGroupMemberInfo(by("amy"), SetGroupMemberInfoReq.getDefaultInstance()));
        assertRefused(ErrorCode.ARGS, setRole("amy", "cy", 50));
        assertRefused(ErrorCode.ARGS, describe(by("amy"), seat("tea", "cy"), seat("tea", "cy")));
        assertRefused(ErrorCode.ARGS, describe(by("amy"), seat("tea", "eve").setNickname(named)));
        assertRefused(
                ErrorCode.NO_PERMISSION, describe(by("eve"), seat("tea", "cy").setNickname(named)));
        assertRefused(
                ErrorCode.NO_PERMISSION, describe(by("cy"), seat("tea", "dan").setNickname(named)));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                describe(by("bob"), seat("tea", "ben").setNickname(named)));
        assertRefused(ErrorCode.ARGS, describe(by("amy"), seat("none", "cy").setNickname(named)));
        var many = new SetGroupMemberInfo.Builder[1001];
        for (int i = 0; i < many.length; i++) many[i] = seat("tea", "user" + i);
        assertRefused(ErrorCode.ARGS, describe(by("amy"), many));
        dismiss("tea", "amy");
        assertRefused(ErrorCode.ARGS, describe(by("amy"), seat("tea", "cy").setNickname(named)));
    }
}
