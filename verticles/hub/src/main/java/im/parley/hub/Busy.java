package im.parley.hub;

import io.netty.buffer.ByteBuf;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// What a connection holds only while one of its requests is being served: that request, those
/// waiting behind it, and the pushes that must not overtake its reply.
final class Busy {
    /// Requests are held as they were inflated, so their number alone is no bound.
    private static final int WAITING_BYTES_MAX = 256 * 1024;

    private static final int FRAME_OVERHEAD = 128;

    private ClientFrame serving;
    private int givenUpAt;
    private Optional<Echo> echo = Optional.empty();
    private ArrayDeque<ClientFrame> waiting; // made when somebody waits
    private int waitingBytes;
    private ArrayDeque<ByteBuf> held; // made when something is held
    private int heldBytes;

    /// A message that is being sent; its push must come after its reply (websocket.md 4.1).
    private record Echo(String sendID, String clientMsgID) {}

    void serve(ClientFrame frame, int giveUpAt) {
        serving = frame;
        givenUpAt = giveUpAt;
        echo = Optional.empty();
    }

    boolean serves(ClientFrame frame) {
        return serving == frame;
    }

    boolean overdue(int now) {
        return now - givenUpAt >= 0;
    }

    void expectEcho(String sendID, String clientMsgID) {
        echo = Optional.of(new Echo(sendID, clientMsgID));
    }

    // ---- requests behind it

    boolean hasRoom(int requestsMax) {
        return waiting == null || waiting.size() < requestsMax && waitingBytes < WAITING_BYTES_MAX;
    }

    void queue(ClientFrame frame) {
        if (waiting == null) waiting = new ArrayDeque<>(4);
        waiting.add(frame);
        waitingBytes += cost(frame);
    }

    Optional<ClientFrame> next() {
        if (waiting == null || waiting.isEmpty()) return Optional.empty();
        var frame = waiting.remove();
        waitingBytes -= cost(frame);
        return Optional.of(frame);
    }

    private static int cost(ClientFrame frame) {
        return FRAME_OVERHEAD + frame.data().length;
    }

    // ---- pushes behind its reply

    /// Whether this push, and then all after it, must wait.
    boolean holdsBack(Push push) {
        return held != null && !held.isEmpty()
                || echo.isPresent()
                        && push.clientMsgID().equals(echo.get().clientMsgID)
                        && push.sendID().equals(echo.get().sendID);
    }

    /// @return the bytes held now
    int hold(ByteBuf frame) {
        if (held == null) held = new ArrayDeque<>(4);
        held.add(frame);
        heldBytes += frame.readableBytes();
        return heldBytes;
    }

    /// What was held, in order; the caller owns it.
    Iterable<ByteBuf> released() {
        if (held == null) return List.of();
        var frames = held;
        held = null;
        heldBytes = 0;
        return frames;
    }

    void discardHeld() {
        for (var frame : released()) frame.release();
    }
}
