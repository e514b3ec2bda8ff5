package im.parley.auth;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.state.TokenStates;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.Set;

/// Serves `openim.auth.Auth`. One instance a node, on virtual threads; token checks run on the
/// thread of whoever asks.
public final class AuthVerticle extends VerticleBase {
    private final AuthConfig config;
    private final String secret;
    private final Set<UserId> appAdmins;
    private final TokenStates states;
    private final Bus bus;
    private final Changes changes;
    private final Clock clock;
    private final MeterRegistry metrics;

    /// @param secret signs the tokens and is the password of app admins
    public AuthVerticle(
            AuthConfig config,
            String secret,
            Set<UserId> appAdmins,
            TokenStates states,
            Bus bus,
            Changes changes,
            Clock clock,
            MeterRegistry metrics) {
        this.config = config;
        this.secret = secret;
        this.appAdmins = Set.copyOf(appAdmins);
        this.states = states;
        this.bus = bus;
        this.changes = changes;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        var jwt = new Jwt(secret);
        var tokens = new HeldTokens(states, changes, metrics);
        var check = new TokenCheck(clock, jwt, appAdmins, tokens, metrics);
        var service =
                new AuthService(
                        new AdminSecret(secret, metrics),
                        appAdmins,
                        new Issuer(jwt, tokens, clock, config),
                        tokens,
                        jwt,
                        bus.client("openim.user.user", Users.class),
                        bus.client("openim.msggateway.msgGateway", Connections.class));
        return Future.all(
                bus.serveOnAnyThread(TokenCheck.RULES, check),
                bus.serve(AuthService.RULES, service));
    }
}
