package im.parley.relation;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.relation.getDesignatedFriendsReq;
import im.parley.proto.relation.getDesignatedFriendsResp;
import im.parley.proto.relation.getFriendIDsReq;
import im.parley.proto.relation.getFriendIDsResp;
import im.parley.proto.relation.getFriendInfoReq;
import im.parley.proto.relation.getFriendInfoResp;
import im.parley.proto.relation.getFullFriendUserIDsReq;
import im.parley.proto.relation.getFullFriendUserIDsResp;
import im.parley.proto.relation.getIncrementalFriendsReq;
import im.parley.proto.relation.getIncrementalFriendsResp;
import im.parley.proto.relation.getPaginationFriendsReq;
import im.parley.proto.relation.getPaginationFriendsResp;
import im.parley.proto.relation.getSpecifiedFriendsInfoReq;
import im.parley.proto.relation.getSpecifiedFriendsInfoResp;
import im.parley.proto.relation.isFriendReq;
import im.parley.proto.relation.isFriendResp;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.sdkws.UserInfo;
import im.parley.versions.IdHash;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is read of friend lists (http-identity-and-groups.md 9.6 and 9.9).
final class FriendLists {
    static final Rules RULES =
            Rules.of("openim.relation.friend")
                    .rule("getPaginationFriends", self("userID"), pagination(), nonEmpty("userID"))
                    .rule(
                            "getDesignatedFriends",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID"),
                            distinct("friendUserIDs"))
                    .rule(
                            "GetSpecifiedFriendsInfo",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID"),
                            someOf("userIDList"),
                            atMost("userIDList", 1_000),
                            distinct("userIDList"))
                    .rule("getFriendIDs", self("userID"), nonEmpty("userID"))
                    .rule(
                            "getFriendInfo",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID"),
                            distinct("friendUserIDs"))
                    .rule("isFriend", self("userID1", "userID2"), nonEmpty("userID1", "userID2"))
                    .rule("getIncrementalFriends", self("userID"))
                    .rule("getFullFriendUserIDs", self("userID"), nonEmpty("userID"));

    private final FriendStore friends;
    private final BlackStore blacks;
    private final Profiles profiles;

    FriendLists(FriendStore friends, BlackStore blacks, Profiles profiles) {
        this.friends = friends;
        this.blacks = blacks;
        this.profiles = profiles;
    }

    getPaginationFriendsResp getPaginationFriends(Call call, getPaginationFriendsReq asked) {
        var owner = asked.getUserID();
        var wanted = Page.of(asked.getPagination());
        var page = page(call, owner, wanted);
        // Clients take a page with a gap for the last one, so who was deleted in between must not
        // leave any.
        if (!page.complete()) page = page(call, owner, wanted);
        return getPaginationFriendsResp
                .newBuilder()
                .setTotal(page.total())
                .addAllFriendsInfo(page.infos())
                .build();
    }

    /// @param total of the whole list
    private record FriendPage(int total, List<FriendInfo> infos, boolean complete) {}

    private FriendPage page(Call call, String owner, Page wanted) {
        var order = friends.order(owner).list();
        var ids = wanted.of(order);
        var rows = friends.find(owner, ids);
        var profile = profiles.of(call, ids);
        var infos = infos(rows.await(), profile);
        return new FriendPage(order.size(), infos, infos.size() == ids.size());
    }

    getDesignatedFriendsResp getDesignatedFriends(Call call, getDesignatedFriendsReq asked) {
        var rows = friends.find(asked.getOwnerUserID(), asked.getFriendUserIDsList()).await();
        return getDesignatedFriendsResp.newBuilder().addAllFriendsInfo(infos(call, rows)).build();
    }

    /// Of each registered user what he is to the owner.
    getSpecifiedFriendsInfoResp getSpecifiedFriendsInfo(
            Call call, getSpecifiedFriendsInfoReq asked) {
        var owner = asked.getOwnerUserID();
        var userIDs = asked.getUserIDListList();
        var people = profiles.known(call, userIDs);
        var befriended = friends.find(owner, userIDs);
        var blocked = blacks.find(owner, userIDs);
        Future.all(befriended, blocked).await();
        var friend = byID(befriended.result(), FriendRow::friendUserID);
        var black = byID(blocked.result(), BlackRow::blackUserID);
        var response = getSpecifiedFriendsInfoResp.newBuilder();
        for (var userID : userIDs)
            if (people.containsKey(userID)) {
                var info = response.addInfosBuilder().setUserInfo(people.get(userID));
                if (friend.containsKey(userID))
                    info.setFriendInfo(friend.get(userID).toSpecified());
                if (black.containsKey(userID)) info.setBlackInfo(black.get(userID).toSpecified());
            }
        return response.build();
    }

    private static <R> Map<String, R> byID(List<R> rows, Function<R, String> id) {
        return rows.stream().collect(Collectors.toMap(id, row -> row));
    }

    getFriendIDsResp getFriendIDs(Call call, getFriendIDsReq asked) {
        var friendIDs = friends.order(asked.getUserID()).list();
        return getFriendIDsResp.newBuilder().addAllFriendIDs(friendIDs).build();
    }

    getFriendInfoResp getFriendInfo(Call call, getFriendInfoReq asked) {
        var rows = friends.find(asked.getOwnerUserID(), asked.getFriendUserIDsList()).await();
        return getFriendInfoResp
                .newBuilder()
                .addAllFriendInfos(rows.stream().map(FriendRow::toRowOnly).toList())
                .build();
    }

    isFriendResp isFriend(Call call, isFriendReq asked) {
        var inFirst = friends.find(asked.getUserID1(), asked.getUserID2());
        var inSecond = friends.find(asked.getUserID2(), asked.getUserID1());
        Future.all(inFirst, inSecond).await();
        return isFriendResp
                .newBuilder()
                .setInUser1Friends(inFirst.result().isPresent())
                .setInUser2Friends(inSecond.result().isPresent())
                .build();
    }

    /// An empty id is refused after the question of permission, as no check is specified; the
    /// reference answers 500.
    getIncrementalFriendsResp getIncrementalFriends(Call call, getIncrementalFriendsReq asked) {
        var owner = asked.getUserID();
        if (owner.isEmpty()) throw new Refusal(ErrorCode.ARGS, "userID is empty");
        var delta = friends.since(owner, asked.getVersionID(), asked.getVersion()).await();
        var inserted = friends.find(owner, delta.inserted());
        var updated = friends.find(owner, delta.updated());
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
        var order = friends.order(asked.getUserID());
        boolean equal = asked.getIdHash() == IdHash.of(order.list());
        return getFullFriendUserIDsResp
                .newBuilder()
                .setVersion(order.version().number())
                .setVersionID(order.version().id())
                .setEqual(equal)
                .addAllUserIDs(equal ? List.of() : order.list())
                .build();
    }

    private List<FriendInfo> infos(Call call, List<FriendRow> rows) {
        return infos(rows, profiles.of(call, rows.stream().map(FriendRow::friendUserID).toList()));
    }

    private static List<FriendInfo> infos(
            List<FriendRow> rows, Function<String, UserInfo> profile) {
        return rows.stream().map(row -> row.toMessage(profile.apply(row.friendUserID()))).toList();
    }
}
