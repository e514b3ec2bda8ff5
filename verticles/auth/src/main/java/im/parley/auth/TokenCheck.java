package im.parley.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.auth.Jwt.Claims;
import im.parley.auth.Jwt.Defect;
import im.parley.auth.Jwt.Reading;
import im.parley.bus.Call;
import im.parley.bus.Check;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;
import im.parley.state.TokenStates.Held;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers parseToken (http-identity-and-groups.md 7.3), which every request begins with. It keeps
/// no state but copies and runs on the thread of whoever asks; with warm copies it answers at once.
final class TokenCheck {
    static final Rules RULES =
            Rules.of("openim.auth.Auth")
                    .rule("parseToken", Policy.OPEN, Check.nonEmpty("token")); // 7.6

    private static final int VERIFIED_MAX = 20_000;
    private static final Duration VERIFIED_LIFE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Jwt jwt;
    private final Set<UserId> appAdmins;
    private final HeldTokens tokens;
    private final Map<Integer, Counter> refusals;
    /// Tokens whose signature is proven; their times are looked at each time.
    private final Cache<String, Claims> verified =
            Caffeine.newBuilder()
                    .maximumSize(VERIFIED_MAX)
                    .expireAfterAccess(VERIFIED_LIFE)
                    .executor(Runnable::run)
                    .recordStats()
                    .build();

    TokenCheck(
            Clock clock, Jwt jwt, Set<UserId> appAdmins, HeldTokens tokens, MeterRegistry metrics) {
        this.clock = clock;
        this.jwt = jwt;
        this.appAdmins = appAdmins;
        this.tokens = tokens;
        this.refusals = counters(metrics);
        CaffeineCacheMetrics.monitor(metrics, verified, "verified_tokens");
    }

    private static Map<Integer, Counter> counters(MeterRegistry metrics) {
        return Stream.of(ErrorCode.values())
                .filter(code -> code.name().startsWith("TOKEN_"))
                .collect(
                        Collectors.toMap(
                                ErrorCode::number,
                                code ->
                                        Counter.builder("parley.auth.tokens.refused")
                                                .tag("code", Integer.toString(code.number()))
                                                .register(metrics)));
    }

    Future<parseTokenResp> parseToken(Call call, parseTokenReq request) {
        long now = clock.millis();
        return switch (read(request.getToken(), now)) {
            case Defect(var code, var text) -> refused(new Refusal(code.number(), text, ""));
            case Claims claims -> stateOf(request.getToken(), claims, now);
        };
    }

    private Reading read(String token, long now) {
        var known = verified.getIfPresent(token);
        if (known != null) return known.at(now);
        var reading = jwt.read(token, now);
        if (reading instanceof Claims claims) verified.put(token, claims);
        return reading;
    }

    private Future<parseTokenResp> stateOf(String token, Claims claims, long now) {
        var held = tokens.of(claims.user());
        return held.succeeded()
                ? judged(held.result(), token, claims, now)
                : held.compose(loaded -> judged(loaded, token, claims, now));
    }

    private Future<parseTokenResp> judged(List<Held> held, String token, Claims claims, long now) {
        for (var each : held)
            if (each.token().equals(token))
                return switch (each.state()) {
                    case NORMAL -> Future.succeededFuture(answer(claims));
                    case KICKED -> refused(new Refusal(ErrorCode.TOKEN_KICKED));
                    case SUPERSEDED ->
                            each.goodUntil() > now && appAdmins.contains(claims.user())
                                    ? Future.succeededFuture(answer(claims))
                                    : refused(new Refusal(ErrorCode.TOKEN_NOT_EXIST));
                };
        return refused(new Refusal(ErrorCode.TOKEN_NOT_EXIST));
    }

    private static parseTokenResp answer(Claims claims) {
        return parseTokenResp
                .newBuilder()
                .setUserID(claims.user().value())
                .setPlatformID(claims.platformID())
                .setExpireTimeSeconds(claims.expiresAt() / 1000)
                .build();
    }

    private Future<parseTokenResp> refused(Refusal refusal) {
        refusals.get(refusal.code()).increment();
        return Future.failedFuture(refusal);
    }
}
