package im.parley.group;

import static im.parley.testworld.Asked.pagination;
import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsResp;
import im.parley.proto.group.GetGroupAbstractInfoReq;
import im.parley.proto.group.GetGroupMemberListReq;
import im.parley.proto.group.GetGroupMemberListResp;
import im.parley.proto.group.GetGroupMemberRoleLevelReq;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsReq;
import im.parley.proto.group.GetGroupsResp;
import im.parley.proto.group.GetJoinedGroupListReq;
import im.parley.proto.group.GetJoinedGroupListResp;
import im.parley.proto.group.GetUserInGroupMembersReq;
import im.parley.proto.group.GroupAbstractInfo;
import im.parley.proto.group.GroupCreateCountReq;
import im.parley.proto.group.GroupCreateCountResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.testkit.FakeClock;
import im.parley.versions.IdHash;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// http-identity-and-groups.md 10.16, 10.18, 10.20, 6.5 and the ids of 10.19.
class GroupReadsTest extends GroupWorld {
    @Nested
    class GivenNoGroup {
        @Test
        void everything_is_truthfully_empty() {
            var head = syncJoined("amy", "", 0);
            assertTrue(head.getFull());
            assertEquals(1, head.getVersion());
            assertEquals(0, joined("amy", 1, 100).getTotal());
            var ids = joinedIds("amy", 0);
            assertTrue(ids.getEqual());
            assertEquals(head.getVersionID(), ids.getVersionID());
            var nothing = GetGroupsInfoReq.newBuilder().addGroupIDs("none").build();
            assertEquals(0, await(groups.getGroupsInfo(by("amy"), nothing)).getGroupInfosCount());
        }
    }

    @Nested
    class GivenGroups {
        @BeforeEach
        void make() {
            make("3", "tea", "amy", "bob", "cy");
            make("2", "Tea", "bob", "amy");
            make("1", "tea", "amy");
            make("4", "gone", "amy", "bob");
            dismiss("4", "amy");
        }

        private void make(String groupID, String name, String owner, String... members) {
            found(groupID, info -> info.setGroupName(name), owner, List.of(), members);
            clock.advance(Duration.ofSeconds(1));
        }

        @Test
        void joined_groups_are_in_order_of_name_then_age_without_dismissed_ones() {
            assertEquals(List.of("2", "3", "1"), joinedIds("amy", 0).getGroupIDsList());
            assertEquals(List.of("2", "3", "1"), ids(joined("amy", 1, 100).getGroupsList()));
        }

        @Test
        void pages_are_cut_from_that_order_and_carry_the_total() {
            var second = joined("amy", 2, 2);
            assertEquals(3, second.getTotal());
            assertEquals(List.of("1"), ids(second.getGroupsList()));
            assertEquals(List.of(), joined("amy", 3, 2).getGroupsList());
        }

        @Test
        void equal_ids_are_not_sent_again() {
            var hash = IdHash.of(List.of("2", "3", "1"));
            assertTrue(joinedIds("amy", hash).getEqual());
            assertEquals(List.of(), joinedIds("amy", hash).getGroupIDsList());
        }

        @Test
        void anybody_may_ask_what_a_group_is_also_a_dismissed_one() {
            var asked =
                    GetGroupsInfoReq.newBuilder()
                            .addAllGroupIDs(List.of("4", "none", "3", "4"))
                            .build();
            var infos = await(groups.getGroupsInfo(by("stranger"), asked)).getGroupInfosList();
            assertEquals(List.of("4", "3"), ids(infos));
            assertEquals(2, infos.getFirst().getStatus());
            assertEquals(
                    GroupInfo.newBuilder()
                            .setGroupID("3")
                            .setGroupName("tea")
                            .setOwnerUserID("amy")
                            .setCreateTime(FakeClock.NOON)
                            .setMemberCount(3)
                            .setCreatorUserID("amy")
                            .setGroupType(2)
                            .build(),
                    infos.get(1));
        }

        @Test
        void no_groups_at_all_cannot_be_asked_for() {
            assertRefused(
                    ErrorCode.ARGS,
                    () ->
                            await(
                                    groups.getGroupsInfo(
                                            by("amy"), GetGroupsInfoReq.getDefaultInstance())));
        }

        @Test
        void groups_are_found_by_a_part_of_the_name_newest_first_and_by_id() {
            assertEquals(List.of("1", "2", "3"), foundIds(search("", "", 1, 100)));
            assertEquals(List.of("1", "3"), foundIds(search("te", "", 1, 100)));
            assertEquals(List.of("2"), foundIds(search("", "", 2, 1)));
            assertEquals(3, search("", "", 2, 1).getTotal());
            assertEquals(List.of("3"), foundIds(search("ea", "", 3, 1)));
            assertEquals(3, search("ea", "", 3, 1).getTotal());
            assertEquals(List.of(), foundIds(search("gone", "", 1, 100)));
            assertEquals(List.of("4"), foundIds(search("", "4", 1, 100)));
            assertEquals(0, search("", "none", 1, 100).getTotal());
        }

        @Test
        void a_found_group_names_its_owner_as_the_group_does() {
            var found = search("", "3", 1, 1).getGroups(0);
            assertEquals("amy", found.getGroupOwnerUserID());
            assertEquals("", found.getGroupOwnerUserName());
            await(describe(by("amy"), seat("3", "amy").setNickname(text("Queen"))));
            assertEquals("Queen", search("", "3", 1, 1).getGroups(0).getGroupOwnerUserName());
        }

        private GetGroupsResp search(String name, String groupID, int number, int size) {
            var asked =
                    GetGroupsReq.newBuilder()
                            .setGroupName(name)
                            .setGroupID(groupID)
                            .setPagination(pagination(number, size));
            return await(groups.getGroups(by("amy"), asked.build()));
        }

        private static List<String> foundIds(GetGroupsResp answer) {
            return answer.getGroupsList().stream()
                    .map(group -> group.getGroupInfo().getGroupID())
                    .toList();
        }

        @Test
        void foundings_are_counted_by_day_dismissed_groups_too() {
            var today = FakeClock.NOON - 1_000;
            assertEquals(
                    GroupCreateCountResp.newBuilder().setTotal(4).putCount("2026-01-01", 4).build(),
                    await(groups.groupCreateCount(byAdmin(), between(today, today + 60_000))));
            clock.advance(Duration.ofDays(2));
            make("5", "late", "amy");
            var answer =
                    await(
                            groups.groupCreateCount(
                                    byAdmin(), between(FakeClock.NOON + 2_000, clock.millis())));
            assertEquals(2, answer.getBefore());
            assertEquals(Map.of("2026-01-01", 2L, "2026-01-03", 1L), answer.getCountMap());
            assertRefused(
                    ErrorCode.NO_PERMISSION, groups.groupCreateCount(by("amy"), between(1, 2)));
            assertRefused(ErrorCode.ARGS, groups.groupCreateCount(byAdmin(), between(2, 1)));
            assertRefused(ErrorCode.ARGS, groups.groupCreateCount(byAdmin(), between(0, 1)));
        }

        private static GroupCreateCountReq between(long start, long end) {
            return GroupCreateCountReq.newBuilder().setStart(start).setEnd(end).build();
        }

        @Test
        void the_digest_of_a_group_changes_with_its_members() {
            var before = digests("amy", "3", "1");
            assertEquals(List.of(3, 1), numbers(before));
            assertEquals(before, digests("amy", "3", "1"));
            await(invite(by("amy"), "3", "dan"));
            var after = digests("amy", "3", "1");
            assertEquals(List.of(4, 1), numbers(after));
            assertNotEquals(
                    before.getFirst().getGroupMemberListHash(),
                    after.getFirst().getGroupMemberListHash());
            assertEquals(before.getLast(), after.getLast());
            assertRefused(ErrorCode.NO_PERMISSION, () -> digests("bob", "3", "1"));
            assertRefused(ErrorCode.ARGS, () -> digests("amy", "3", "3"));
            assertRefused(ErrorCode.ARGS, () -> digests("amy"));
            var unknown = GetGroupAbstractInfoReq.newBuilder().addGroupIDs("none").build();
            assertRefused(
                    ErrorCode.GROUP_ID_NOT_FOUND, groups.getGroupAbstractInfo(byAdmin(), unknown));
        }

        private List<GroupAbstractInfo> digests(String user, String... groupIDs) {
            var asked =
                    GetGroupAbstractInfoReq.newBuilder().addAllGroupIDs(List.of(groupIDs)).build();
            return await(groups.getGroupAbstractInfo(by(user), asked)).getGroupAbstractInfosList();
        }

        private static List<Integer> numbers(List<GroupAbstractInfo> digests) {
            return digests.stream().map(GroupAbstractInfo::getGroupMemberNumber).toList();
        }

        @Test
        void the_groups_of_another_are_told_to_nobody() {
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(groups.getJoinedGroupList(by("bob"), joinedPage("amy", 1, 1))));
            await(groups.getJoinedGroupList(byAdmin(), joinedPage("amy", 1, 1)));
            var ids = GetFullJoinGroupIDsReq.newBuilder().setUserID("amy").build();
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(groups.getFullJoinGroupIDs(by("bob"), ids)));
        }
    }

    @Nested
    class GivenMembers {
        @BeforeEach
        void make() {
            found("tea", _ -> {}, "zoe", List.of("amy"), "luc", "bob", "cy");
            neighbours.gone.add("luc");
            await(describe(by("cy"), seat("tea", "cy").setNickname(text("Captain"))));
        }

        @Test
        void they_are_listed_by_role_then_in_order_of_joining() {
            var order = List.of("zoe", "amy", "luc", "bob", "cy");
            assertEquals(order, users(members("", 1, 100)));
            assertEquals(order, memberIds());
            assertEquals(List.of("luc", "bob"), users(members("", 2, 2)));
            assertEquals(5, members("", 2, 2).getTotal());
        }

        @Test
        void what_a_member_has_no_own_of_comes_from_his_profile() {
            assertEquals(
                    GroupMemberFullInfo.newBuilder()
                            .setGroupID("tea")
                            .setUserID("cy")
                            .setRoleLevel(20)
                            .setJoinTime(FakeClock.NOON)
                            .setNickname("Captain")
                            .setFaceURL("cy.png")
                            .setJoinSource(2)
                            .setOperatorUserID("zoe")
                            .setInviterUserID("zoe")
                            .build(),
                    members("", 5, 1).getMembers(0));
            assertEquals("", members("", 3, 1).getMembers(0).getNickname());
            assertEquals(100, members("", 1, 1).getMembers(0).getRoleLevel());
            assertEquals(60, members("", 2, 1).getMembers(0).getRoleLevel());
        }

        @Test
        void a_keyword_is_looked_for_in_the_names_of_the_group() {
            var found = members("apt", 1, 10);
            assertEquals(1, found.getTotal());
            assertEquals(List.of("cy"), users(found));
            assertEquals(0, members("nobody", 1, 10).getTotal());
        }

        @Test
        void outsiders_are_refused_and_app_admins_are_not() {
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(groups.getGroupMemberList(by("dan"), memberPage("tea", "", 1, 1))));
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () ->
                            await(
                                    groups.getGroupMemberList(
                                            by("zoe"), memberPage("none", "", 1, 1))));
            await(groups.getGroupMemberList(byAdmin(), memberPage("tea", "", 1, 1)));
            assertRefused(
                    ErrorCode.RECORD_NOT_FOUND,
                    () ->
                            await(
                                    groups.getGroupMemberList(
                                            byAdmin(), memberPage("none", "", 1, 1))));
        }

        @Test
        void a_filter_out_of_range_is_refused() {
            var asked = memberPage("tea", "", 1, 1).toBuilder().setFilter(6).build();
            assertRefused(ErrorCode.ARGS, () -> await(groups.getGroupMemberList(by("zoe"), asked)));
        }

        @Test
        void some_may_be_asked_for_by_id() {
            assertEquals(
                    List.of("bob", "zoe"),
                    membersInfo("tea", "bob", "dan", "zoe").stream()
                            .map(GroupMemberFullInfo::getUserID)
                            .toList());
            var bob = GetGroupMembersInfoReq.newBuilder().setGroupID("tea").addUserIDs("bob");
            assertRefused(
                    ErrorCode.NO_PERMISSION, groups.getGroupMembersInfo(by("dan"), bob.build()));
            assertRefused(
                    ErrorCode.ARGS,
                    groups.getGroupMembersInfo(by("zoe"), bob.clearUserIDs().build()));
        }

        @Test
        void other_services_ask_for_members_of_a_role_and_for_a_users_groups() {
            found("milk", "bob");
            found("gone", "bob");
            dismiss("gone", "bob");
            var leaders =
                    GetGroupMemberRoleLevelReq.newBuilder()
                            .setGroupID("tea")
                            .addRoleLevels(60)
                            .addRoleLevels(100)
                            .build();
            assertEquals(
                    List.of("zoe", "amy"),
                    await(groups.getGroupMemberRoleLevel(byServer(), leaders))
                            .getMembersList()
                            .stream()
                            .map(GroupMemberFullInfo::getUserID)
                            .toList());
            var bobs = GetUserInGroupMembersReq.newBuilder().setUserID("bob");
            assertEquals(Set.of("tea", "milk"), groupsOf(bobs));
            assertEquals(
                    Set.of("milk"), groupsOf(bobs.addAllGroupIDs(List.of("milk", "gone", "none"))));
            assertRefused(
                    ErrorCode.NO_PERMISSION, groups.getUserInGroupMembers(by("bob"), bobs.build()));
            assertRefused(
                    ErrorCode.NO_PERMISSION, groups.getGroupMemberRoleLevel(byAdmin(), leaders));
        }

        private Set<String> groupsOf(GetUserInGroupMembersReq.Builder asked) {
            return await(groups.getUserInGroupMembers(byServer(), asked.build()))
                    .getMembersList()
                    .stream()
                    .map(GroupMemberFullInfo::getGroupID)
                    .collect(Collectors.toSet());
        }
    }

    private GetJoinedGroupListResp joined(String user, int number, int size) {
        return await(groups.getJoinedGroupList(by(user), joinedPage(user, number, size)));
    }

    private static GetJoinedGroupListReq joinedPage(String user, int number, int size) {
        return GetJoinedGroupListReq.newBuilder()
                .setFromUserID(user)
                .setPagination(pagination(number, size))
                .build();
    }

    private GetFullJoinGroupIDsResp joinedIds(String user, long idHash) {
        var asked = GetFullJoinGroupIDsReq.newBuilder().setUserID(user).setIdHash(idHash).build();
        return await(groups.getFullJoinGroupIDs(by(user), asked));
    }

    private GetGroupMemberListResp members(String keyword, int number, int size) {
        return await(
                groups.getGroupMemberList(by("zoe"), memberPage("tea", keyword, number, size)));
    }

    private static GetGroupMemberListReq memberPage(
            String groupID, String keyword, int number, int size) {
        return GetGroupMemberListReq.newBuilder()
                .setGroupID(groupID)
                .setKeyword(keyword)
                .setPagination(pagination(number, size))
                .build();
    }

    private List<String> memberIds() {
        var asked = GetFullGroupMemberUserIDsReq.newBuilder().setGroupID("tea").build();
        return await(groups.getFullGroupMemberUserIDs(by("zoe"), asked)).getUserIDsList();
    }

    private static List<String> ids(List<GroupInfo> infos) {
        return infos.stream().map(GroupInfo::getGroupID).toList();
    }

    private static List<String> users(GetGroupMemberListResp answer) {
        return answer.getMembersList().stream().map(GroupMemberFullInfo::getUserID).toList();
    }
}
