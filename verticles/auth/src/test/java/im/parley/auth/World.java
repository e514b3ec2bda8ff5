package im.parley.auth;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Changes;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.NodeId;
import im.parley.proto.auth.GetExistingTokenReq;
import im.parley.proto.auth.forceLogoutReq;
import im.parley.proto.auth.forceLogoutResp;
import im.parley.proto.auth.getAdminTokenReq;
import im.parley.proto.auth.getAdminTokenResp;
import im.parley.proto.auth.getExistingTokenResp;
import im.parley.proto.auth.getUserTokenReq;
import im.parley.proto.auth.getUserTokenResp;
import im.parley.proto.auth.invalidateTokenReq;
import im.parley.proto.auth.invalidateTokenResp;
import im.parley.proto.auth.kickTokensReq;
import im.parley.proto.auth.kickTokensResp;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;
import im.parley.proto.msggateway.KickUserOfflineReq;
import im.parley.proto.msggateway.KickUserOfflineResp;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.state.TokenStates;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The auth service of one node, over real stores and a real bus; users and hub are small ones of
/// its own.
final class World {
    static final String SECRET = "a secret of the tests";

    final AtomicLong now = new AtomicLong(1_700_000_000_123L);
    final AtomicInteger reads = new AtomicInteger();
    final List<KickUserOfflineReq> kicked = Collections.synchronizedList(new ArrayList<>());
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Vertx vertx = Vertx.vertx();
    final Auth auth;
    private final EmbeddedState state;

    interface Auth {
        Future<getAdminTokenResp> getAdminToken(Call call, getAdminTokenReq request);

        Future<getUserTokenResp> getUserToken(Call call, getUserTokenReq request);

        Future<forceLogoutResp> forceLogout(Call call, forceLogoutReq request);

        Future<parseTokenResp> parseToken(Call call, parseTokenReq request);

        Future<invalidateTokenResp> invalidateToken(Call call, invalidateTokenReq request);

        Future<kickTokensResp> kickTokens(Call call, kickTokensReq request);

        Future<getExistingTokenResp> getExistingToken(Call call, GetExistingTokenReq request);
    }

    /// Knows everybody whose name does not start with `nobody`; those with `bot` are machines.
    private static final class Everybody {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request) {
            var response = getDesignateUsersResp.newBuilder();
            for (var userID : request.getUserIDsList())
                if (!userID.isEmpty() && !userID.startsWith("nobody"))
                    response.addUsersInfo(
                            UserInfo.newBuilder()
                                    .setUserID(userID)
                                    .setAppMangerLevel(userID.startsWith("bot") ? 3 : 0));
            return Future.succeededFuture(response.build());
        }
    }

    /// Keeps what it was asked to kick, and breaks for the user `unreachable`.
    private final class Hub {
        Future<KickUserOfflineResp> kickUserOffline(Call call, KickUserOfflineReq request) {
            kicked.add(request);
            return request.getKickUserIDList(0).startsWith("unreachable")
                    ? Future.failedFuture("no hub")
                    : Future.succeededFuture(KickUserOfflineResp.getDefaultInstance());
        }
    }

    /// Counts how often the stored tokens are read.
    private final class Counted implements TokenStates {
        private final TokenStates states;

        Counted(TokenStates states) {
            this.states = states;
        }

        @Override
        public Future<List<Held>> of(UserId user) {
            reads.incrementAndGet();
            return states.of(user);
        }

        @Override
        public Future<Boolean> replace(UserId user, List<Held> before, List<Held> after) {
            return states.replace(user, before, after);
        }
    }

    World(Path folder) throws Exception {
        state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, metrics);
        var node = new NodeId("here");
        var bus = new Bus(vertx, node, now::get, false);
        var users = Rules.of("openim.user.user").rule("getDesignateUsers", Policy.INTERNAL);
        got(bus.serveOnAnyThread(users, new Everybody()));
        var hub = Rules.of("openim.msggateway.msgGateway").rule("KickUserOffline", Policy.INTERNAL);
        got(bus.serveOnAnyThread(hub, new Hub()));
        var verticle =
                new AuthVerticle(
                        AuthConfig.DEFAULTS,
                        SECRET,
                        Set.of(new UserId("imAdmin")),
                        new Counted(state.tokens()),
                        bus,
                        new Changes(vertx.eventBus(), node, false),
                        now::get,
                        metrics);
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        got(vertx.deployVerticle(verticle, options));
        auth = bus.client("openim.auth.Auth", Auth.class);
    }

    void close() throws Exception {
        got(vertx.close());
        state.close();
    }

    static <T> T got(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }

    static int codeOf(Future<?> answer) {
        try {
            got(answer);
            return 0;
        } catch (Refusal refusal) {
            return refusal.code();
        } catch (Exception e) {
            throw new AssertionError(e);
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

    Future<getUserTokenResp> userToken(String by, String userID, int platformID) {
        return auth.getUserToken(
                by(by),
                getUserTokenReq.newBuilder().setUserID(userID).setPlatformID(platformID).build());
    }

    String login(String userID, int platformID) throws Exception {
        return got(userToken("imAdmin", userID, platformID)).getToken();
    }

    Future<getAdminTokenResp> adminToken(String secret, String userID) {
        return auth.getAdminToken(
                by(""), getAdminTokenReq.newBuilder().setSecret(secret).setUserID(userID).build());
    }

    Future<parseTokenResp> parse(String token) {
        return auth.parseToken(by(""), parseTokenReq.newBuilder().setToken(token).build());
    }

    Future<forceLogoutResp> logout(String by, String userID, int platformID) {
        return auth.forceLogout(
                by(by),
                forceLogoutReq.newBuilder().setUserID(userID).setPlatformID(platformID).build());
    }

    Map<String, Integer> existing(String userID, int platformID) throws Exception {
        var request = GetExistingTokenReq.newBuilder().setUserID(userID).setPlatformID(platformID);
        return got(auth.getExistingToken(by("server"), request.build())).getTokenStatesMap();
    }
}
