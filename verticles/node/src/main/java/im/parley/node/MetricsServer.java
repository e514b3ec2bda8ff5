package im.parley.node;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.function.BooleanSupplier;

/// What an orchestrator and a monitoring system ask: `/livez`, `/readyz`, `/metrics`.
final class MetricsServer extends VerticleBase {
    private final String host;
    private final MetricsConfig config;
    private final PrometheusMeterRegistry registry;
    private final BooleanSupplier ready;
    private HttpServer server;
    private JvmGcMetrics garbage;

    MetricsServer(
            String host,
            MetricsConfig config,
            PrometheusMeterRegistry registry,
            BooleanSupplier ready) {
        this.host = host;
        this.config = config;
        this.registry = registry;
        this.ready = ready;
    }

    @Override
    public Future<?> start() {
        var options = new HttpServerOptions().setHost(host).setPort(config.port());
        server = vertx.createHttpServer(options).requestHandler(this::answer);
        return server.listen();
    }

    @Override
    public Future<?> stop() {
        if (garbage != null) garbage.close();
        return server.close();
    }

    int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        switch (request.path()) {
            case "/livez" -> response.end("alive\n");
            case "/readyz" -> {
                if (ready.getAsBoolean()) response.end("ready\n");
                else response.setStatusCode(503).end("not ready\n");
            }
            case "/metrics" -> {
                response.putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                vertx.executeBlocking(this::scrape)
                        .onSuccess(response::end)
                        .onFailure(_ -> response.setStatusCode(500).end());
            }
            default -> response.setStatusCode(404).end();
        }
    }

    /// The meters of the JVM cost start-up time and memory, so they are there once somebody looks.
    private synchronized String scrape() {
        if (garbage == null) {
            garbage = new JvmGcMetrics();
            garbage.bindTo(registry);
            List.of(
                            new JvmMemoryMetrics(),
                            new JvmThreadMetrics(),
                            new ProcessorMetrics(),
                            new FileDescriptorMetrics(),
                            new UptimeMetrics())
                    .forEach(meters -> meters.bindTo(registry));
        }
        return registry.scrape();
    }
}
