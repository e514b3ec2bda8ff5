package im.parley.api;

import java.util.List;

/// http-identity-and-groups.md 10.16, 10.19.
final class GroupRoutes {
    private GroupRoutes() {}

    static List<Route> all() {
        return List.of(
                row("get_groups_info", "getGroupsInfo", "groupIDs"),
                row("get_joined_group_list", "getJoinedGroupList"),
                row("get_group_member_list", "getGroupMemberList"),
                row("get_incremental_join_groups", "getIncrementalJoinGroup"),
                row("get_incremental_group_members_batch", "BatchGetIncrementalGroupMember"),
                row("get_full_join_group_ids", "GetFullJoinGroupIDs"),
                row("get_full_group_member_user_ids", "GetFullGroupMemberUserIDs"));
    }

    private static Route row(String path, String rpc, String... lists) {
        return Route.row("/group/" + path, "openim.group.group/" + rpc, lists);
    }
}
