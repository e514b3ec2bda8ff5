package im.parley.hub;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.ErrorCode;
import im.parley.contract.Platform;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.hub.RequestTable.Route;
import im.parley.state.Presence.Place;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One device of one user, on one event loop for life. An idle one is this object (88 bytes), its
/// packed token, the channel, and an entry in the shard's table and in presence: whatever it needs
/// only while it works hangs on [#busy].
final class Connection extends SocketPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final int PING_TICKS = HubConfig.TICKS_A_DEADLINE * 9 / 10;
    private static final int LINGER_TICKS = 3;
    private static final int LOOK_TICKS_MAX = HubConfig.TICKS_A_DEADLINE / 2;
    private static final Refusal UNDECODABLE = new Refusal(ErrorCode.INTERNAL);
    private static final SharedFrame KICK =
            new SharedFrame(
                    new ServerFrame(RequestTable.KICK_ONLINE_MSG, "", "", 0, "", new byte[0]));

    private final Shard shard;
    private final String userID;
    private final byte[] token; // a PackedToken
    private final long id;
    private final byte platformID;
    private final byte variant;
    private final boolean admin;
    private boolean background;
    private boolean unflushed;
    private boolean throttled;
    private boolean waiting; // in the shard's waiting room
    private boolean letIn; // for one frame, after having waited there
    private int heardAt;
    private int framesThen; // frames within the tick heardAt
    private int pingAt;
    private Busy busy; // null while no request is being served
    private Set<String> watched = Set.of();

    Connection sibling; // the next connection of the same user in the shard's table
    Connection before; // in the wheel's chain
    Connection after;
    byte slot = -1;

    Connection(Shard shard, ConnectRequest request, long id) {
        this.shard = shard;
        this.userID = request.userID();
        this.token = PackedToken.pack(request.token());
        this.id = id;
        this.platformID = (byte) request.platformID();
        this.variant = Variant.of(request.encoding(), request.gzip());
        this.admin = shard.hub().isAppAdmin(userID);
        this.heardAt = shard.tick();
        this.pingAt = shard.tick() + PING_TICKS;
    }

    String userID() {
        return userID;
    }

    int platformID() {
        return platformID;
    }

    byte[] token() {
        return token;
    }

    long id() {
        return id;
    }

    boolean inBackground() {
        return background;
    }

    void setBackground(boolean inBackground) {
        background = inBackground;
    }

    Place place() {
        return new Place(shard.hub().node(), platformID, id);
    }

    // ---- what the client sends

    @Override
    int messageBytesMax() {
        return shard.hub().config().messageBytesMax();
    }

    @Override
    void onFrame() {
        shard.countIn();
        letIn = false;
        if (heardAt != shard.tick()) {
            heardAt = shard.tick();
            framesThen = 0;
        }
        if (++framesThen < shard.framesATickMax() || throttled) return;
        throttled = true;
        shard.resumeNextTick(this);
    }

    void endThrottle() {
        throttled = false;
        readOn();
    }

    @Override
    boolean hasRoom() {
        return !throttled
                && (busy == null || busy.hasRoom(shard.hub().config().requestsWaitingMax()))
                && mayEnter();
    }

    private boolean mayEnter() {
        if (letIn || !shard.waitingRoom().isNeeded()) return true;
        if (!waiting) {
            waiting = true;
            shard.waitingRoom().enter(this);
        }
        return false;
    }

    void letIn() {
        waiting = false;
        letIn = true;
        readOn();
        letIn = false; // also when nothing had come
    }

    @Override
    void onText(ByteBuf message) {
        try {
            TextPing.read(ByteBufUtil.getBytes(message)).answer().ifPresent(this::sendText);
        } catch (IOException neitherPingNorPong) {
            close(CLOSE_POLICY, "bad_text");
        }
    }

    @Override
    void onBinary(ByteBuf message) {
        ClientFrame frame;
        try {
            frame = Variant.codec(variant).read(message);
        } catch (BadFrame bad) {
            close(CLOSE_POLICY, bad.reason());
            return;
        }
        if (!frame.sendID().equals(userID)) close(CLOSE_POLICY, "foreign_sender");
        else if (route(frame).isEmpty()) close(CLOSE_POLICY, "unknown_request");
        else if (busy != null) busy.queue(frame);
        else {
            busy = new Busy();
            serve(frame);
        }
    }

    // ---- requests, one at a time and in order

    private Optional<Route> route(ClientFrame frame) {
        return shard.hub().requests().route(frame.reqIdentifier());
    }

    private void serve(ClientFrame first) {
        var next = Optional.of(first);
        while (next.isPresent()) {
            var frame = next.get();
            var result = begin(frame);
            if (!result.isComplete()) {
                shard.onLoop(result, () -> resume(frame, result));
                return;
            }
            finish(frame, result);
            if (closing()) return;
            next = busy.next();
        }
        busy = null;
    }

    private Future<? extends Message> begin(ClientFrame frame) {
        var route = route(frame).orElseThrow();
        busy.serve(frame, shard.tick() + shard.requestTicks());
        if (route.wholeEnvelope() && (frame.operationID().isEmpty() || frame.msgIncr().isEmpty()))
            return Future.failedFuture(
                    new Refusal(ErrorCode.ARGS, "operationID and msgIncr must be set"));
        var outer = shard.context().beginDispatch();
        try {
            return route.answer().to(this, call(frame), frame.data());
        } catch (InvalidProtocolBufferException e) {
            return Future.failedFuture(UNDECODABLE);
        } finally {
            shard.context().endDispatch(outer);
        }
    }

    private Call call(ClientFrame frame) {
        var user = new UserId(userID);
        var caller = admin ? new Caller.Admin(user, platformID) : new Caller.User(user, platformID);
        return new Call(caller, frame.operationID(), shard.hub().requestDeadline());
    }

    /// Called by the request while it begins: the push of this message waits for the reply.
    void expectEcho(String sendID, String clientMsgID) {
        busy.expectEcho(sendID, clientMsgID);
    }

    private void resume(ClientFrame frame, Future<? extends Message> result) {
        if (closing() || busy == null || !busy.serves(frame)) return; // given up before
        finish(frame, result);
        goOn();
    }

    private void finish(ClientFrame frame, Future<? extends Message> result) {
        var route = route(frame).orElseThrow();
        Replies.of(route, frame, result)
                .ifPresentOrElse(this::reply, shard.hub().metrics()::unanswered);
        if (closing()) return;
        for (var push : busy.released()) send(push);
        if (route.last()) close(CLOSE_NORMAL, "");
    }

    private void reply(ServerFrame reply) {
        send(frame(context().alloc(), BINARY, Replies.payload(variant, reply)));
    }

    private void goOn() {
        if (closing()) return;
        busy.next().ifPresentOrElse(this::serve, () -> busy = null);
        readOn();
    }

    // ---- what the server sends by itself

    /// @param copies of the run's frames on this event loop
    void push(Run run, Copies copies) {
        if (background && platformID == Platform.IOS.id()) return;
        shard.countDeliveries(copies.count());
        if (busy == null) {
            shard.countOut(copies.count() - 1);
            send(copies.of(variant));
            return;
        }
        for (int i = 0; i < copies.count() && !closing(); i++)
            pushWhileBusy(run.pushes().get(i), copies.of(variant, i));
    }

    private void pushWhileBusy(Push push, ByteBuf frame) {
        if (!busy.holdsBack(push)) send(frame);
        else if (busy.hold(frame) > shard.hub().config().outboundBytesMax()) drop("slow_reader");
    }

    void tell(Copies copies) {
        send(copies.of(variant));
    }

    void sendText(byte[] text) {
        send(frame(context().alloc(), TEXT, Bytes.of(text)));
    }

    /// The client is logged in elsewhere, or logged out by somebody: it must not come back.
    void kick() {
        send(frame(context().alloc(), BINARY, KICK.payload(variant)));
        close(CLOSE_POLICY, "kicked");
        shard.hub().hooks().kicked(userID, platformID);
    }

    @Override
    void onWritten() {
        shard.countOut(1);
        if (!unflushed) {
            unflushed = true;
            shard.flushThisTurn(this);
        }
        var channel = context().channel();
        if (channel.isWritable()) return;
        flush();
        // A reader this slow would make us hold his backlog for ever; he comes back and pulls.
        if (!channel.isWritable() && channel.isActive()) drop("slow_reader");
    }

    void flush() {
        unflushed = false;
        context().flush();
    }

    void watch(List<String> ended, List<String> begun) {
        for (var user : ended)
            if (watched.contains(user) && watched.remove(user)) shard.watchers().remove(user, this);
        for (var user : begun) {
            if (watched.size() >= shard.hub().config().subscriptionsMax()) return;
            if (watched.isEmpty()) watched = new HashSet<>();
            if (watched.add(user)) shard.watchers().add(user, this);
        }
    }

    // ---- time

    void lookAgain() {
        int now = shard.tick();
        int due = heardAt + HubConfig.TICKS_A_DEADLINE;
        if (platformID == Platform.WEB.id()) due = Math.min(due, pingAt);
        shard.wheel().put(this, now, Math.min(due - now, LOOK_TICKS_MAX));
    }

    void onDue(int now) {
        if (closing()) {
            context().close(); // the peer had time enough to end his side
            return;
        }
        if (now - heardAt >= HubConfig.TICKS_A_DEADLINE && !paused()) {
            close(CLOSE_GOING_AWAY, "silent");
            return;
        }
        if (platformID == Platform.WEB.id() && now >= pingAt) {
            pingAt = now + PING_TICKS;
            send(ping(context().alloc()));
        }
        if (busy != null && busy.overdue(now)) giveUp();
        if (!closing()) lookAgain();
    }

    /// A service that never answers must not keep the requests behind it, nor the pushes.
    private void giveUp() {
        shard.hub().metrics().unanswered();
        for (var push : busy.released()) send(push);
        goOn();
    }

    // ---- the end

    @Override
    void onGone(String reason) {
        if (!reason.isEmpty()) shard.hub().metrics().dropped(reason);
        if (busy != null) busy.discardHeld();
        busy = null;
        for (var user : watched) shard.watchers().remove(user, this);
        watched = Set.of();
        shard.leave(this);
        shard.wheel().remove(this);
        shard.wheel().put(this, shard.tick(), LINGER_TICKS);
    }

    @Override
    void onClosed() {
        shard.wheel().remove(this);
    }

    @Override
    void onFailure(Throwable failure) {
        LOG.atError().setCause(failure).addKeyValue("userID", userID).log("connection failed");
    }
}
