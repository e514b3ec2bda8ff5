package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsResp;
import im.parley.proto.group.GetGroupMemberListReq;
import im.parley.proto.group.GetGroupMemberListResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetJoinedGroupListReq;
import im.parley.proto.group.GetJoinedGroupListResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.versions.IdHash;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

/// http-identity-and-groups.md 10.16, 6.5 and the ids of 10.19.
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
            found("3", "tea", "amy", "bob", "cy");
            found("2", "Tea", "bob", "amy");
            found("1", "tea", "amy");
            found("4", "gone", "amy", "bob");
            dismiss("4");
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
                            .setNotification("notice")
                            .setIntroduction("intro")
                            .setFaceURL("group.png")
                            .setOwnerUserID("amy")
                            .setCreateTime(1_700_000_000_000L)
                            .setMemberCount(3)
                            .setEx("ex")
                            .setCreatorUserID("amy")
                            .setGroupType(2)
                            .setNeedVerification(1)
                            .setApplyMemberFriend(1)
                            .setNotificationUpdateTime(1_600_000_000_000L)
                            .setNotificationUserID("amy")
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
            found("tea", "tea", "zoe", "lost1", "bob");
            join("tea", "cy", Role.ORDINARY);
            join("tea", "amy", Role.ADMIN);
            name("tea", "cy", "Captain", "");
        }

        @Test
        void they_are_listed_by_role_then_in_order_of_joining() {
            var order = List.of("zoe", "amy", "lost1", "bob", "cy");
            assertEquals(order, users(members("", 1, 100)));
            assertEquals(order, memberIds());
            assertEquals(List.of("lost1", "bob"), users(members("", 2, 2)));
            assertEquals(5, members("", 2, 2).getTotal());
        }

        @Test
        void what_a_member_has_no_own_of_comes_from_his_profile() {
            assertEquals(
                    GroupMemberFullInfo.newBuilder()
                            .setGroupID("tea")
                            .setUserID("cy")
                            .setRoleLevel(20)
                            .setJoinTime(1_700_000_000_000L)
                            .setNickname("Captain")
                            .setFaceURL("cy.png")
                            .setJoinSource(2)
                            .setOperatorUserID("operator")
                            .setEx("ex")
                            .setMuteEndTime(7)
                            .setInviterUserID("inviter")
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
        void the_ids_of_a_dismissed_group_are_still_told_to_its_members() {
            dismiss("tea");
            assertEquals(5, memberIds().size());
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

    private static RequestPagination pagination(int number, int size) {
        return RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size).build();
    }

    private static List<String> ids(List<GroupInfo> infos) {
        return infos.stream().map(GroupInfo::getGroupID).toList();
    }

    private static List<String> users(GetGroupMemberListResp answer) {
        return answer.getMembersList().stream().map(GroupMemberFullInfo::getUserID).toList();
    }
}
