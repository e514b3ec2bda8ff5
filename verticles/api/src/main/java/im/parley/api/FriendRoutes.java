package im.parley.api;

import java.util.List;

/// http-identity-and-groups.md 9.6, 9.8, 9.9.
final class FriendRoutes {
    private FriendRoutes() {}

    static List<Route> all() {
        return List.of(
                row("get_friend_list", "getPaginationFriends"),
                row("get_designated_friends", "getDesignatedFriends", "friendUserIDs"),
                row("is_friend", "isFriend"),
                row("get_black_list", "getPaginationBlacks"),
                row("get_incremental_friends", "getIncrementalFriends"),
                row("get_full_friend_user_ids", "getFullFriendUserIDs"));
    }

    private static Route row(String path, String rpc, String... listsThatMustBeThere) {
        var name = "openim.relation.friend/" + rpc;
        return Route.row("/friend/" + path, name, listsThatMustBeThere);
    }
}
