package im.parley.hub;

import im.parley.contract.UserId;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp.SuccessDetail;
import im.parley.proto.sdkws.SubUserOnlineStatusElem;
import im.parley.proto.sdkws.SubUserOnlineStatusTips;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The part of the hub that lives on one event loop: its connections by user, its clockwork, and
/// what is written in this turn and not flushed yet.
///
///     courier ─► execute ─► deliver ─► connections ─► write … write … ─► one flush a turn
///
/// Everything here belongs to that loop; other threads come in by [#ask] and [#tell].
final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final long CLOSE_STEP_MILLIS = 50;

    private final Hub hub;
    private final int index;
    private final EventLoop loop;
    private final VertxInternal vertx;
    private final ContextInternal context;
    private final LongObjectHashMap<Connection> connections = new LongObjectHashMap<>();
    private final Map<String, Connection> users = new HashMap<>(); // the last come of each
    private final Watchers watchers = new Watchers();
    private final Wheel wheel = new Wheel();
    private final RecentKicks kicks = new RecentKicks();
    private final Entrance entrance;
    private final WaitingRoom waitingRoom;
    private final Copies copies;
    private final int framesATickMax;
    private List<Connection> unflushed = new ArrayList<>();
    private List<Connection> throttled = new ArrayList<>();
    private ScheduledFuture<?> clockwork;
    private int tick;
    private long connectionsEver;
    private long framesIn; // these three are read by the metrics, at any time
    private long framesOut;
    private long deliveries;

    /// @param shards how many there are
    Shard(Hub hub, int index, int shards, EventLoop loop, VertxInternal vertx) {
        this.hub = hub;
        this.index = index;
        this.loop = loop;
        this.vertx = vertx;
        this.context =
                vertx.contextBuilder()
                        .withEventLoop(loop)
                        .withThreadingModel(ThreadingModel.EVENT_LOOP)
                        .build();
        this.copies = new Copies(ByteBufAllocator.DEFAULT);
        var config = hub.config();
        int framesATick = config.aTick(config.requestsPerSecondMax(), 1);
        this.framesATickMax = framesATick == 0 ? Integer.MAX_VALUE : framesATick;
        int connectsATick = config.aTick(config.connectsPerSecondPerAddressMax(), shards);
        this.entrance = new Entrance(hub.handshakeTicks(), connectsATick);
        this.waitingRoom = new WaitingRoom(loop, hub::isCrowded);
    }

    /// A stall of the machine counts as one tick: what clients sent meanwhile is read first.
    void start() {
        long millis = hub.config().tickMillis();
        clockwork =
                loop.scheduleWithFixedDelay(this::onTick, millis, millis, TimeUnit.MILLISECONDS);
    }

    Hub hub() {
        return hub;
    }

    EventLoop loop() {
        return loop;
    }

    ContextInternal context() {
        return context;
    }

    Wheel wheel() {
        return wheel;
    }

    Watchers watchers() {
        return watchers;
    }

    Entrance entrance() {
        return entrance;
    }

    WaitingRoom waitingRoom() {
        return waitingRoom;
    }

    RecentKicks kicks() {
        return kicks;
    }

    int tick() {
        return tick;
    }

    int requestTicks() {
        return hub.config().ticks(hub.config().requestTimeoutMillis()) + 1;
    }

    int framesATickMax() {
        return framesATickMax;
    }

    // ---- from other threads

    void tell(Runnable news) {
        loop.execute(() -> context.dispatch(news));
    }

    /// @return completes on the context of the caller
    <T> Future<T> ask(Supplier<T> question) {
        Promise<T> answer = vertx.getOrCreateContext().promise();
        tell(() -> answer.complete(question.get()));
        return answer.future();
    }

    /// Futures of other modules may complete anywhere.
    void onLoop(Future<?> future, Runnable then) {
        future.onComplete(
                _ -> {
                    if (loop.inEventLoop()) then.run();
                    else tell(then);
                });
    }

    // ---- connections

    /// Unique on the node; it also says which shard has the connection.
    long nextConnection() {
        return connectionsEver++ * hub.shardCount() + index;
    }

    void add(Connection connection) {
        connections.put(connection.id(), connection);
        connection.sibling = users.put(connection.userID(), connection);
        connection.lookAgain();
    }

    void leave(Connection connection) {
        remove(connection);
        var outer = context.beginDispatch();
        try {
            hub.left(connection);
        } finally {
            context.endDispatch(outer);
        }
    }

    private void remove(Connection connection) {
        connections.remove(connection.id());
        var user = connection.userID();
        var first = users.get(user);
        if (first == connection) {
            if (connection.sibling == null) users.remove(user);
            else users.put(user, connection.sibling);
        } else {
            for (var at = first; at != null; at = at.sibling)
                if (at.sibling == connection) at.sibling = connection.sibling;
        }
        connection.sibling = null;
    }

    private List<Connection> of(String user) {
        var list = new ArrayList<Connection>(2);
        for (var at = users.get(user); at != null; at = at.sibling) list.add(at);
        return list;
    }

    // ---- messages

    void deliver(List<Run> runs) {
        for (var run : runs) {
            copies.take(run.frames());
            for (int i = 0; i < run.connectionCount(); i++) deliver(run, run.connection(i));
            copies.release();
        }
    }

    /// Those of other shards are not here, those that have gone are not here any more.
    private void deliver(Run run, long id) {
        var connection = connections.get(id);
        if (connection == null) return;
        try {
            connection.push(run, copies);
        } catch (RuntimeException bug) { // or those behind it would be left out
            connection.exceptionCaught(connection.context(), bug);
        }
    }

    /// Each connection is flushed once, behind what is written in the rest of this turn; and behind
    /// what this turn still brings about: an outcome is followed by the delivery of its message.
    void flushThisTurn(Connection connection) {
        if (unflushed.isEmpty()) loop.execute(() -> loop.execute(this::flush));
        unflushed.add(connection);
    }

    private void flush() {
        var due = unflushed;
        unflushed = new ArrayList<>(Math.min(due.size(), 1024));
        for (var connection : due) connection.flush();
    }

    // ---- kicks

    /// Ends all connections of these users on a platform, those that are just being opened too.
    void kick(Collection<String> kicked, int platformID) {
        for (var user : kicked) {
            kicks.note(user, platformID, tick);
            for (var connection : of(user))
                if (connection.platformID() == platformID) connection.kick();
        }
    }

    /// Ends one connection unless it has this token; says with which token it was there.
    Optional<String> kick(String user, long connectionID, byte[] sparedToken) {
        for (var connection : of(user)) {
            if (connection.id() != connectionID) continue;
            if (Arrays.equals(connection.token(), sparedToken)) break;
            connection.kick();
            return Optional.of(PackedToken.unpack(connection.token()));
        }
        return Optional.empty();
    }

    // ---- status

    /// Tells the watchers here what has become of these users; asks only about those watched.
    void statusChanged(Collection<String> changed) {
        var watched = watchers.among(changed);
        if (watched.isEmpty()) return;
        hub.presence()
                .locate(watched.stream().map(UserId::new).toList())
                .onFailure(failure -> LOG.atWarn().setCause(failure).log("status not told"))
                .onSuccess(
                        places ->
                                watched.forEach(
                                        user -> tellStatus(RequestTable.status(user, places))));
    }

    private void tellStatus(SubUserOnlineStatusElem status) {
        var watching = watchers.toTell(status.getUserID(), status.getOnlinePlatformIDsList());
        if (watching.isEmpty()) return;
        var data = SubUserOnlineStatusTips.newBuilder().addSubscribers(status).build();
        var frame = ServerFrame.unasked(RequestTable.SUB_USER_ONLINE_STATUS, "", Bytes.of(data));
        copies.take(List.of(new SharedFrame(frame)));
        watching.forEach(connection -> connection.tell(copies));
        copies.release();
    }

    Map<String, List<SuccessDetail>> details(Collection<String> asked) {
        var details = new HashMap<String, List<SuccessDetail>>();
        for (var user : asked) {
            var here = of(user).stream().map(this::detail).toList();
            if (!here.isEmpty()) details.put(user, here);
        }
        return details;
    }

    private SuccessDetail detail(Connection connection) {
        return SuccessDetail.newBuilder()
                .setPlatformID(connection.platformID())
                .setConnID(hub.connectionName(connection.id()))
                .setIsBackground(connection.inBackground())
                .setToken(PackedToken.unpack(connection.token()))
                .build();
    }

    // ---- time

    private void onTick() {
        var outer = context.beginDispatch();
        try {
            tick++;
            entrance.onTick(tick);
            kicks.forget(tick - hub.handshakeTicks() - 1);
            wheel.turn(tick);
            endThrottles();
        } catch (RuntimeException bug) { // or the clockwork would stand still for everybody
            LOG.atError().setCause(bug).log("tick failed");
        } finally {
            context.endDispatch(outer);
        }
    }

    void resumeNextTick(Connection connection) {
        throttled.add(connection);
    }

    private void endThrottles() {
        if (throttled.isEmpty()) return;
        var due = throttled;
        throttled = new ArrayList<>();
        due.forEach(Connection::endThrottle);
    }

    // ---- the end

    /// Sends everybody away, a few at a time.
    Future<Void> close(long spreadMillis) {
        Promise<Void> closed = vertx.getOrCreateContext().promise();
        tell(
                () -> {
                    entrance.close();
                    var all = users.keySet().stream().flatMap(user -> of(user).stream()).toList();
                    closeSome(all, 0, (int) (spreadMillis / CLOSE_STEP_MILLIS), closed);
                });
        return closed.future();
    }

    private void closeSome(List<Connection> all, int from, int stepsLeft, Promise<Void> closed) {
        int to = stepsLeft == 0 ? all.size() : from + (all.size() - from) / (stepsLeft + 1);
        for (var connection : all.subList(from, to)) connection.sendAway();
        if (to < all.size()) {
            loop.schedule(
                    () -> context.dispatch(() -> closeSome(all, to, stepsLeft - 1, closed)),
                    CLOSE_STEP_MILLIS,
                    TimeUnit.MILLISECONDS);
            return;
        }
        clockwork.cancel(false);
        closed.complete();
    }

    // ---- counters, written by this loop only

    void countIn() {
        framesIn++;
    }

    void countOut(int frames) {
        framesOut += frames;
    }

    void countDeliveries(int count) {
        deliveries += count;
    }

    long framesIn() {
        return framesIn;
    }

    long framesOut() {
        return framesOut;
    }

    long deliveries() {
        return deliveries;
    }
}
