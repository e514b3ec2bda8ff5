package im.parley.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Changes;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.notify.NotifyConfig;
import im.parley.platform.Ids;
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
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.state.MessageLog;
import im.parley.state.Submission;
import im.parley.testkit.FakeClock;
import im.parley.testkit.HookEndpoint;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;
import im.parley.webhook.WebhooksConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The services as their callers see them: over the bus, with their rules, on real tables
/// and a real back end for the hooks.
abstract class RelationWorld {
    /// Knows everybody whose name does not begin with `lost`.
    static final class Users {
        getDesignateUsersResp getDesignateUsers(Call call, getDesignateUsersReq asked) {
            return getDesignateUsersResp
                    .newBuilder()
                    .addAllUsersInfo(
                            asked.getUserIDsList().stream()
                                    .distinct()
                                    .filter(user -> !user.startsWith("lost"))
                                    .map(RelationWorld::profile)
                                    .toList())
                    .build();
        }
    }

    /// A log that only collects.
    private final class Sent implements MessageLog {
        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Future<Void> append(Submission submission) {
            notices.add(submission.message());
            return Future.succeededFuture();
        }

        @Override
        public void read(Assignment assigned) {
            throw new UnsupportedOperationException("nobody reads here");
        }
    }

    static final long NOON_SECONDS = FakeClock.NOON / 1000;

    final FakeClock clock = new FakeClock();

    /// Not looked at yet; all that an answered call sends is here.
    final Queue<MsgData> notices = new ConcurrentLinkedQueue<>();

    /// "friend amy bob" for each change of a row that others may have a copy of.
    final List<String> announced = new CopyOnWriteArrayList<>();

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Moments moments = new Moments(clock);
    private Vertx vertx;
    private EmbeddedState state;
    Webhooks webhooks;
    HookEndpoint backEnd;
    MeddledTables tables;
    Changes changes;
    Relations relations;
    private FriendStore friends;

    @BeforeEach
    void serve(@TempDir Path folder) {
        vertx = Vertx.vertx();
        state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, metrics);
        tables = new MeddledTables(state.tables());
        var node = Ids.node();
        var bus = new Bus(vertx, node, clock, false);
        changes = new Changes(vertx.eventBus(), node, false);
        for (var entity : List.of("friend", "black"))
            changes.onChange(entity, key -> announced.add(entity + " " + key));
        backEnd = HookEndpoint.open(vertx);
        var hooks = WebhooksConfig.DEFAULTS.at(backEnd.url(), hooksOn());
        webhooks = Webhooks.of(hooks, vertx, state.tables(), clock, metrics);
        await(webhooks.open(bus));
        var known = Rules.of("openim.user.user").rule("getDesignateUsers", Policy.ANY_USER);
        await(bus.serveOnAnyThread(known, new Users()));
        var notifier = new Notifier(new Sent(), node, clock, NotifyConfig.DEFAULTS);
        var served = new RelationVerticle(bus, changes, tables, notifier, webhooks, clock, metrics);
        await(
                vertx.deployVerticle(
                        served,
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        relations = bus.client("openim.relation.friend", Relations.class);
        friends = new FriendStore(tables, changes, new SimpleMeterRegistry());
    }

    Hook[] hooksOn() {
        return new Hook[0];
    }

    @AfterEach
    void close() {
        await(webhooks.close());
        backEnd.close();
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
        notices.clear();
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

    static RequestPagination pagination(int number, int size) {
        return RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size).build();
    }

    /// Takes the oldest notification and checks what it is and between whom.
    JsonObject notice(int contentType, String from, String to) {
        var notice = notices.remove();
        assertEquals(
                contentType + " " + from + " " + to,
                notice.getContentType() + " " + notice.getSendID() + " " + notice.getRecvID());
        var content = new JsonObject(notice.getContent().toStringUtf8());
        return new JsonObject(content.getString("detail"));
    }

    /// The `fromToUserID` of tips.
    static JsonObject pair(String from, String to) {
        return JsonObject.of("fromUserID", from, "toUserID", to);
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
