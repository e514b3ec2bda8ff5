package im.parley.node;

import im.parley.api.ApiConfig;
import im.parley.api.ApiVerticle;
import im.parley.hub.HubVerticle;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where clients come in: the verticles that open ports, and which ports those became.
final class Doors {
    private final ParleyConfig config;
    private final Ground ground;
    private final Set<String> admins;
    private final HubVerticle hub;
    private final Queue<ApiVerticle> apis = new ConcurrentLinkedQueue<>();

    Doors(ParleyConfig config, Ground ground) {
        this.config = config;
        this.ground = ground;
        this.admins = Set.copyOf(config.admins().userIDs());
        this.hub =
                new HubVerticle(
                        config.hub(),
                        config.server().host(),
                        config.auth().multiLoginPolicy(),
                        ground.bus(),
                        ground.changes(),
                        ground.state().presence(),
                        ground.courier(),
                        ground.webhooks(),
                        ground.clock(),
                        ground.metrics(),
                        admins::contains);
    }

    /// Instances that each took a free port would not share it.
    int apiInstances(int eventLoops) {
        var wanted = config.api();
        return wanted.port() == 0 || wanted.grpcPort() == 0 ? 1 : eventLoops;
    }

    ApiVerticle api() {
        var api =
                new ApiVerticle(
                        apiConfig(), ground.bus(), admins, ground.clock(), ground.metrics());
        apis.add(api);
        return api;
    }

    String apiAddress() {
        return "http://" + apiConfig().host() + ":" + apis.element().httpPort();
    }

    HubVerticle hub() {
        return hub;
    }

    String clientAddress() {
        var scheme = config.hub().tlsCertificateFile().isEmpty() ? "ws" : "wss";
        return scheme + "://" + config.server().host() + ":" + hub.port();
    }

    /// Where its own host says nothing in particular, the server's holds.
    private ApiConfig apiConfig() {
        var own = config.api();
        var host = own.host().equals("0.0.0.0") ? config.server().host() : own.host();
        return new ApiConfig(
                host,
                own.port(),
                own.grpcPort(),
                own.bodyMaxBytes(),
                own.compressionMinBytes(),
                own.requestTimeoutMillis(),
                own.idleTimeoutSeconds(),
                own.callsInFlightMax());
    }
}
