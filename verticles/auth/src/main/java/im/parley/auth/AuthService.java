package im.parley.auth;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.range;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.OPEN;

import im.parley.auth.Jwt.Claims;
import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Platform;
import im.parley.contract.Refusal;
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
import im.parley.proto.msggateway.KickUserOfflineReq;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Logins and logouts (http-identity-and-groups.md 7.4 to 7.7).
final class AuthService {
    static final Rules RULES =
            Rules.of("openim.auth.Auth")
                    .rule("getAdminToken", OPEN, nonEmpty("userID")) // 7.4
                    .rule("getUserToken", APP_ADMIN) // 7.5
                    .rule( // 7.7; HarmonyOS is a platform like the others
                            "forceLogout",
                            APP_ADMIN,
                            range("platformID", 1, Platform.HARMONY_OS.id()),
                            nonEmpty("userID"))
                    .rule("invalidateToken", INTERNAL)
                    .rule("kickTokens", INTERNAL)
                    .rule("getExistingToken", INTERNAL);

    /// From this level on a user is a machine that never logs in.
    private static final int NOTIFICATION_ACCOUNT = 3;

    /// http-identity-and-groups.md 4.1; an admin's older token is not among the stored ones there.
    private static final Map<State, Integer> NUMBERS = Map.of(State.NORMAL, 0, State.KICKED, 2);

    private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);

    private final AdminSecret secret;
    private final Set<UserId> appAdmins;
    private final Issuer issuer;
    private final HeldTokens tokens;
    private final Jwt jwt;
    private final Users users;
    private final Connections connections;

    AuthService(
            AdminSecret secret,
            Set<UserId> appAdmins,
            Issuer issuer,
            HeldTokens tokens,
            Jwt jwt,
            Users users,
            Connections connections) {
        this.secret = secret;
        this.appAdmins = appAdmins;
        this.issuer = issuer;
        this.tokens = tokens;
        this.jwt = jwt;
        this.users = users;
        this.connections = connections;
    }

    getAdminTokenResp getAdminToken(Call call, getAdminTokenReq request) {
        if (!secret.equalTo(request.getSecret()))
            throw new Refusal(ErrorCode.NO_PERMISSION, "secret invalid");
        var admin = new UserId(request.getUserID());
        if (!appAdmins.contains(admin)) throw new Refusal(ErrorCode.ARGS, "userID is no app admin");
        existing(call, admin);
        return getAdminTokenResp
                .newBuilder()
                .setToken(issuer.issue(admin, Platform.ADMIN))
                .setExpireTimeSeconds(issuer.lifeSeconds())
                .build();
    }

    getUserTokenResp getUserToken(Call call, getUserTokenReq request) {
        var platform =
                Platform.of(request.getPlatformID())
                        .orElseThrow(() -> new Refusal(ErrorCode.ARGS, "no such platformID"));
        var user = new UserId(request.getUserID());
        if (platform == Platform.ADMIN || appAdmins.contains(user))
            throw new Refusal(ErrorCode.NO_PERMISSION, "don't get Admin token");
        if (existing(call, user).getAppMangerLevel() >= NOTIFICATION_ACCOUNT)
            throw new Refusal(ErrorCode.ARGS, "the user cannot log in");
        return getUserTokenResp
                .newBuilder()
                .setToken(issuer.issue(user, platform))
                .setExpireTimeSeconds(issuer.lifeSeconds())
                .build();
    }

    private UserInfo existing(Call call, UserId user) {
        var request = getDesignateUsersReq.newBuilder().addUserIDs(user.value()).build();
        return users.getDesignateUsers(call.asServer(), request).await().getUsersInfoList().stream()
                .findFirst()
                .orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND));
    }

    /// The tokens go first: a client that is cut off must not be able to come back with one.
    forceLogoutResp forceLogout(Call call, forceLogoutReq request) {
        var user = new UserId(request.getUserID());
        kick(user, held -> held.platformID() == request.getPlatformID());
        disconnect(call, user, request.getPlatformID());
        return forceLogoutResp.getDefaultInstance();
    }

    /// A hub that cannot be reached does not make the logout fail.
    private void disconnect(Call call, UserId user, int platformID) {
        var request =
                KickUserOfflineReq.newBuilder()
                        .setPlatformID(platformID)
                        .addKickUserIDList(user.value())
                        .build();
        connections
                .kickUserOffline(call.asServer(), request)
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("operationID", call.operationID())
                                        .addKeyValue("userID", user)
                                        .log("connections not closed"))
                .otherwiseEmpty()
                .await();
    }

    invalidateTokenResp invalidateToken(Call call, invalidateTokenReq request) {
        kick(
                new UserId(request.getUserID()),
                held ->
                        held.platformID() == request.getPlatformID()
                                && !held.token().equals(request.getPreservedToken()));
        return invalidateTokenResp.getDefaultInstance();
    }

    /// Tokens that are not ours are nobody's and are passed over.
    kickTokensResp kickTokens(Call call, kickTokensReq request) {
        var byUser = new HashMap<UserId, Set<String>>();
        for (var token : request.getTokensList())
            if (jwt.read(token) instanceof Claims claims)
                byUser.computeIfAbsent(claims.user(), _ -> new HashSet<>()).add(token);
        byUser.forEach((user, theirs) -> kick(user, held -> theirs.contains(held.token())));
        return kickTokensResp.getDefaultInstance();
    }

    private void kick(UserId user, Predicate<Held> which) {
        tokens.change(user, held -> held.stream().map(t -> which.test(t) ? kicked(t) : t).toList());
    }

    private static Held kicked(Held held) {
        return new Held(held.platformID(), held.token(), State.KICKED, held.goodUntil());
    }

    getExistingTokenResp getExistingToken(Call call, GetExistingTokenReq request) {
        var states = getExistingTokenResp.newBuilder();
        for (var held : tokens.stored(new UserId(request.getUserID())))
            if (held.platformID() == request.getPlatformID() && NUMBERS.containsKey(held.state()))
                states.putTokenStates(held.token(), NUMBERS.get(held.state()));
        return states.build();
    }
}
