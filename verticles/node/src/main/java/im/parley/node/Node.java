package im.parley.node;

import im.parley.embedded.EmbeddedState;
import im.parley.node.Services.Service;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One running server: every verticle in this process, with the embedded stores beneath.
///
///     start   open stores ──► deploy services ──► open ports ──► ready
///     stop    not ready ──► close ports ──► drain the log ──► undeploy services ──► close stores
///
/// Whatever was opened leaves a note of how it is closed; stopping works off the notes, newest
/// first. A start that fails half-way stops in the same way.
final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();
    private static final int BLOCKING_THREADS = 4;
    private static final long DRAIN_SECONDS = 10;

    private record Closing(String what, Supplier<Future<?>> how) {}

    private final ParleyConfig config;
    private final Secret secret;
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentLinkedDeque<Closing> closings = new ConcurrentLinkedDeque<>();
    private final Vertx vertx;
    private final MetricsServer watch;
    private Doors doors;
    private volatile boolean ready;

    private Node(ParleyConfig config, Secret secret) {
        this.config = config;
        this.secret = secret;
        this.vertx = vertx();
        this.watch =
                new MetricsServer(config.server().host(), config.metrics(), metrics, () -> ready);
    }

    /// With the secret of the data folder.
    static Future<Node> start(ParleyConfig config) {
        return start(config, Map.of());
    }

    /// Blocks while the stores open; not for event loops.
    static Future<Node> start(ParleyConfig config, Map<String, String> environment) {
        var node = new Node(config, Secret.atStart(config.server(), environment));
        Promise<Node> started = Promise.promise();
        node.open()
                .onSuccess(started::complete)
                .onFailure(failure -> node.stop().onComplete(_ -> started.fail(failure)));
        return started.future();
    }

    private static Vertx vertx() {
        var files =
                new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false);
        return Vertx.vertx(
                new VertxOptions()
                        .setPreferNativeTransport(true)
                        .setEventLoopPoolSize(EVENT_LOOPS)
                        .setWorkerPoolSize(BLOCKING_THREADS)
                        .setInternalBlockingPoolSize(BLOCKING_THREADS)
                        .setFileSystemOptions(files));
    }

    /// The metrics port comes first: who watches wants to see a start that takes long.
    private Future<Node> open() {
        return deploy("metrics", ThreadingModel.EVENT_LOOP, 1, () -> watch)
                .compose(_ -> openStores())
                .compose(this::deployServices)
                .compose(this::openDoors)
                .map(
                        _ -> {
                            ready = true;
                            return this;
                        });
    }

    private Future<Ground> openStores() {
        var folder = Path.of(config.server().data());
        var state = EmbeddedState.open(vertx, folder, config.embedded(), metrics);
        whenStopping("stores", () -> vertx.executeBlocking(() -> closed(state)));
        var ground = Ground.of(config, vertx, metrics, state);
        whenStopping("webhooks", ground::close);
        return ground.open().map(ground);
    }

    private static boolean closed(EmbeddedState state) {
        state.close();
        return true;
    }

    private Future<Ground> deployServices(Ground ground) {
        Future<Void> deployed = Future.succeededFuture();
        for (var service : Services.of(config, secret, ground, EVENT_LOOPS))
            deployed = deployed.compose(_ -> deploy(service));
        whenStopping(
                "log", () -> ground.state().drained().timeout(DRAIN_SECONDS, TimeUnit.SECONDS));
        return deployed.map(ground);
    }

    private Future<Void> openDoors(Ground ground) {
        doors = new Doors(config, ground);
        var apis = doors.apiInstances(EVENT_LOOPS);
        return deploy("hub", ThreadingModel.EVENT_LOOP, 1, doors::hub)
                .compose(_ -> deploy("api", ThreadingModel.EVENT_LOOP, apis, doors::api));
    }

    private Future<Void> deploy(Service service) {
        return deploy(service.name(), service.threads(), service.instances(), service.maker());
    }

    private Future<Void> deploy(
            String name,
            ThreadingModel threads,
            int instances,
            Supplier<? extends Deployable> maker) {
        var options = new DeploymentOptions().setThreadingModel(threads).setInstances(instances);
        return vertx.deployVerticle(maker, options)
                .recover(failure -> Future.failedFuture(new StartFailure(name, config, failure)))
                .map(
                        id -> {
                            whenStopping(name, () -> vertx.undeploy(id));
                            return null;
                        });
    }

    private void whenStopping(String what, Supplier<Future<?>> how) {
        closings.push(new Closing(what, how));
    }

    /// Succeeds when everything is closed. What does not close well is logged and left behind.
    Future<Void> stop() {
        ready = false;
        // Without a context: by the time this succeeds, no event loop is left to tell of it.
        Promise<Void> stopped = Promise.promise();
        closeParts().onComplete(_ -> vertx.close().onComplete(stopped));
        return stopped.future();
    }

    private Future<Void> closeParts() {
        var closing = closings.poll();
        if (closing == null) return Future.succeededFuture();
        return closing.how()
                .get()
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("part", closing.what())
                                        .log("did not close well"))
                .transform(_ -> closeParts());
    }

    /// Where clients connect, such as `ws://127.0.0.1:10001`.
    String clientAddress() {
        return doors.clientAddress();
    }

    String apiAddress() {
        return doors.apiAddress();
    }

    String metricsAddress() {
        return "http://" + config.server().host() + ":" + watch.port();
    }

    ParleyConfig config() {
        return config;
    }

    Secret secret() {
        return secret;
    }
}
