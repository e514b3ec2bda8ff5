package im.parley.embedded;

import im.parley.state.MessageLog.Assignment;
import im.parley.state.MessageLog.Reader;
import im.parley.state.Overloaded;
import im.parley.state.Submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/// One ordered stretch of the log. At rest it moves to the event loop of whoever appends to it, so
/// that a lone message wakes no other loop, and it stays there until it is at rest again.
///
///     append ──held+1, queue──► (at rest: from here) ──► batch ──► reader ──► held-n ──► next
///                                                          └── failed: the same batch, later
///
/// `held` counts what was taken and is not yet read to the end. Who takes it from zero, and nobody
/// else, starts the reading. To bring it to zero is the last thing that the owner of the reading
/// does, and happens before somebody takes it from zero: so what is the owner's needs no lock on
/// its way from one event loop to the next.
final class Partition {
    private static final Logger log = LoggerFactory.getLogger(Partition.class);
    private static final long DELAY_MILLIS_MIN = 10;
    private static final long DELAY_MILLIS_MAX = 5_000;

    /// What a mark adds to `held`, above all messages: a mark is never one too many of them.
    private static final long MARK = 1L << Integer.SIZE;

    private final int number;
    private final int recordsMax;
    private final int batchMax;
    private final Queue<Object> queue = PlatformDependent.newMpscQueue(); // submissions and marks
    private final AtomicLong held = new AtomicLong();
    private volatile ContextInternal home;
    private volatile boolean closed;

    // The rest is the owner's.
    private Reader reader;
    private ContextInternal context;
    private long delayMillis = DELAY_MILLIS_MIN;

    /// Stands between messages, and is told when those before it have been read to the end.
    private record Mark(Promise<Void> reached) {}

    /// What is read together: messages with the marks between and behind them, or marks alone.
    private record Batch(List<Submission> submissions, List<Mark> marks) {
        long held() {
            return submissions.size() + marks.size() * MARK;
        }
    }

    Partition(int number, int recordsMax, int batchMax, MeterRegistry metrics) {
        this.number = number;
        this.recordsMax = recordsMax;
        this.batchMax = batchMax;
        var tags = Tags.of("partition", Integer.toString(number));
        metrics.gauge("parley.log.waiting", tags, held, AtomicLong::intValue);
        // Nobody finds a partition at rest before it has a reader.
        held.set(MARK);
        queue.add(new Mark(Promise.promise()));
    }

    Future<Void> append(Submission submission) {
        long before;
        do {
            before = held.get();
            if ((int) before >= recordsMax || closed)
                return Future.failedFuture(new Overloaded("partition " + number + " is full"));
        } while (!held.compareAndSet(before, before + 1));
        take(submission, before);
        return Future.succeededFuture();
    }

    boolean hasReader() {
        return home != null;
    }

    /// Succeeds when all that is on the partition now has been read to the end.
    Future<Void> settled() {
        if (!hasReader())
            return Future.failedFuture(new IllegalStateException("nobody reads the log"));
        if (held.get() == 0) return Future.succeededFuture();
        Promise<Void> reached = home.owner().getOrCreateContext().promise();
        take(new Mark(reached), held.getAndAdd(MARK));
        return reached.future();
    }

    private void take(Object taken, long heldBefore) {
        queue.add(taken);
        if (heldBefore > 0) return;
        context = contextHere();
        onContext(this::next); // behind the I/O of this turn: what came in with it is one batch
    }

    /// That of the event loop that we are on; home, when we are not on one.
    private ContextInternal contextHere() {
        var here = ContextInternal.current();
        boolean onLoop =
                here != null
                        && here.isEventLoopContext()
                        && here.inThread()
                        && here.owner() == home.owner();
        return onLoop ? here.unwrap() : home;
    }

    /// The homes of the partitions are spread over the event loops.
    void read(Vertx vertx, Assignment assigned) {
        if (hasReader()) throw new IllegalStateException("the log has its reader already");
        context = ((VertxInternal) vertx).createEventLoopContext();
        home = context;
        onContext(
                () -> {
                    reader = assigned.readerOf(number);
                    next();
                });
    }

    private void next() {
        if (!closed) hand(batch());
    }

    /// Empty when what is held is not yet queued: its append is between the two.
    private Batch batch() {
        var submissions = new ArrayList<Submission>(Math.min(batchMax, held.intValue()));
        var marks = new ArrayList<Mark>(0);
        for (var next = queue.peek(); next != null; next = queue.peek()) {
            if (next instanceof Mark mark) marks.add(mark);
            // A mark that comes first is told before anything else is read.
            else if (submissions.isEmpty() && !marks.isEmpty() || submissions.size() == batchMax)
                break;
            else submissions.add((Submission) next);
            queue.remove();
        }
        return new Batch(submissions, marks);
    }

    private void hand(Batch batch) {
        Future<Void> read;
        try {
            read =
                    batch.submissions.isEmpty()
                            ? Future.succeededFuture()
                            : reader.read(batch.submissions);
        } catch (RuntimeException e) {
            read = Future.failedFuture(e);
        }
        read.onComplete(_ -> onContext(() -> done(batch)), e -> onContext(() -> again(batch, e)));
    }

    private void done(Batch batch) {
        delayMillis = DELAY_MILLIS_MIN;
        boolean rests = held.addAndGet(-batch.held()) == 0; // and then it may be another's already
        for (var mark : batch.marks) mark.reached.complete();
        if (!rests) next();
    }

    private void again(Batch batch, Throwable failure) {
        if (closed) return;
        log.atWarn()
                .setCause(failure)
                .addKeyValue("partition", number)
                .addKeyValue("messages", batch.submissions.size())
                .addKeyValue("againInMillis", delayMillis)
                .log("a batch failed");
        // Unlike one of its owner, a timer of the context stays when the verticle there goes.
        context.setTimer(delayMillis, _ -> hand(batch));
        delayMillis = Math.min(delayMillis * 2, DELAY_MILLIS_MAX);
    }

    private void onContext(Runnable step) {
        context.runOnContext(_ -> step.run());
    }

    void close() {
        closed = true;
    }
}
