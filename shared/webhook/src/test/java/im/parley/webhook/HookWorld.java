package im.parley.webhook;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.Clock;
import im.parley.platform.NodeId;
import im.parley.platform.Settings;
import im.parley.proto.webhook.DeadLetterChoice;
import im.parley.proto.webhook.DeadLetterCount;
import im.parley.proto.webhook.DeadLetterInfo;
import im.parley.proto.webhook.ListDeadLettersReq;
import im.parley.proto.webhook.ListDeadLettersResp;
import im.parley.testkit.HookEndpoint;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Webhooks of one node over a real store, and a back end that really listens.
final class HookWorld implements AutoCloseable {
    static final Call CALL = by(new Caller.User(new UserId("u1"), 5));
    static final Call ADMIN = by(new Caller.Admin(new UserId("imAdmin"), 10));

    final Vertx vertx = Vertx.vertx();
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    HookEndpoint endpoint = HookEndpoint.open(vertx);
    String url = endpoint.url();
    Webhooks hooks = Webhooks.off();
    DeadLettersApi dead;
    private final Path folder;
    private EmbeddedState state;

    /// As `parley webhooks` asks.
    interface DeadLettersApi {
        Future<ListDeadLettersResp> list(Call call, ListDeadLettersReq request);

        Future<DeadLetterCount> replay(Call call, DeadLetterChoice request);

        Future<DeadLetterCount> drop(Call call, DeadLetterChoice request);
    }

    HookWorld(Path folder) {
        this.folder = folder;
    }

    private static Call by(Caller caller) {
        return new Call(caller, "op-1", Long.MAX_VALUE);
    }

    /// The defaults with these settings, such as `attemptsMax=2`.
    static WebhooksConfig config(String... sets) {
        var settings = Arrays.stream(sets).map(set -> "webhooks." + set).toList();
        return Settings.load(Optional.empty(), Map.of(), settings)
                .read("webhooks", WebhooksConfig.DEFAULTS);
    }

    HookWorld start(WebhooksConfig config, Hook... on) {
        return start(config, Clock.SYSTEM, on);
    }

    HookWorld start(WebhooksConfig config, Clock clock, Hook... on) {
        metrics = new SimpleMeterRegistry();
        state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, metrics);
        var bus = new Bus(vertx, new NodeId("here"), clock, false);
        hooks = Webhooks.of(config.at(url, on), vertx, state.tables(), clock, metrics);
        got(hooks.open(bus));
        dead = bus.client("parley.webhook.DeadLetters", DeadLettersApi.class);
        return this;
    }

    void stop() {
        got(hooks.close());
        state.close();
    }

    /// The back end goes away; what is posted to it finds nobody.
    void silence() {
        endpoint.close();
    }

    void listenAgain() {
        endpoint = HookEndpoint.open(vertx, endpoint.port());
    }

    JsonObject ask(Hook hook) {
        return got(hooks.before(CALL, hook, HookWorld::body));
    }

    static JsonObject body() {
        return JsonObject.of("fromUserID", "u1", "toUserID", "u2");
    }

    /// Tells of users by these names, in their order.
    void tell(Hook hook, String... users) {
        for (var user : users)
            got(hooks.after(CALL, hook, () -> JsonObject.of("groupID", "tea", "userID", user)));
    }

    List<DeadLetterInfo> deadLetters() {
        var request = ListDeadLettersReq.newBuilder();
        request.getPaginationBuilder().setPageNumber(1).setShowNumber(100);
        return got(dead.list(ADMIN, request.build())).getLettersList();
    }

    double counted(String meter, Hook hook) {
        return metrics.get(meter).tag("command", hook.command()).counter().count();
    }

    double waiting(Hook hook) {
        var gauge = metrics.get("parley.webhook.waiting").tag("command", hook.command());
        return gauge.gauge().value();
    }

    long exchanges(Hook hook, String outcome) {
        var tags = new String[] {"command", hook.command(), "outcome", outcome};
        return metrics.get("parley.webhook.exchanges").tags(tags).timer().count();
    }

    static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it does not come to that");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    static <T> T got(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }

    @Override
    public void close() {
        if (state != null) stop();
        vertx.close().await();
    }
}
