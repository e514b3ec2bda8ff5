package im.parley.api;

import java.util.List;

/// http-identity-and-groups.md 10.
final class GroupRoutes {
    private GroupRoutes() {}

    static List<Route> all() {
        return List.of(
                row("create_group", "createGroup"),
                row("set_group_info", "setGroupInfo"),
                row("set_group_info_ex", "setGroupInfoEx"),
                row("join_group", "joinGroup"),
                row("quit_group", "quitGroup"),
                row("group_application_response", "groupApplicationResponse"),
                row("transfer_group", "transferGroupOwner"),
                row("get_recv_group_applicationList", "getGroupApplicationList"),
                row("get_user_req_group_applicationList", "getUserReqApplicationList"),
                row(
                        "get_group_users_req_application_list",
                        "getGroupUsersReqApplicationList",
                        "userIDs"),
                row("get_specified_user_group_request_info", "getSpecifiedUserGroupRequestInfo"),
                row("get_group_application_unhandled_count", "getGroupApplicationUnhandledCount"),
                row("get_groups_info", "getGroupsInfo", "groupIDs"),
                row("get_groups", "getGroups"),
                row("kick_group", "kickGroupMember", "kickedUserIDs"),
                row("get_group_members_info", "getGroupMembersInfo", "userIDs"),
                row("get_group_member_list", "getGroupMemberList"),
                row("get_group_member_user_id", "getGroupMemberUserIDs"),
                row("invite_user_to_group", "inviteUserToGroup", "invitedUserIDs"),
                row("get_joined_group_list", "getJoinedGroupList"),
                row("dismiss_group", "dismissGroup"),
                row("mute_group_member", "muteGroupMember"),
                row("cancel_mute_group_member", "cancelMuteGroupMember"),
                row("mute_group", "muteGroup"),
                row("cancel_mute_group", "cancelMuteGroup"),
                row("set_group_member_info", "setGroupMemberInfo", "members"),
                row("get_group_abstract_info", "getGroupAbstractInfo", "groupIDs"),
                row("get_incremental_join_groups", "getIncrementalJoinGroup"),
                row("get_incremental_group_members", "getIncrementalGroupMember"),
                row("get_incremental_group_members_batch", "BatchGetIncrementalGroupMember"),
                row("get_full_join_group_ids", "GetFullJoinGroupIDs"),
                row("get_full_group_member_user_ids", "GetFullGroupMemberUserIDs"),
                Route.row("/statistics/group/create", "openim.group.group/GroupCreateCount"));
    }

    private static Route row(String path, String rpc, String... lists) {
        return Route.row("/group/" + path, "openim.group.group/" + rpc, lists);
    }
}
