package im.parley.hub;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Delivery;
import im.parley.state.Presence;
import im.parley.state.Presence.Place;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/// What the shards of one node share. It holds no connection; it finds the shard that does.
final class Hub {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final HubConfig config;
    private final NodeId node;
    private final Presence presence;
    private final IntSupplier messagesOnTheWay;
    private final Clock clock;
    private final Predicate<String> appAdmins;
    private final Auth auth;
    private final RequestTable requests;
    private final HubMetrics metrics;
    private final StatusNews news;
    private final HubHooks hooks;
    private final Logins logins;
    private final List<Shard> shards = new ArrayList<>();
    private final Map<EventLoop, Shard> byLoop = new IdentityHashMap<>();
    private final AtomicInteger connections = new AtomicInteger(); // and those being opened

    Hub(
            HubConfig config,
            LoginPolicy policy,
            VertxInternal vertx,
            Bus bus,
            Changes changes,
            Presence presence,
            IntSupplier messagesOnTheWay,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry meters,
            Predicate<String> appAdmins) {
        this.config = config;
        this.node = bus.node();
        this.presence = presence;
        this.messagesOnTheWay = messagesOnTheWay;
        this.clock = clock;
        this.appAdmins = appAdmins;
        this.auth = bus.client(Auth.SERVICE, Auth.class);
        this.requests = new RequestTable(bus, presence);
        this.news = new StatusNews(this, changes);
        this.hooks = new HubHooks(this, webhooks, clock, vertx.getOrCreateContext());
        this.logins = new Logins(this, bus, policy);
        addShards(vertx);
        this.metrics = new HubMetrics(meters, this);
        shards.forEach(Shard::start);
    }

    private void addShards(VertxInternal vertx) {
        var loops = new ArrayList<EventLoop>();
        vertx.nettyEventLoopGroup().forEach(loop -> loops.add((EventLoop) loop));
        for (var loop : loops) {
            var shard = new Shard(this, shards.size(), loops.size(), loop, vertx);
            shards.add(shard);
            byLoop.put(loop, shard);
        }
    }

    HubConfig config() {
        return config;
    }

    NodeId node() {
        return node;
    }

    Presence presence() {
        return presence;
    }

    Auth auth() {
        return auth;
    }

    RequestTable requests() {
        return requests;
    }

    HubMetrics metrics() {
        return metrics;
    }

    HubHooks hooks() {
        return hooks;
    }

    Logins logins() {
        return logins;
    }

    boolean isAppAdmin(String userID) {
        return appAdmins.test(userID);
    }

    long requestDeadline() {
        return clock.millis() + config.requestTimeoutMillis();
    }

    /// Whether more messages of this node wait for their outcome than is good for any of them.
    boolean isCrowded() {
        return messagesOnTheWay.getAsInt() >= config.messagesOnTheWayMax();
    }

    int waiting() {
        return shards.stream().mapToInt(shard -> shard.waitingRoom().count()).sum();
    }

    int handshakeTicks() {
        return config.ticks(config.handshakeTimeoutMillis());
    }

    // ---- shards

    List<Shard> shards() {
        return shards;
    }

    int shardCount() {
        return shards.size();
    }

    Shard shardOf(EventLoop loop) {
        return byLoop.get(loop);
    }

    /// The shard that numbered this connection.
    Shard shardOf(long connectionID) {
        return shards.get(indexOf(connectionID));
    }

    private int indexOf(long connectionID) {
        return (int) (connectionID % shards.size());
    }

    // ---- connections

    /// Whether there was room for one more connection; if so it is counted from now on.
    boolean countIn() {
        if (connections.incrementAndGet() <= config.connectionsMax()) return true;
        connections.decrementAndGet();
        return false;
    }

    void countOut() {
        connections.decrementAndGet();
    }

    int connections() {
        return connections.get();
    }

    void entered(Connection connection) {
        metrics.accepted();
        changed(connection.userID(), connection.platformID());
        logins.entered(connection);
    }

    void left(Connection connection) {
        countOut();
        leave(connection.userID(), connection.place());
    }

    /// Whoever looked while the place was in presence learns that it is not any more, also when
    /// nobody ever entered it.
    void leave(String userID, Place place) {
        presence.leave(new UserId(userID), place)
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("userID", userID)
                                        .log("connection not taken out of presence"))
                .onComplete(_ -> changed(userID, place.platformID()));
    }

    private void changed(String userID, int platformID) {
        news.changed(userID);
        hooks.changed(userID, platformID);
    }

    /// To be called regularly.
    void tellNews() {
        news.tell();
        hooks.tell();
    }

    /// What administrators see as `connID` (websocket.md 7).
    String connectionName(long connectionID) {
        try {
            var md5 = MessageDigest.getInstance("MD5"); // a name, not a secret
            var text = node + "_" + connectionID;
            return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
    }

    // ---- messages

    /// Hands messages to their connections, in this order; on any thread. Only those event loops
    /// are woken that have one of them.
    void deliver(List<Delivery> deliveries) {
        var byShard = new ArrayList<List<Run>>(shards.size());
        for (int i = 0; i < shards.size(); i++) byShard.add(new ArrayList<>());
        for (var run : Run.of(deliveries)) hand(run, byShard);
        for (int i = 0; i < shards.size(); i++) {
            var shard = shards.get(i);
            var runs = byShard.get(i);
            if (!runs.isEmpty()) shard.tell(() -> shard.deliver(runs));
        }
    }

    private void hand(Run run, List<List<Run>> byShard) {
        for (int i = 0; i < run.connectionCount(); i++) {
            var runs = byShard.get(indexOf(run.connection(i)));
            boolean handed = !runs.isEmpty() && runs.getLast() == run;
            if (!handed) runs.add(run);
        }
    }

    void forEachShard(Consumer<Shard> task) {
        for (var shard : shards) shard.tell(() -> task.accept(shard));
    }

    // ---- the end

    Future<Void> close() {
        news.stop();
        var closing =
                shards.stream().map(shard -> shard.close(config.closeSpreadMillis())).toList();
        return Future.all(closing).compose(_ -> hooks.close());
    }
}
