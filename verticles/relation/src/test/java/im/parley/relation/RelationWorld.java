package im.parley.relation;

import static im.parley.testworld.Asked.pagination;

import im.parley.platform.Moments;
import im.parley.proto.relation.addBlackReq;
import im.parley.proto.relation.applyToAddFriendReq;
import im.parley.proto.relation.getFriendIDsReq;
import im.parley.proto.relation.getIncrementalFriendsReq;
import im.parley.proto.relation.getIncrementalFriendsResp;
import im.parley.proto.relation.getPaginationFriendsApplyToReq;
import im.parley.proto.relation.getPaginationFriendsApplyToResp;
import im.parley.proto.relation.getPaginationFriendsReq;
import im.parley.proto.relation.getPaginationFriendsResp;
import im.parley.proto.relation.importFriendReq;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.relation.respondFriendApplyReq;
import im.parley.proto.relation.respondFriendApplyResp;
import im.parley.testkit.FakeClock;
import im.parley.testworld.MeddledTables;
import im.parley.testworld.World;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import java.util.Arrays;
import java.util.List;

/// The services as their callers see them, with words for what they ask.
abstract class RelationWorld extends World {
    static final long NOON_SECONDS = FakeClock.NOON / 1000;

    private final Moments moments = new Moments(clock);
    MeddledTables tables;
    Relations relations;
    private FriendStore friends;

    @Override
    protected void serve() {
        tables = new MeddledTables(state.tables());
        listenTo("friend", "black");
        neighbourUsers();
        deployStories(
                new RelationVerticle(bus, changes, tables, notifier, webhooks, clock, metrics));
        relations = bus.client("openim.relation.friend", Relations.class);
        friends = new FriendStore(tables, changes, new SimpleMeterRegistry());
    }

    /// Puts friends into one list only, past the service.
    void befriend(String owner, String... others) {
        for (var friend : others)
            friends.make(
                    List.of(
                            new FriendRow(
                                    owner,
                                    friend,
                                    1,
                                    moments.next(),
                                    "remark " + friend,
                                    FriendRow.APPLIED,
                                    owner,
                                    "ex")));
    }

    void unfriend(String owner, String friend) {
        friends.delete(owner, friend);
    }

    void block(String owner, String... others) {
        for (var other : others)
            await(relations.addBlack(by(owner), blocking(owner, other).setEx("ex").build()));
        notices.take();
    }

    static addBlackReq.Builder blocking(String owner, String other) {
        return addBlackReq.newBuilder().setOwnerUserID(owner).setBlackUserID(other);
    }

    void importFriends(String owner, String... others) {
        await(relations.importFriends(byAdmin(), imported(owner, others)));
    }

    static importFriendReq imported(String owner, String... others) {
        return importFriendReq
                .newBuilder()
                .setOwnerUserID(owner)
                .addAllFriendUserIDs(Arrays.asList(others))
                .build();
    }

    void apply(String from, String to) {
        await(relations.applyToAddFriend(by(from), application(from, to)));
    }

    static applyToAddFriendReq application(String from, String to) {
        return applyToAddFriendReq
                .newBuilder()
                .setFromUserID(from)
                .setToUserID(to)
                .setReqMsg("hi from " + from)
                .setEx("ex")
                .build();
    }

    Future<respondFriendApplyResp> answer(String from, String to, int result) {
        return relations.respondFriendApply(by(to), response(from, to, result));
    }

    static respondFriendApplyReq response(String from, String to, int result) {
        return respondFriendApplyReq
                .newBuilder()
                .setFromUserID(from)
                .setToUserID(to)
                .setHandleResult(result)
                .setHandleMsg("ok")
                .build();
    }

    getPaginationFriendsApplyToResp received(String user, Integer... results) {
        var asked =
                getPaginationFriendsApplyToReq
                        .newBuilder()
                        .setUserID(user)
                        .addAllHandleResults(List.of(results))
                        .setPagination(pagination(1, 100));
        return await(relations.getPaginationFriendsApplyTo(by(user), asked.build()));
    }

    List<String> friendIDs(String user) {
        var asked = getFriendIDsReq.newBuilder().setUserID(user).build();
        return await(relations.getFriendIDs(by(user), asked)).getFriendIDsList();
    }

    getPaginationFriendsResp friends(String user) {
        var asked =
                getPaginationFriendsReq
                        .newBuilder()
                        .setUserID(user)
                        .setPagination(pagination(1, 100));
        return await(relations.getPaginationFriends(by(user), asked.build()));
    }

    isBlackResp isBlack(String one, String other) {
        var asked = isBlackReq.newBuilder().setUserID1(one).setUserID2(other).build();
        return await(relations.isBlack(byServer(), asked));
    }

    getIncrementalFriendsResp sync(String owner) {
        return sync(owner, "", 0);
    }

    /// From where an earlier answer left off.
    getIncrementalFriendsResp syncSince(String owner, getIncrementalFriendsResp earlier) {
        return sync(owner, earlier.getVersionID(), earlier.getVersion());
    }

    private getIncrementalFriendsResp sync(String owner, String versionID, long version) {
        var asked =
                getIncrementalFriendsReq
                        .newBuilder()
                        .setUserID(owner)
                        .setVersionID(versionID)
                        .setVersion(version)
                        .build();
        return await(relations.getIncrementalFriends(by(owner), asked));
    }

    /// The `fromToUserID` of tips.
    static JsonObject pair(String from, String to) {
        return JsonObject.of("fromUserID", from, "toUserID", to);
    }
}
