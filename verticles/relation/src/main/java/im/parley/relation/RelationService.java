package im.parley.relation;

import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.relation.getDesignatedFriendsReq;
import im.parley.proto.relation.getDesignatedFriendsResp;
import im.parley.proto.relation.getFriendIDsReq;
import im.parley.proto.relation.getFriendIDsResp;
import im.parley.proto.relation.getFullFriendUserIDsReq;
import im.parley.proto.relation.getFullFriendUserIDsResp;
import im.parley.proto.relation.getIncrementalFriendsReq;
import im.parley.proto.relation.getIncrementalFriendsResp;
import im.parley.proto.relation.getPaginationBlacksReq;
import im.parley.proto.relation.getPaginationBlacksResp;
import im.parley.proto.relation.getPaginationFriendsReq;
import im.parley.proto.relation.getPaginationFriendsResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.relation.isFriendReq;
import im.parley.proto.relation.isFriendResp;
import im.parley.proto.relation.notificationUserInfoUpdateReq;
import im.parley.proto.relation.notificationUserInfoUpdateResp;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.versions.IdHash;

import io.vertx.core.Future;

import java.util.List;

/// Friends and black lists as http-identity-and-groups.md section 9 tells them.
final class RelationService {
    static final Rules RULES =
            Rules.of("openim.relation.friend")
                    .rule("getPaginationFriends", self("userID"), pagination(), nonEmpty("userID"))
                    .rule(
                            "getDesignatedFriends",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID"),
                            distinct("friendUserIDs"))
                    .rule("getFriendIDs", self("userID"), nonEmpty("userID"))
                    .rule("isFriend", self("userID1", "userID2"), nonEmpty("userID1", "userID2"))
                    .rule("isBlack", INTERNAL, nonEmpty("userID1", "userID2"))
                    .rule("getPaginationBlacks", self("userID"), nonEmpty("userID"), pagination())
                    .rule("getIncrementalFriends", self("userID"))
                    .rule("getFullFriendUserIDs", self("userID"), nonEmpty("userID"))
                    .rule("NotificationUserInfoUpdate", INTERNAL, nonEmpty("userID"));

    private final RelationStore store;
    private final Profiles profiles;
    private final RelationNotices notices;

    RelationService(RelationStore store, Profiles profiles, RelationNotices notices) {
        this.store = store;
        this.profiles = profiles;
        this.notices = notices;
    }

    getPaginationFriendsResp getPaginationFriends(Call call, getPaginationFriendsReq asked) {
        var total = store.friendCount(asked.getUserID());
        var rows = store.friends(asked.getUserID(), Page.of(asked.getPagination()));
        Future.all(total, rows).await();
        return getPaginationFriendsResp
                .newBuilder()
                .setTotal(total.result().intValue())
                .addAllFriendsInfo(infos(call, rows.result()))
                .build();
    }

    getDesignatedFriendsResp getDesignatedFriends(Call call, getDesignatedFriendsReq asked) {
        var rows = store.friends(asked.getOwnerUserID(), asked.getFriendUserIDsList()).await();
        return getDesignatedFriendsResp.newBuilder().addAllFriendsInfo(infos(call, rows)).build();
    }

    getFriendIDsResp getFriendIDs(Call call, getFriendIDsReq asked) {
        var friendIDs = store.friendIDs(asked.getUserID()).await();
        return getFriendIDsResp.newBuilder().addAllFriendIDs(friendIDs).build();
    }

    isFriendResp isFriend(Call call, isFriendReq asked) {
        var inFirst = store.friend(asked.getUserID1(), asked.getUserID2());
        var inSecond = store.friend(asked.getUserID2(), asked.getUserID1());
        Future.all(inFirst, inSecond).await();
        return isFriendResp
                .newBuilder()
                .setInUser1Friends(inFirst.result().isPresent())
                .setInUser2Friends(inSecond.result().isPresent())
                .build();
    }

    isBlackResp isBlack(Call call, isBlackReq asked) {
        var inFirst = store.black(asked.getUserID1(), asked.getUserID2());
        var inSecond = store.black(asked.getUserID2(), asked.getUserID1());
        Future.all(inFirst, inSecond).await();
        return isBlackResp
                .newBuilder()
                .setInUser1Blacks(inFirst.result().isPresent())
                .setInUser2Blacks(inSecond.result().isPresent())
                .build();
    }

    getPaginationBlacksResp getPaginationBlacks(Call call, getPaginationBlacksReq asked) {
        var total = store.blackCount(asked.getUserID());
        var rows = store.blacks(asked.getUserID(), Page.of(asked.getPagination()));
        Future.all(total, rows).await();
        var blocked = rows.result();
        var profile = profiles.of(call, blocked.stream().map(BlackRow::blackUserID).toList());
        return getPaginationBlacksResp
                .newBuilder()
                .setTotal(total.result().intValue())
                .addAllBlacks(
                        blocked.stream()
                                .map(row -> row.toMessage(profile.apply(row.blackUserID())))
                                .toList())
                .build();
    }

    /// An empty id is refused after the question of permission, as no check is specified; the
    /// reference answers 500.
    getIncrementalFriendsResp getIncrementalFriends(Call call, getIncrementalFriendsReq asked) {
        var owner = asked.getUserID();
        if (owner.isEmpty()) throw new Refusal(ErrorCode.ARGS, "userID is empty");
        var delta = store.since(owner, asked.getVersionID(), asked.getVersion()).await();
        var inserted = store.friends(owner, delta.inserted());
        var updated = store.friends(owner, delta.updated());
        Future.all(inserted, updated).await();
        return getIncrementalFriendsResp
                .newBuilder()
                .setVersion(delta.head().number())
                .setVersionID(delta.head().id())
                .setFull(delta.full())
                .addAllDelete(delta.deleted())
                .addAllInsert(infos(call, inserted.result()))
                .addAllUpdate(infos(call, updated.result()))
                .setSortVersion(delta.sortVersion())
                .build();
    }

    getFullFriendUserIDsResp getFullFriendUserIDs(Call call, getFullFriendUserIDsReq asked) {
        var version = store.version(asked.getUserID()).await();
        var friendIDs = store.friendIDs(asked.getUserID()).await();
        boolean equal = asked.getIdHash() == IdHash.of(friendIDs);
        return getFullFriendUserIDsResp
                .newBuilder()
                .setVersion(version.number())
                .setVersionID(version.id())
                .setEqual(equal)
                .addAllUserIDs(equal ? List.of() : friendIDs)
                .build();
    }

    /// The friends half of http-identity-and-groups.md 8.24: whom the changed user has in his own
    /// list is told, and finds the change in his list's versions.
    notificationUserInfoUpdateResp notificationUserInfoUpdate(
            Call call, notificationUserInfoUpdateReq change) {
        var friends = store.friendIDs(change.getUserID()).await();
        store.friendChanged(change.getUserID(), friends);
        notices.friendInfoUpdated(call, new UserId(change.getUserID()), friends);
        return notificationUserInfoUpdateResp.getDefaultInstance();
    }

    private List<FriendInfo> infos(Call call, List<FriendRow> rows) {
        var profile = profiles.of(call, rows.stream().map(FriendRow::friendUserID).toList());
        return rows.stream().map(row -> row.toMessage(profile.apply(row.friendUserID()))).toList();
    }
}
