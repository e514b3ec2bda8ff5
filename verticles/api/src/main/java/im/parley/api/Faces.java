package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.jssdk.ConversationMsg;
import im.parley.proto.relation.FriendInfoOnly;
import im.parley.proto.relation.getDesignatedFriendsReq;
import im.parley.proto.relation.getDesignatedFriendsResp;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whom the caller talks to in some conversations: users, what he noted about those who are his
/// friends, groups.
record Faces(
        Map<String, UserInfo> users,
        Map<String, FriendInfoOnly> friends,
        Map<String, GroupInfo> groups) {

    /// Puts in what is known about the other side of the element's conversation.
    void complete(ConversationMsg.Builder element) {
        var peer = element.getConversation().getUserID();
        if (users.containsKey(peer)) element.setUser(users.get(peer));
        if (friends.containsKey(peer)) element.setFriend(friends.get(peer));
        var group = element.getConversation().getGroupID();
        if (groups.containsKey(group)) element.setGroup(groups.get(group));
    }

    /// Asks the services that own them.
    static final class Lookup {
        private final Users users;
        private final Friends friends;
        private final Groups groups;

        interface Users {
            Future<getDesignateUsersResp> getDesignateUsers(
                    Call call, getDesignateUsersReq request);
        }

        interface Friends {
            Future<getDesignatedFriendsResp> getDesignatedFriends(
                    Call call, getDesignatedFriendsReq request);
        }

        interface Groups {
            Future<GetGroupsInfoResp> getGroupsInfo(Call call, GetGroupsInfoReq request);
        }

        Lookup(Bus bus) {
            users = bus.client("openim.user.user", Users.class);
            friends = bus.client("openim.relation.friend", Friends.class);
            groups = bus.client("openim.group.group", Groups.class);
        }

        Future<Faces> of(Call call, Collection<Conversation> rows) {
            var peers = distinct(rows, Conversation::getUserID);
            var ids = distinct(rows, Conversation::getGroupID);
            var people = users(call, peers);
            var known = friends(call, peers);
            var rooms = groups(call, ids);
            return Future.all(people, known, rooms)
                    .map(_ -> new Faces(people.result(), known.result(), rooms.result()));
        }

        private Future<Map<String, UserInfo>> users(Call call, List<String> ids) {
            if (ids.isEmpty()) return Future.succeededFuture(Map.of());
            var request = getDesignateUsersReq.newBuilder().addAllUserIDs(ids).build();
            return users.getDesignateUsers(call.asServer(), request)
                    .map(found -> by(found.getUsersInfoList(), UserInfo::getUserID));
        }

        private Future<Map<String, FriendInfoOnly>> friends(Call call, List<String> ids) {
            if (ids.isEmpty()) return Future.succeededFuture(Map.of());
            var request =
                    getDesignatedFriendsReq
                            .newBuilder()
                            .setOwnerUserID(call.op().value())
                            .addAllFriendUserIDs(ids)
                            .build();
            return friends.getDesignatedFriends(call.asServer(), request)
                    .map(found -> found.getFriendsInfoList().stream().map(Lookup::only).toList())
                    .map(found -> by(found, FriendInfoOnly::getFriendUserID));
        }

        /// Without the friend's profile, and in milliseconds where `FriendInfo` has seconds
        /// (http-identity-and-groups.md 4).
        private static FriendInfoOnly only(FriendInfo friend) {
            return FriendInfoOnly.newBuilder()
                    .setOwnerUserID(friend.getOwnerUserID())
                    .setFriendUserID(friend.getFriendUser().getUserID())
                    .setRemark(friend.getRemark())
                    .setCreateTime(friend.getCreateTime() * 1_000)
                    .setAddSource(friend.getAddSource())
                    .setOperatorUserID(friend.getOperatorUserID())
                    .setEx(friend.getEx())
                    .setIsPinned(friend.getIsPinned())
                    .build();
        }

        private Future<Map<String, GroupInfo>> groups(Call call, List<String> ids) {
            if (ids.isEmpty()) return Future.succeededFuture(Map.of());
            var request = GetGroupsInfoReq.newBuilder().addAllGroupIDs(ids).build();
            return groups.getGroupsInfo(call.asServer(), request)
                    .map(found -> by(found.getGroupInfosList(), GroupInfo::getGroupID));
        }
    }

    private static List<String> distinct(
            Collection<Conversation> rows, Function<Conversation, String> id) {
        return rows.stream().map(id).filter(value -> !value.isEmpty()).distinct().toList();
    }

    static <T> Map<String, T> by(List<T> all, Function<T, String> key) {
        return all.stream().collect(Collectors.toMap(key, Function.identity(), (_, last) -> last));
    }
}
