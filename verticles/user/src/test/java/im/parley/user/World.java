package im.parley.user;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Changes;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.notify.NotifyConfig;
import im.parley.platform.NodeId;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.userRegisterReq;
import im.parley.state.MessageLog;
import im.parley.state.Submission;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The user service of one node, over real stores and a real bus; what it tells others is kept.
final class World {
    static final long START = 1_700_000_000_000L;

    final AtomicLong now = new AtomicLong(START);
    final List<MsgData> notices = Collections.synchronizedList(new ArrayList<>());
    final List<String> changed = Collections.synchronizedList(new ArrayList<>());
    final List<UserInfo> heardByFriends = Collections.synchronizedList(new ArrayList<>());
    final List<UserInfo> heardByGroups = Collections.synchronizedList(new ArrayList<>());
    final UserApi users;
    final EmbeddedState state;
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus;
    private final Changes changes;

    World(Path folder) throws Exception {
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        var node = new NodeId("here");
        bus = new Bus(vertx, node, now::get, false);
        changes = new Changes(vertx.eventBus(), node, false);
        changes.onChange("user", changed::add);
        got(bus.serveOnAnyThread(told("openim.relation.friend"), new Friends()));
        got(bus.serveOnAnyThread(told("openim.group.group"), new Groups()));
        start("admin");
        users = bus.client("openim.user.user", UserApi.class);
    }

    private static Rules told(String service) {
        return Rules.of(service).rule("NotificationUserInfoUpdate", Policy.INTERNAL);
    }

    /// Deploys the verticle; once more is a restart as far as the admins' rows go.
    void start(String nicknameOfAdmin) throws Exception {
        var verticle =
                new UserVerticle(
                        List.of(new AppAdmin(new UserId("imAdmin"), nicknameOfAdmin)),
                        state.tables(),
                        state.presence(),
                        new Notifier(
                                new Kept(), new NodeId("here"), now::get, NotifyConfig.DEFAULTS),
                        bus,
                        changes,
                        now::get);
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        got(vertx.deployVerticle(verticle, options));
    }

    /// Takes every notification.
    private final class Kept implements MessageLog {
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

    private final class Friends {
        Future<im.parley.proto.relation.notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, im.parley.proto.relation.notificationUserInfoUpdateReq request) {
            heardByFriends.add(request.getNewUserInfo());
            return request.getNewUserInfo().getNickname().equals("unspeakable")
                    ? Future.failedFuture("friends do not answer")
                    : Future.succeededFuture(
                            im.parley.proto.relation.notificationUserInfoUpdateResp
                                    .getDefaultInstance());
        }
    }

    private final class Groups {
        Future<im.parley.proto.group.notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, im.parley.proto.group.notificationUserInfoUpdateReq request) {
            heardByGroups.add(request.getOldUserInfo());
            return Future.succeededFuture(
                    im.parley.proto.group.notificationUserInfoUpdateResp.getDefaultInstance());
        }
    }

    void close() throws Exception {
        got(vertx.close());
        state.close();
    }

    static <T> T got(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }

    /// 0 or the code of the refusal; -1 for any other failure.
    static int codeOf(Future<?> answer) {
        try {
            got(answer);
            return 0;
        } catch (Refusal refusal) {
            return refusal.code();
        } catch (Exception e) {
            return -1;
        }
    }

    static Call by(String userID) {
        var user = new UserId(userID);
        var caller =
                switch (userID) {
                    case "" -> new Caller.Stranger();
                    case "imAdmin" -> new Caller.Admin(user, 10);
                    case "server" -> new Caller.Server(Caller.NOBODY);
                    default -> new Caller.User(user, 5);
                };
        return new Call(caller, "test", Long.MAX_VALUE);
    }

    void register(String... userIDs) throws Exception {
        var infos =
                Stream.of(userIDs)
                        .map(id -> UserInfo.newBuilder().setUserID(id).setNickname("N" + id))
                        .map(user -> user.setFaceURL("http://face/" + user.getUserID()).build());
        var request = userRegisterReq.newBuilder().addAllUsers(infos.toList());
        got(users.userRegister(by("imAdmin"), request.build()));
    }

    List<UserInfo> infos(String... userIDs) throws Exception {
        var request = getDesignateUsersReq.newBuilder().addAllUserIDs(List.of(userIDs)).build();
        return got(users.getDesignateUsers(by("someone"), request)).getUsersInfoList();
    }

    UserInfo info(String userID) throws Exception {
        return infos(userID).getFirst();
    }

    /// Content type, from, to and conversation of each notification so far.
    List<String> told() {
        return notices.stream()
                .map(
                        notice ->
                                "%d %s→%s %s"
                                        .formatted(
                                                notice.getContentType(),
                                                notice.getSendID(),
                                                notice.getRecvID(),
                                                ConversationId.of(notice)))
                .toList();
    }
}
