package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.BatchGetIncrementalGroupMemberReq;
import im.parley.proto.group.DismissGroupReq;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.state.Scan;
import im.parley.state.Write;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

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
        var notice = taken(1511, "amy", "tea");
        assertEquals(true, notice.getOptionsOrThrow("isSendMsg"));
        var tips = tips(notice);
        assertEquals(Set.of("group", "opUser", "operationTime"), tips.fieldNames());
        assertEquals(2, tips.getJsonObject("group").getInteger("status"));
        assertEquals(100, tips.getJsonObject("opUser").getInteger("roleLevel"));
        var news = syncJoinedSince("cy", joined);
        assertEquals(List.of("tea"), news.getDeleteList());
        assertEquals(joined.getVersion() + 1, news.getVersion());
        assertTrue(notices.isEmpty());
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
        assertTrue(notices.isEmpty());
        assertEquals(List.of("tea"), syncJoinedSince("cy", joined).getDeleteList());
    }

    @Test
    void whoever_dismisses_says_whether_people_see_it() {
        await(groups.dismissGroup(by("amy"), wish().setSendMessage(false).build()));
        assertEquals(false, taken(1511, "amy", "tea").getOptionsOrThrow("isSendMsg"));
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
    void a_group_of_many_is_taken_from_them_in_steps() {
        var many = IntStream.range(0, 1_100).mapToObj(i -> "user" + i).toList();
        await(invite(byAdmin(), "tea", many.subList(0, 600)));
        await(invite(byAdmin(), "tea", many.subList(600, 1_100)));
        var last = syncJoined("user1099", "", 0);
        dismiss("tea", "amy");
        assertEquals(List.of("tea"), syncJoinedSince("user1099", last).getDeleteList());
        assertEquals(1_103, await(tables.get(DismissalRow.TABLE, "tea")).orElseThrow().told());
    }

    @Test
    void what_a_crash_left_is_done_later_and_nothing_twice() {
        var heads = Map.of("amy", syncJoined("amy", "", 0), "cy", syncJoined("cy", "", 0));
        dismiss("tea", "amy");
        // As if the server had died after it had told one of the three.
        var row = await(tables.get(DismissalRow.TABLE, "tea")).orElseThrow();
        var halfway = new DismissalRow("tea", row.since(), 1);
        await(tables.write(List.of(Write.replace(DismissalRow.TABLE, row, halfway))));
        var dismissals = new Dismissals(store, lists);
        dismissals.catchUp();
        assertEquals(1, await(tables.get(DismissalRow.TABLE, "tea")).orElseThrow().told());
        clock.advance(Duration.ofMinutes(3));
        dismissals.catchUp();
        assertEquals(row, await(tables.get(DismissalRow.TABLE, "tea")).orElseThrow());
        assertEquals(heads.get("amy").getVersion() + 1, syncJoined("amy", "", 0).getVersion());
        assertEquals(heads.get("cy").getVersion() + 2, syncJoined("cy", "", 0).getVersion());
    }

    @Test
    void in_the_end_its_rows_are_removed() {
        dismiss("tea", "amy");
        var dismissals = new Dismissals(store, lists);
        clock.advance(Duration.ofMinutes(9));
        dismissals.catchUp();
        assertEquals(3, await(tables.count(Scan.of(MemberRow.TABLE))));
        clock.advance(Duration.ofMinutes(2));
        dismissals.catchUp();
        assertEquals(0, await(tables.count(Scan.of(MemberRow.TABLE))));
        assertEquals(0, await(tables.count(Scan.of(DismissalRow.TABLE))));
        assertEquals(2, info("tea").getStatus());
    }

    private static DismissGroupReq.Builder wish() {
        return DismissGroupReq.newBuilder().setGroupID("tea");
    }
}
