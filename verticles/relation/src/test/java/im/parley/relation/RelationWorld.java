package im.parley.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.notify.NotifyConfig;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
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
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.state.Tables;
import im.parley.state.Write;
import im.parley.versions.Step;
import im.parley.versions.VersionLog;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The service as its callers see it: over the bus, with its rules, on real tables and a real log.
/// Friends and blocks are put into the tables, as there are no routes yet that make them.
abstract class RelationWorld {
    interface Relations {
        Future<getPaginationFriendsResp> getPaginationFriends(
                Call call, getPaginationFriendsReq asked);

        Future<getDesignatedFriendsResp> getDesignatedFriends(
                Call call, getDesignatedFriendsReq asked);

        Future<getFriendIDsResp> getFriendIDs(Call call, getFriendIDsReq asked);

        Future<isFriendResp> isFriend(Call call, isFriendReq asked);

        Future<isBlackResp> isBlack(Call call, isBlackReq asked);

        Future<getPaginationBlacksResp> getPaginationBlacks(
                Call call, getPaginationBlacksReq asked);

        Future<getIncrementalFriendsResp> getIncrementalFriends(
                Call call, getIncrementalFriendsReq asked);

        Future<getFullFriendUserIDsResp> getFullFriendUserIDs(
                Call call, getFullFriendUserIDsReq asked);

        Future<notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, notificationUserInfoUpdateReq change);
    }

    /// Knows everybody whose name does not begin with `lost`.
    static final class Users {
        getDesignateUsersResp getDesignateUsers(Call call, getDesignateUsersReq asked) {
            return getDesignateUsersResp
                    .newBuilder()
                    .addAllUsersInfo(
                            asked.getUserIDsList().stream()
                                    .filter(user -> !user.startsWith("lost"))
                                    .map(RelationWorld::profile)
                                    .toList())
                    .build();
        }
    }

    private static final long CREATED_MICROS = 1_700_000_000_000_000L;

    final BlockingQueue<MsgData> notices = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private EmbeddedState state;
    Relations relations;
    Tables tables;
    VersionLog versions;
    private int made;

    @BeforeEach
    void serve(@TempDir Path folder) {
        vertx = Vertx.vertx();
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        tables = state.tables();
        versions = new VersionLog(tables, "friend");
        state.log()
                .read(
                        _ ->
                                batch -> {
                                    batch.forEach(taken -> notices.add(taken.message()));
                                    return Future.succeededFuture();
                                });
        var node = Ids.node();
        var bus = new Bus(vertx, node, Clock.SYSTEM, false);
        var known = Rules.of("openim.user.user").rule("getDesignateUsers", Policy.ANY_USER);
        await(bus.serveOnAnyThread(known, new Users()));
        var notifier = new Notifier(state.log(), node, Clock.SYSTEM, NotifyConfig.DEFAULTS);
        await(
                vertx.deployVerticle(
                        new RelationVerticle(bus, tables, notifier),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        relations = bus.client("openim.relation.friend", Relations.class);
    }

    @AfterEach
    void close() {
        await(vertx.close());
        state.close();
    }

    static UserInfo profile(String user) {
        return UserInfo.newBuilder()
                .setUserID(user)
                .setNickname("I am " + user)
                .setFaceURL(user + ".png")
                .setEx("ex of " + user)
                .setCreateTime(5)
                .setAppMangerLevel(1)
                .setGlobalRecvMsgOpt(2)
                .build();
    }

    void befriend(String owner, String friend) {
        befriend(owner, friend, 1);
    }

    void befriendPinned(String owner, String friend) {
        befriend(owner, friend, 0);
    }

    private void befriend(String owner, String friend, int pinOrder) {
        var row =
                new FriendRow(
                        owner,
                        friend,
                        pinOrder,
                        CREATED_MICROS + made++,
                        "remark " + friend,
                        2,
                        owner,
                        "ex");
        var rows = List.of(Write.insert(RelationStore.FRIENDS, row));
        await(
                tables.transact(
                        () ->
                                versions.bump(Step.insert(owner, friend))
                                        .map(bump -> together(rows, bump.writes()))));
    }

    void unfriend(String owner, String friend) {
        var rows = List.of(Write.delete(RelationStore.FRIENDS, owner, friend));
        await(
                tables.transact(
                        () ->
                                versions.bump(Step.delete(owner, friend))
                                        .map(bump -> together(rows, bump.writes()))));
    }

    void block(String owner, String other) {
        var row = new BlackRow(owner, other, 1_700_000_000_000L + made++, 0, owner, "ex");
        await(tables.write(List.of(Write.insert(RelationStore.BLACKS, row))));
    }

    private static List<Write> together(List<Write> rows, List<Write> versions) {
        return Stream.concat(rows.stream(), versions.stream()).toList();
    }

    getIncrementalFriendsResp sync(String owner, String versionID, long version) {
        var asked =
                getIncrementalFriendsReq
                        .newBuilder()
                        .setUserID(owner)
                        .setVersionID(versionID)
                        .setVersion(version)
                        .build();
        return await(relations.getIncrementalFriends(by(owner), asked));
    }

    static Call by(String user) {
        return call(new Caller.User(new UserId(user), 5));
    }

    static Call byAdmin() {
        return call(new Caller.Admin(new UserId("imAdmin"), 10));
    }

    static Call byServer() {
        return call(new Caller.Server(Caller.NOBODY));
    }

    static Call call(Caller caller) {
        return new Call(caller, "test", Long.MAX_VALUE);
    }

    static void assertRefused(ErrorCode code, Executable asking) {
        assertEquals(code.number(), assertThrows(Refusal.class, asking).code());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }
}
