package im.parley.embedded;

import im.parley.state.Overloaded;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The threads that read, so that no event loop waits for the disk.
final class Readers implements AutoCloseable {
    private final Vertx vertx;
    private final ThreadPoolExecutor pool;

    Readers(Vertx vertx, int threads, int waitingMax, MeterRegistry metrics) {
        this.vertx = vertx;
        var queue = new LinkedBlockingQueue<Runnable>(waitingMax);
        var factory = Thread.ofPlatform().name("parley-store-reader-", 0).daemon().factory();
        this.pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, queue, factory);
        metrics.gaugeCollectionSize("parley.store.reads.waiting", List.of(), queue);
    }

    /// Answers on the caller's context.
    <T> Future<T> read(Supplier<T> question) {
        PromiseInternal<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
        try {
            pool.execute(() -> answer(question, promise));
        } catch (RejectedExecutionException e) {
            promise.fail(
                    pool.isShutdown()
                            ? new IllegalStateException("the store is closed")
                            : new Overloaded("too many reads wait for the disk"));
        }
        return promise.future();
    }

    private static <T> void answer(Supplier<T> question, PromiseInternal<T> promise) {
        T answer;
        try {
            answer = question.get();
        } catch (RuntimeException | Error e) {
            promise.fail(e);
            return;
        }
        promise.complete(answer);
    }

    /// Answers everything that waits, then stops.
    @Override
    public void close() {
        pool.close();
    }
}
