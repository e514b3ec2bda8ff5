package im.parley.testworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Changes;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Platform;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.notify.NotifyConfig;
import im.parley.platform.Ids;
import im.parley.proto.sdkws.UserInfo;
import im.parley.testkit.FakeClock;
import im.parley.testkit.HookEndpoint;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;
import im.parley.webhook.WebhooksConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Deployable;
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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a service under test stands on, opened anew for every test.
public abstract class World {
    private static final long PATIENCE_SECONDS = 20;

    /// An app admin; every other name is an ordinary user's, "server" the server's, "" nobody's.
    protected static final String ADMIN = "imAdmin";

    protected final FakeClock clock;
    protected final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    protected final Notices notices = new Notices();

    /// Entity and key of each change, of the entities that the test listens to.
    protected final List<String> announced = new CopyOnWriteArrayList<>();

    protected Vertx vertx;
    protected EmbeddedState state;
    protected Bus bus;
    protected Changes changes;
    protected Notifier notifier;
    protected Webhooks webhooks = Webhooks.off();
    private Optional<HookEndpoint> backEnd = Optional.empty();

    protected World() {
        this(new FakeClock());
    }

    protected World(FakeClock clock) {
        this.clock = clock;
    }

    @BeforeEach
    final void open(@TempDir Path folder) throws Exception {
        vertx = Vertx.vertx();
        state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, metrics);
        var node = Ids.node();
        bus = new Bus(vertx, node, clock, false);
        changes = new Changes(vertx.eventBus(), node, false);
        notifier = new Notifier(notices, node, clock, NotifyConfig.DEFAULTS);
        webhooks = hooksOn().isEmpty() ? Webhooks.off() : listening(hooksOn());
        serve();
    }

    private Webhooks listening(List<Hook> hooks) {
        var endpoint = HookEndpoint.open(vertx);
        backEnd = Optional.of(endpoint);
        var config = WebhooksConfig.DEFAULTS.at(endpoint.url(), hooks.toArray(Hook[]::new));
        var opened = Webhooks.of(config, vertx, state.tables(), clock, metrics);
        await(opened.open(bus));
        return opened;
    }

    @AfterEach
    final void close() {
        await(webhooks.close());
        backEnd.ifPresent(HookEndpoint::close);
        await(vertx.close());
        state.close();
    }

    /// Deploys the service and its neighbours.
    protected abstract void serve() throws Exception;

    /// The hooks that the back end wants.
    protected List<Hook> hooksOn() {
        return List.of();
    }

    protected final HookEndpoint backEnd() {
        return backEnd.orElseThrow();
    }

    /// A service of virtual threads.
    protected final void deployStories(Deployable service) {
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        await(vertx.deployVerticle(service, options));
    }

    /// A service of event loops.
    protected final void deployHot(int instances, Supplier<? extends Deployable> maker) {
        var options = new DeploymentOptions().setInstances(instances);
        await(vertx.deployVerticle(maker, options));
    }

    protected final void neighbour(Rules rules, Object service) {
        await(bus.serveOnAnyThread(rules, service));
    }

    /// A user service that knows everybody whose name does not begin with `lost`.
    protected final void neighbourUsers() {
        neighbourUsers(Everybody::known);
    }

    protected final void neighbourUsers(Function<String, Optional<UserInfo>> profiles) {
        neighbour(Everybody.RULES, new Everybody(profiles));
    }

    protected final void listenTo(String... entities) {
        for (var entity : entities)
            changes.onChange(entity, key -> announced.add(entity + " " + key));
    }

    protected static Call by(String user) {
        var id = new UserId(user);
        return by(
                switch (user) {
                    case "" -> new Caller.Stranger();
                    case ADMIN -> new Caller.Admin(id, Platform.ADMIN.id());
                    case "server" -> new Caller.Server(Caller.NOBODY);
                    default -> new Caller.User(id, Platform.WEB.id());
                });
    }

    protected static Call by(Caller caller) {
        return new Call(caller, "test", Long.MAX_VALUE);
    }

    protected static Call byAdmin() {
        return by(ADMIN);
    }

    protected static Call byServer() {
        return by("server");
    }

    protected static Call byStranger() {
        return by("");
    }

    protected static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }

    protected static void assertRefused(ErrorCode code, Executable asking) {
        assertEquals(code.number(), assertThrows(Refusal.class, asking).code());
    }

    protected static void assertRefused(ErrorCode code, Future<?> answer) {
        assertRefused(code, () -> await(answer));
    }

    /// 0, or the code of the refusal; an outage is neither.
    protected static int codeOf(Future<?> answer) {
        try {
            await(answer);
            return 0;
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }
}
