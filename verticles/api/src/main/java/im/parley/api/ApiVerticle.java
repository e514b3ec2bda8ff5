package im.parley.api;

import im.parley.bus.Bus;
import im.parley.platform.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;

import java.util.Set;

/// Opens the HTTP and the gRPC port. Deploy it after the services of this node, on event loops; all
/// instances share the ports.
public final class ApiVerticle extends VerticleBase {
    private final ApiConfig config;
    private final Bus bus;
    private final Set<String> appAdmins;
    private final Clock clock;
    private final ApiMeters meters;
    private final Gzip gzip = new Gzip();
    private HttpServer http;
    private HttpServer grpc;

    public ApiVerticle(
            ApiConfig config, Bus bus, Set<String> appAdmins, Clock clock, MeterRegistry registry) {
        this.config = config;
        this.bus = bus;
        this.appAdmins = Set.copyOf(appAdmins);
        this.clock = clock;
        this.meters = new ApiMeters(registry);
    }

    @Override
    public Future<?> start() {
        var loop = new Loop(vertx);
        var identity = new Identity(bus, appAdmins);
        var routes = Routes.over(bus, clock);
        var gateway = new Gateway(vertx, loop, config, bus, routes, identity, clock, meters, gzip);
        http =
                vertx.createHttpServer(options(config.port()))
                        .connectionHandler(connection -> connection.exceptionHandler(_ -> {}))
                        .requestHandler(gateway);
        var limits = new GrpcServerOptions().setMaxMessageSize(config.bodyMaxBytes());
        var rpcs =
                GrpcServer.server(vertx, limits)
                        .callHandler(new GrpcGateway(loop, config, bus, identity, clock, meters));
        grpc = vertx.createHttpServer(options(config.grpcPort())).requestHandler(rpcs);
        return Future.all(http.listen(), grpc.listen());
    }

    @Override
    public Future<?> stop() {
        return Future.join(http.close(), grpc.close()).onComplete(_ -> gzip.close());
    }

    /// The port that HTTP really has, once started.
    public int httpPort() {
        return http.actualPort();
    }

    /// The port that gRPC really has, once started.
    public int grpcPort() {
        return grpc.actualPort();
    }

    private HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setIdleTimeout(config.idleTimeoutSeconds())
                .setHandle100ContinueAutomatically(true)
                // Nobody upgrades here, and the handler for it would look at every request.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setAcceptBacklog(1_024);
    }
}
