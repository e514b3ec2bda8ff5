package im.parley.hub;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.courier.Courier;
import im.parley.courier.Couriers;
import im.parley.courier.Tickets;
import im.parley.platform.Clock;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Delivery;
import im.parley.proto.courier.Parcel;
import im.parley.state.Presence.Place;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A hub on a loopback port, two event loops, and small real services behind it.
final class World implements AutoCloseable {
    static final String ADMIN = "imAdmin";

    final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    final Bus bus = new Bus(vertx, new NodeId("here"), Clock.SYSTEM, false);
    final TestAuth auth = new TestAuth();
    final TestMsg msg = new TestMsg();
    final TestPresence presence = new TestPresence();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Tickets tickets = new Tickets(vertx, Clock.SYSTEM);
    private final Courier courier = new Courier(tickets);
    private final Changes changes = new Changes(vertx.eventBus(), bus.node(), false);
    private final List<Device> devices = new ArrayList<>();
    private final HubVerticle hub;
    private String deployment;

    World() {
        this(TestConfig.PLAIN);
    }

    World(HubConfig config) {
        this(config, 1);
    }

    World(HubConfig config, int policy) {
        this(config, policy, Webhooks.off());
    }

    World(HubConfig config, int policy, Webhooks webhooks) {
        hub =
                new HubVerticle(
                        config,
                        "127.0.0.1",
                        policy,
                        bus,
                        changes,
                        presence,
                        courier,
                        webhooks,
                        Clock.SYSTEM,
                        meters,
                        ADMIN::equals);
        await(bus.serveOnAnyThread(TestAuth.RULES, auth));
        await(bus.serveOnAnyThread(TestMsg.RULES, msg));
        await(courier.open(bus));
        deployment = await(vertx.deployVerticle(hub));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 5 s", e);
        }
    }

    static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never: " + what);
            Thread.onSpinWait();
        }
    }

    int port() {
        return hub.port();
    }

    RawSocket knock() {
        return RawSocket.to(port());
    }

    Device device(String user, int platform) {
        return device(user, platform, "t", Encoding.GOB, false);
    }

    /// @param token what tells one token of the user and platform from another
    Device device(String user, int platform, String token) {
        return device(user, platform, token, Encoding.GOB, false);
    }

    Device device(String user, int platform, String token, Encoding encoding, boolean gzip) {
        var device = new Device(knock(), user, encoding, gzip);
        device.socket.write(RawSocket.upgrade(uri(user, platform, token, encoding, gzip)));
        device.socket.upgraded();
        devices.add(device);
        return device;
    }

    static String uri(String user, int platform, String token, Encoding encoding, boolean gzip) {
        return "/?sendID=%s&token=%s.%d.%s&platformID=%d&operationID=o&isBackground=false%s%s"
                .formatted(
                        user,
                        user,
                        platform,
                        token,
                        platform,
                        encoding == Encoding.JSON ? "&sdkType=js" : "",
                        gzip ? "&compression=gzip" : "");
    }

    /// As presence knows them.
    List<Long> connectionsOf(String... users) {
        return Stream.of(users)
                .flatMap(user -> presence.of(user).stream())
                .map(Place::connection)
                .toList();
    }

    /// As `transfer` does it.
    void deliver(Delivery... deliveries) {
        var parcel = Parcel.newBuilder().addAllDeliveries(List.of(deliveries)).build();
        await(new Couriers(bus).carry(bus.node(), serverCall(), parcel));
    }

    static Call serverCall() {
        return Call.ofServer("op-server", System.currentTimeMillis() + 5_000);
    }

    double count(String metric, String tag, String value) {
        var found = meters.find(metric).tag(tag, value).counter();
        return found == null ? 0 : found.count();
    }

    double dropped(String reason) {
        return count("parley.hub.dropped", "reason", reason);
    }

    int connections() {
        return gauge("parley.hub.connections");
    }

    int gauge(String metric) {
        return (int) meters.get(metric).gauge().value();
    }

    void stopHub() {
        if (deployment.isEmpty()) return;
        await(vertx.undeploy(deployment));
        deployment = "";
    }

    @Override
    public void close() {
        devices.forEach(device -> device.socket.close());
        stopHub();
        await(vertx.close());
    }
}
