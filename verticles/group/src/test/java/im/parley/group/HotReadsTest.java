package im.parley.group;

import static im.parley.testworld.Asked.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.GetGroupInfoCacheReq;
import im.parley.proto.group.GetGroupInfoCacheResp;
import im.parley.proto.group.GetGroupMemberCacheReq;
import im.parley.proto.group.GetGroupMemberCacheResp;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.proto.group.MuteGroupMemberReq;
import im.parley.proto.group.MuteGroupReq;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// What is asked for every message of a group: a change shows in the next answer.
class HotReadsTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", _ -> {}, "amy", List.of(), "bob");
    }

    @Test
    void the_group_is_as_it_is_now() {
        assertEquals(0, await(group("tea")).getGroupInfo().getStatus());
        await(groups.muteGroup(by("amy"), MuteGroupReq.newBuilder().setGroupID("tea").build()));
        assertEquals(3, await(group("tea")).getGroupInfo().getStatus());
        dismiss("tea", "amy");
        assertEquals(2, await(group("tea")).getGroupInfo().getStatus());
    }

    @Test
    void a_group_that_was_not_there_is_there_once_it_is_made() {
        assertRefused(ErrorCode.RECORD_NOT_FOUND, group("milk"));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, member("milk", "bob"));
        found("milk", "amy", "bob");
        await(group("milk"));
        await(member("milk", "bob"));
    }

    @Test
    void a_member_is_as_he_is_now() {
        assertEquals(20, role("bob"));
        await(describe(by("amy"), seat("tea", "bob").setRoleLevel(number(60))));
        assertEquals(60, role("bob"));
        var mute = MuteGroupMemberReq.newBuilder().setGroupID("tea").setUserID("bob");
        await(groups.muteGroupMember(by("amy"), mute.setMutedSeconds(60).build()));
        assertTrue(await(member("tea", "bob")).getMember().getMuteEndTime() > clock.millis());
        assertEquals("", await(member("tea", "bob")).getMember().getNickname());
        await(kick(by("amy"), "tea", "bob"));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, member("tea", "bob"));
        await(invite(by("amy"), "tea", "bob"));
        assertEquals(20, role("bob"));
        dismiss("tea", "amy");
        assertRefused(ErrorCode.RECORD_NOT_FOUND, member("tea", "bob"));
    }

    private int role(String user) {
        return await(member("tea", user)).getMember().getRoleLevel();
    }

    @Test
    void who_gets_its_messages_is_who_is_in_it_now() {
        assertEquals(List.of("amy", "bob"), receivers());
        await(invite(by("amy"), "tea", "cy"));
        assertEquals(List.of("amy", "bob", "cy"), receivers());
        await(quit(by("bob"), "tea", ""));
        assertEquals(List.of("amy", "cy"), receivers());
        await(describe(by("amy"), seat("tea", "cy").setRoleLevel(number(60))));
        assertEquals(List.of("amy", "cy"), receivers());
    }

    private List<String> receivers() {
        return await(groups.getGroupMemberUserIDs(byServer(), everybody("tea"))).getUserIDsList();
    }

    @Test
    void members_and_app_admins_see_the_list_too() {
        for (var call : List.of(by("bob"), byAdmin()))
            assertEquals(
                    List.of("amy", "bob"),
                    await(groups.getGroupMemberUserIDs(call, everybody("tea"))).getUserIDsList());
        assertRefused(
                ErrorCode.NO_PERMISSION, groups.getGroupMemberUserIDs(by("cy"), everybody("tea")));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                groups.getGroupMemberUserIDs(by("amy"), everybody("none")));
        assertRefused(
                ErrorCode.NO_PERMISSION, groups.getGroupMemberUserIDs(by("amy"), everybody("")));
    }

    @Test
    void the_rest_is_for_other_services_only() {
        assertRefused(
                ErrorCode.NO_PERMISSION,
                groups.getGroupInfoCache(
                        byAdmin(), GetGroupInfoCacheReq.newBuilder().setGroupID("tea").build()));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                groups.getGroupMemberCache(
                        by("amy"),
                        GetGroupMemberCacheReq.newBuilder()
                                .setGroupID("tea")
                                .setGroupMemberID("amy")
                                .build()));
    }

    @Test
    void the_metrics_tell_how_often_a_copy_was_at_hand() {
        for (int i = 0; i < 5; i++) {
            await(group("tea"));
            await(member("tea", "bob"));
            receivers();
        }
        for (var cache : List.of("groups", "group_seats", "group_members"))
            assertTrue(
                    metrics.get("cache.gets")
                                    .tag("cache", cache)
                                    .tag("result", "hit")
                                    .functionCounter()
                                    .count()
                            >= 3,
                    cache);
    }

    private Future<GetGroupInfoCacheResp> group(String groupID) {
        var asked = GetGroupInfoCacheReq.newBuilder().setGroupID(groupID).build();
        return groups.getGroupInfoCache(byServer(), asked);
    }

    private Future<GetGroupMemberCacheResp> member(String groupID, String user) {
        var asked = GetGroupMemberCacheReq.newBuilder().setGroupID(groupID).setGroupMemberID(user);
        return groups.getGroupMemberCache(byServer(), asked.build());
    }

    private static GetGroupMemberUserIDsReq everybody(String groupID) {
        return GetGroupMemberUserIDsReq.newBuilder().setGroupID(groupID).build();
    }
}
