package im.parley.embedded;

import im.parley.state.MessageLog.Assignment;
import im.parley.state.MessageLog.Reader;
import im.parley.state.Overloaded;
import im.parley.state.Submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/// One ordered stretch of the log. `held` counts what was taken and is not yet read to the end, so
/// the append that finds it at zero, and only that one, has to wake the reader.
///
///     append ──held+1, queue──► (wake) ──► batch ──► reader ──done──► held-n ──► next batch
///                                            └── failed: the same batch, later
final class Partition {
    private static final Logger log = LoggerFactory.getLogger(Partition.class);
    private static final long DELAY_MILLIS_MIN = 10;
    private static final long DELAY_MILLIS_MAX = 5_000;

    private final int number;
    private final int recordsMax;
    private final int batchMax;
    private final Queue<Submission> queue = PlatformDependent.newMpscQueue();
    private final AtomicInteger held = new AtomicInteger();
    private volatile Context context;
    private volatile boolean closed;

    // The rest belongs to the context.
    private Reader reader;
    private boolean reading;
    private long delayMillis = DELAY_MILLIS_MIN;
    private final List<Promise<Void>> waitingForDrain = new ArrayList<>();
    private final List<Settling> settling = new ArrayList<>();

    /// Somebody who waits until so many more are read to the end.
    private static final class Settling {
        private final Promise<Void> promise;
        private int ahead;

        Settling(Promise<Void> promise, int ahead) {
            this.promise = promise;
            this.ahead = ahead;
        }

        boolean settles(int count) {
            ahead -= count;
            if (ahead > 0) return false;
            promise.complete();
            return true;
        }
    }

    Partition(int number, int recordsMax, int batchMax, MeterRegistry metrics) {
        this.number = number;
        this.recordsMax = recordsMax;
        this.batchMax = batchMax;
        metrics.gauge("parley.log.waiting", Tags.of("partition", Integer.toString(number)), held);
    }

    Future<Void> append(Submission submission) {
        int before;
        do {
            before = held.get();
            if (before >= recordsMax || closed)
                return Future.failedFuture(new Overloaded("partition " + number + " is full"));
        } while (!held.compareAndSet(before, before + 1));
        queue.add(submission);
        if (before == 0 && context != null) onContext(this::wake);
        return Future.succeededFuture();
    }

    /// Each partition reads on a context of its own, so they spread over the event loops.
    void read(Vertx vertx, Assignment assigned) {
        if (context != null) throw new IllegalStateException("the log has its reader already");
        context = ((VertxInternal) vertx).createEventLoopContext();
        onContext(
                () -> {
                    reader = assigned.readerOf(number);
                    wake();
                });
    }

    private void wake() {
        if (reading || reader == null || held.get() == 0) return;
        reading = true;
        next();
    }

    private void next() {
        if (closed) return;
        var batch = new ArrayList<Submission>(Math.min(batchMax, held.get()));
        while (batch.size() < batchMax) {
            var submission = queue.poll();
            if (submission == null) break;
            batch.add(submission);
        }
        // Counted but not yet queued: its append is between the two.
        if (batch.isEmpty()) onContext(this::next);
        else hand(batch);
    }

    private void hand(List<Submission> batch) {
        Future<Void> read;
        try {
            read = reader.read(batch);
        } catch (RuntimeException e) {
            read = Future.failedFuture(e);
        }
        read.onComplete(
                _ -> onContext(() -> done(batch.size())), e -> onContext(() -> again(batch, e)));
    }

    private void done(int count) {
        delayMillis = DELAY_MILLIS_MIN;
        settling.removeIf(each -> each.settles(count));
        if (held.addAndGet(-count) > 0) next();
        else rest();
    }

    private void rest() {
        reading = false;
        waitingForDrain.forEach(Promise::complete);
        waitingForDrain.clear();
    }

    private void again(List<Submission> batch, Throwable failure) {
        if (closed) return;
        log.atWarn()
                .setCause(failure)
                .addKeyValue("partition", number)
                .addKeyValue("messages", batch.size())
                .addKeyValue("againInMillis", delayMillis)
                .log("a batch failed");
        context.owner().setTimer(delayMillis, _ -> onContext(() -> hand(batch)));
        delayMillis = Math.min(delayMillis * 2, DELAY_MILLIS_MAX);
    }

    private void onContext(Runnable step) {
        context.runOnContext(_ -> step.run());
    }

    /// Succeeds when all that is on the partition now has been read to the end.
    Future<Void> settled() {
        if (context == null)
            return Future.failedFuture(new IllegalStateException("nobody reads the log"));
        Promise<Void> settled = ((VertxInternal) context.owner()).getOrCreateContext().promise();
        onContext(
                () -> {
                    int ahead = held.get();
                    if (ahead == 0) settled.complete();
                    else settling.add(new Settling(settled, ahead));
                });
        return settled.future();
    }

    Future<Void> drained() {
        var drained = Promise.<Void>promise();
        if (context == null) return Future.succeededFuture();
        onContext(
                () -> {
                    if (reading || held.get() > 0) waitingForDrain.add(drained);
                    else drained.complete();
                });
        return drained.future();
    }

    void close() {
        closed = true;
    }
}
