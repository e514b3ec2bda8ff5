package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.BatchGetIncrementalGroupMemberReq;
import im.parley.proto.group.DismissGroupReq;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.state.Scan;
import im.parley.testworld.Notices;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// http-identity-and-groups.md 10.10.
class DismissalTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", _ -> {}, "amy", List.of("bob"), "cy");
    }

    @Test
    void the_members_lists_have_lost_the_group_when_they_are_told() {
        var joined = syncJoined("cy", "", 0);
        dismiss("tea", "amy");
        var notice = notices.next(1511, "amy", "tea");
        assertEquals(true, notice.getOptionsOrThrow("isSendMsg"));
        var tips = Notices.tips(notice);
        assertEquals(Set.of("group", "opUser", "operationTime"), tips.fieldNames());
        assertEquals(2, tips.getJsonObject("group").getInteger("status"));
        assertEquals(100, tips.getJsonObject("opUser").getInteger("roleLevel"));
        var news = syncJoinedSince("cy", joined);
        assertEquals(List.of("tea"), news.getDeleteList());
        assertEquals(joined.getVersion() + 1, news.getVersion());
        assertEquals(List.of(), notices.told());
        assertEquals(List.of("group tea"), announced);
        assertEquals(List.of(), neighbours.heard);
    }

    @Test
    void the_group_stays_as_dismissed_and_has_no_members() {
        dismiss("tea", "amy");
        assertEquals(2, info("tea").getStatus());
        assertEquals(0, info("tea").getMemberCount());
        assertEquals(List.of(), membersInfo("tea", "amy", "cy"));
        for (var user : List.of("amy", "cy")) {
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    groups.getIncrementalGroupMember(by(user), since("tea", "", 0)));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, quit(by(user), "tea", ""));
        }
        assertRefused(
                ErrorCode.DISMISSED,
                groups.getIncrementalGroupMember(byAdmin(), since("tea", "", 0)));
        var ids = GetFullGroupMemberUserIDsReq.newBuilder().setGroupID("tea").build();
        assertRefused(ErrorCode.NO_PERMISSION, groups.getFullGroupMemberUserIDs(by("cy"), ids));
        assertTrue(await(groups.getFullGroupMemberUserIDs(byAdmin(), ids)).getEqual());
    }

    @Test
    void a_batch_leaves_it_out_for_its_former_members_and_goes_on() {
        found("milk", "amy", "cy");
        dismiss("tea", "amy");
        var asked =
                BatchGetIncrementalGroupMemberReq.newBuilder()
                        .addReqList(since("tea", "", 0))
                        .addReqList(since("milk", "", 0));
        var answer = await(groups.batchGetIncrementalGroupMember(by("cy"), asked.build()));
        assertEquals(Set.of("milk"), answer.getRespListMap().keySet());
        var alone = BatchGetIncrementalGroupMemberReq.newBuilder().addReqList(since("tea", "", 0));
        assertEquals(
                Map.of(),
                await(groups.batchGetIncrementalGroupMember(by("cy"), alone.build()))
                        .getRespListMap());
    }

    @Test
    void the_server_still_knows_whom_to_tell_and_nobody_else_does() {
        dismiss("tea", "amy");
        var asked = GetGroupMemberUserIDsReq.newBuilder().setGroupID("tea").build();
        assertEquals(
                List.of("amy", "bob", "cy"),
                await(groups.getGroupMemberUserIDs(byServer(), asked)).getUserIDsList());
        assertEquals(
                List.of(), await(groups.getGroupMemberUserIDs(byAdmin(), asked)).getUserIDsList());
        assertRefused(ErrorCode.NO_PERMISSION, groups.getGroupMemberUserIDs(by("amy"), asked));
    }

    @Test
    void removing_the_members_at_once_tells_nobody() {
        var joined = syncJoined("cy", "", 0);
        await(groups.dismissGroup(by("amy"), wish().setDeleteMember(true).build()));
        assertEquals(List.of(), notices.told());
        assertEquals(List.of("tea"), syncJoinedSince("cy", joined).getDeleteList());
    }

    @Test
    void whoever_dismisses_says_whether_people_see_it() {
        await(groups.dismissGroup(by("amy"), wish().setSendMessage(false).build()));
        assertEquals(false, notices.next(1511, "amy", "tea").getOptionsOrThrow("isSendMsg"));
    }

    @Test
    void who_may() {
        for (var user : List.of("bob", "cy", "dan"))
            assertRefused(ErrorCode.NO_PERMISSION, groups.dismissGroup(by(user), wish().build()));
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND,
                groups.dismissGroup(byAdmin(), wish().setGroupID("none").build()));
        await(groups.dismissGroup(byAdmin(), wish().build()));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, groups.dismissGroup(by("amy"), wish().build()));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, groups.dismissGroup(byAdmin(), wish().build()));
    }

    @Test
    void a_small_group_leaves_its_members_lists_in_the_write_that_dismisses_it() {
        var joined = syncJoined("cy", "", 0);
        tables.dieAfter(1);
        dismiss("tea", "amy");
        tables.revive();
        assertEquals(List.of("tea"), syncJoinedSince("cy", joined).getDeleteList());
    }

    @Test
    void a_large_group_is_taken_from_them_in_steps() {
        fill("tea");
        var last = syncJoined("user1099", "", 0);
        tables.written.clear();
        dismiss("tea", "amy");
        assertEquals(4, tables.written.size());
        assertEquals(List.of("tea"), syncJoinedSince("user1099", last).getDeleteList());
    }

    @Test
    void in_the_end_its_rows_are_removed() {
        dismiss("tea", "amy");
        var dismissals = new Dismissals(store, lists);
        clock.advance(Duration.ofMinutes(9));
        dismissals.removeOld();
        assertEquals(3, await(tables.count(Scan.of(MemberRow.TABLE))));
        clock.advance(Duration.ofMinutes(2));
        dismissals.removeOld();
        assertEquals(0, await(tables.count(Scan.of(MemberRow.TABLE))));
        assertEquals(0, await(tables.count(Scan.of(DismissalRow.TABLE))));
        assertEquals(2, info("tea").getStatus());
    }

    private static DismissGroupReq.Builder wish() {
        return DismissGroupReq.newBuilder().setGroupID("tea");
    }
}
