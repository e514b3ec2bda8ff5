package im.parley.auth;

import im.parley.auth.Jwt.Claims;
import im.parley.contract.Platform;
import im.parley.contract.UserId;
import im.parley.platform.Clock;

import java.util.concurrent.TimeUnit;

/// Makes tokens (http-identity-and-groups.md 7.2).
final class Issuer {
    private final Jwt jwt;
    private final HeldTokens tokens;
    private final Clock clock;
    private final MultiLogin policy;
    private final int maxNumOneEnd;
    private final long lifeSeconds;

    Issuer(Jwt jwt, HeldTokens tokens, Clock clock, AuthConfig config) {
        this.jwt = jwt;
        this.tokens = tokens;
        this.clock = clock;
        this.policy = MultiLogin.of(config.multiLoginPolicy()).orElseThrow();
        this.maxNumOneEnd = config.maxNumOneEnd();
        this.lifeSeconds = TimeUnit.DAYS.toSeconds(config.expireDays());
    }

    long lifeSeconds() {
        return lifeSeconds;
    }

    String issue(UserId user, Platform platform) {
        long now = clock.millis();
        var token = jwt.sign(user, platform.id(), now, lifeSeconds);
        var login = new Login(platform, token, now + lifeSeconds * 1000);
        tokens.change(
                user,
                held ->
                        login.into(
                                held,
                                policy,
                                maxNumOneEnd,
                                now,
                                old -> jwt.read(old, now) instanceof Claims));
        return token;
    }
}
