package im.parley.hub;

import io.netty.channel.EventLoop;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Where connections of one event loop wait while too many messages of the node are on their way to
/// the store. What they sent lies in the socket meanwhile, or as a few bytes outside the heap: as
/// objects it would be moved by every collection, each message would get dearer the more of them
/// wait, and a short stall would never be made good.
///
/// Nobody waits for long: who did is let in, a frame at a time, and if there is no room on the log
/// either, is told so.
final class WaitingRoom {
    private static final long LOOK_MILLIS = 2;
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private record Waiting(Connection connection, long since) {}

    private final EventLoop loop;
    private final BooleanSupplier crowded;
    private final Queue<Waiting> line = new ArrayDeque<>();

    WaitingRoom(EventLoop loop, BooleanSupplier crowded) {
        this.loop = loop;
        this.crowded = crowded;
    }

    /// Also when others wait here already: who comes first is let in first.
    boolean isNeeded() {
        return !line.isEmpty() || crowded.getAsBoolean();
    }

    /// Also asked by the metrics, at any time.
    int count() {
        return line.size();
    }

    void enter(Connection connection) {
        if (line.isEmpty()) lookSoon();
        line.add(new Waiting(connection, System.nanoTime()));
    }

    private void lookSoon() {
        loop.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long longAgo = System.nanoTime() - WAIT_NANOS_MAX;
        while (!line.isEmpty() && (!crowded.getAsBoolean() || line.peek().since - longAgo <= 0))
            line.remove().connection.letIn();
        if (!line.isEmpty()) lookSoon();
    }
}
