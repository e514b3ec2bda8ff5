package im.parley.auth;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.UserId;
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
import im.parley.state.TokenStates;
import im.parley.testkit.FakeClock;
import im.parley.testworld.World;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The auth service as its callers see it; the hub keeps what it is asked to kick.
abstract class AuthWorld extends World {
    static final String SECRET = "a secret of the tests";

    private static final Rules HUB =
            Rules.of("openim.msggateway.msgGateway").rule("KickUserOffline", Policy.INTERNAL);

    final AtomicInteger reads = new AtomicInteger();
    final List<KickUserOfflineReq> kicked = new CopyOnWriteArrayList<>();
    Auth auth;

    interface Auth {
        Future<getAdminTokenResp> getAdminToken(Call call, getAdminTokenReq request);

        Future<getUserTokenResp> getUserToken(Call call, getUserTokenReq request);

        Future<forceLogoutResp> forceLogout(Call call, forceLogoutReq request);

        Future<parseTokenResp> parseToken(Call call, parseTokenReq request);

        Future<invalidateTokenResp> invalidateToken(Call call, invalidateTokenReq request);

        Future<kickTokensResp> kickTokens(Call call, kickTokensReq request);

        Future<getExistingTokenResp> getExistingToken(Call call, GetExistingTokenReq request);
    }

    /// Tokens count in seconds; the time of a test lies between two of them.
    AuthWorld() {
        super(new FakeClock(FakeClock.NOON + 123));
    }

    @Override
    protected void serve() {
        neighbourUsers(AuthWorld::known);
        neighbour(HUB, new Hub());
        deployStories(
                new AuthVerticle(
                        AuthConfig.DEFAULTS,
                        SECRET,
                        Set.of(new UserId(ADMIN)),
                        new Counted(state.tokens()),
                        bus,
                        changes,
                        clock,
                        metrics));
        auth = bus.client("openim.auth.Auth", Auth.class);
    }

    /// Everybody whose name does not begin with `nobody`; those with `bot` are machines.
    private static Optional<UserInfo> known(String userID) {
        var info = UserInfo.newBuilder().setUserID(userID);
        if (userID.startsWith("bot")) info.setAppMangerLevel(3);
        return userID.isEmpty() || userID.startsWith("nobody")
                ? Optional.empty()
                : Optional.of(info.build());
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

    Future<getUserTokenResp> userToken(String by, String userID, int platformID) {
        return auth.getUserToken(
                by(by),
                getUserTokenReq.newBuilder().setUserID(userID).setPlatformID(platformID).build());
    }

    String login(String userID, int platformID) {
        return await(userToken("imAdmin", userID, platformID)).getToken();
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

    Map<String, Integer> existing(String userID, int platformID) {
        var request = GetExistingTokenReq.newBuilder().setUserID(userID).setPlatformID(platformID);
        return await(auth.getExistingToken(byServer(), request.build())).getTokenStatesMap();
    }
}
