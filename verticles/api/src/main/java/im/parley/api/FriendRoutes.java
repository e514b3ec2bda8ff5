package im.parley.api;

import java.util.List;

/// http-identity-and-groups.md 9.
final class FriendRoutes {
    private FriendRoutes() {}

    static List<Route> all() {
        return List.of(
                row("add_friend", "applyToAddFriend"),
                row("add_friend_response", "respondFriendApply"),
                row("delete_friend", "deleteFriend"),
                row("set_friend_remark", "setFriendRemark"),
                row("update_friends", "updateFriends", "friendUserIDs"),
                row("get_friend_list", "getPaginationFriends"),
                row("get_designated_friends", "getDesignatedFriends", "friendUserIDs"),
                row("get_specified_friends_info", "GetSpecifiedFriendsInfo", "userIDList"),
                row("get_friend_id", "getFriendIDs"),
                row("is_friend", "isFriend"),
                row("get_friend_apply_list", "getPaginationFriendsApplyTo"),
                row("get_self_friend_apply_list", "getPaginationFriendsApplyFrom"),
                row("get_designated_friend_apply", "getDesignatedFriendsApply"),
                row("get_self_unhandled_apply_count", "getSelfUnhandledApplyCount"),
                row("import_friend", "importFriends", "friendUserIDs"),
                row("add_black", "addBlack"),
                row("remove_black", "removeBlack"),
                row("get_black_list", "getPaginationBlacks"),
                row("get_specified_blacks", "GetSpecifiedBlacks"),
                row("get_incremental_blacks", "getIncrementalBlacks"),
                row("get_incremental_friends", "getIncrementalFriends"),
                row("get_full_friend_user_ids", "getFullFriendUserIDs"));
    }

    private static Route row(String path, String rpc, String... listsThatMustBeThere) {
        var name = "openim.relation.friend/" + rpc;
        return Route.row("/friend/" + path, name, listsThatMustBeThere);
    }
}
