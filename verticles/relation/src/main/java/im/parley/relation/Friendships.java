package im.parley.relation;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Moments;
import im.parley.proto.relation.deleteFriendReq;
import im.parley.proto.relation.deleteFriendResp;
import im.parley.proto.relation.importFriendReq;
import im.parley.proto.relation.importFriendResp;
import im.parley.proto.relation.notificationUserInfoUpdateReq;
import im.parley.proto.relation.notificationUserInfoUpdateResp;
import im.parley.proto.relation.setFriendRemarkReq;
import im.parley.proto.relation.setFriendRemarkResp;
import im.parley.proto.relation.updateFriendsReq;
import im.parley.proto.relation.updateFriendsResp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What changes friend lists besides applications (http-identity-and-groups.md 9.3 to 9.5 and 9.7).
final class Friendships {
    static final Rules RULES =
            Rules.of("openim.relation.friend")
                    .rule(
                            "deleteFriend",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID", "friendUserID"))
                    .rule(
                            "setFriendRemark",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID", "friendUserID"))
                    .rule(
                            "updateFriends",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID"),
                            someOf("friendUserIDs"),
                            atMost("friendUserIDs", 1_000),
                            distinct("friendUserIDs"))
                    .rule(
                            "importFriends",
                            APP_ADMIN,
                            nonEmpty("ownerUserID"),
                            atMost("friendUserIDs", 1_000),
                            distinct("friendUserIDs"))
                    .rule("NotificationUserInfoUpdate", INTERNAL, nonEmpty("userID"));

    private final FriendStore friends;
    private final Profiles profiles;
    private final RelationNotices notices;
    private final RelationHooks hooks;
    private final Moments moments;

    Friendships(
            FriendStore friends,
            Profiles profiles,
            RelationNotices notices,
            RelationHooks hooks,
            Moments moments) {
        this.friends = friends;
        this.profiles = profiles;
        this.notices = notices;
        this.hooks = hooks;
        this.moments = moments;
    }

    /// Of the two rows of a friendship only the owner's goes.
    deleteFriendResp deleteFriend(Call call, deleteFriendReq wish) {
        friends.delete(wish.getOwnerUserID(), wish.getFriendUserID());
        notices.friendDeleted(call, wish.getOwnerUserID(), wish.getFriendUserID());
        hooks.afterDeleteFriend(call, wish);
        return deleteFriendResp.getDefaultInstance();
    }

    /// The hook is asked after the question of permission: what the reference asks for whoever may
    /// not do it is nobody's business.
    setFriendRemarkResp setFriendRemark(Call call, setFriendRemarkReq wish) {
        var remark = hooks.beforeSetFriendRemark(call, wish);
        var set = wish.toBuilder().setRemark(remark).build();
        var friend = List.of(set.getFriendUserID());
        var changed = friends.change(set.getOwnerUserID(), friend, FriendEdit.remark(remark));
        if (changed.isEmpty()) throw new Refusal(ErrorCode.RECORD_NOT_FOUND);
        hooks.afterSetFriendRemark(call, set);
        notices.friendRemarkSet(call, set.getOwnerUserID(), set.getFriendUserID());
        return setFriendRemarkResp.getDefaultInstance();
    }

    updateFriendsResp updateFriends(Call call, updateFriendsReq wish) {
        var edit = FriendEdit.of(wish);
        if (!edit.isNothing())
            friends.change(wish.getOwnerUserID(), wish.getFriendUserIDsList(), edit);
        notices.friendsInfoUpdate(call, wish.getOwnerUserID(), wish.getFriendUserIDsList());
        return updateFriendsResp.getDefaultInstance();
    }

    importFriendResp importFriends(Call call, importFriendReq wish) {
        var owner = wish.getOwnerUserID();
        requireImportable(call, owner, wish.getFriendUserIDsList());
        var imported = hooks.beforeImportFriends(call, owner, wish.getFriendUserIDsList());
        if (!imported.equals(wish.getFriendUserIDsList())) requireImportable(call, owner, imported);
        friends.make(bothRowsOfEach(owner, imported, call.op().value()));
        notices.friendsImported(call, owner, imported);
        hooks.afterImportFriends(call, owner, imported);
        return importFriendResp.getDefaultInstance();
    }

    private void requireImportable(Call call, String owner, List<String> imported) {
        if (imported.contains(owner)) throw new Refusal(ErrorCode.CAN_NOT_ADD_YOURSELF);
        profiles.require(call, Stream.concat(Stream.of(owner), imported.stream()).toList());
    }

    private List<FriendRow> bothRowsOfEach(String owner, List<String> imported, String operator) {
        var rows = new ArrayList<FriendRow>(2 * imported.size());
        long created = moments.next(imported.size());
        for (var friend : imported) {
            rows.add(FriendRow.made(owner, friend, created, FriendRow.IMPORTED, operator));
            rows.add(FriendRow.made(friend, owner, created, FriendRow.IMPORTED, operator));
            created++;
        }
        return rows;
    }

    /// The friends half of http-identity-and-groups.md 8.24: whom the changed user has in his own
    /// list is told, and finds the change in his list's versions.
    notificationUserInfoUpdateResp notificationUserInfoUpdate(
            Call call, notificationUserInfoUpdateReq change) {
        var user = change.getUserID();
        var owners = friends.order(user).list();
        friends.friendChanged(user, owners);
        notices.friendInfoUpdated(call, user, owners);
        return notificationUserInfoUpdateResp.getDefaultInstance();
    }
}
