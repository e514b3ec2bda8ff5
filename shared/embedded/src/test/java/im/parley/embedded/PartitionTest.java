package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.state.Submission;
import im.parley.testkit.Messages;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Where a partition is read, and who is told when.
@Timeout(60)
class PartitionTest {
    private static final Submission SUBMISSION =
            Messages.submission(Messages.text("amy", "bob", "hello"));

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(4));
    private final Partition partition = new Partition(0, 5, 3, new SimpleMeterRegistry());
    private final List<Context> contexts = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        partition.close();
        vertx.close().await();
    }

    @Test
    void at_rest_it_is_read_on_the_event_loop_of_whoever_appends() throws Exception {
        read(Future.succeededFuture());
        for (int i = 0; i < 20; i++) {
            var context = context();
            // A request is often served on a duplicate, which must not live as long as the reading.
            var thread = on(context.duplicate(), this::append);
            partition.settled().await();

            assertSame(thread, threads.get(i));
            assertSame(context, contexts.get(i));
        }
        assertEquals(4, new HashSet<>(threads).size());
    }

    @Test
    void at_rest_it_is_read_at_home_when_whoever_appends_is_on_no_event_loop() throws Exception {
        read(Future.succeededFuture());
        append();
        partition.settled().await();
        vertx.executeBlocking(this::append).await();
        partition.settled().await();
        Thread.ofVirtual().start(this::append).join();
        partition.settled().await();
        on(((VertxInternal) vertx).createVirtualThreadContext(), this::append);
        partition.settled().await();

        assertEquals(4, contexts.size());
        assertEquals(1, new HashSet<>(contexts).size());
        assertEquals(1, new HashSet<>(threads).size());
    }

    @Test
    void while_it_is_read_it_stays_where_it_is() throws Exception {
        var done = Promise.<Void>promise();
        read(done.future());
        var first = on(context(), this::append);
        while (sizes.isEmpty()) Thread.onSpinWait();
        for (int i = 0; i < 4; i++) on(context(), this::append);
        done.complete();
        partition.settled().await();

        assertEquals(List.of(1, 3, 1), sizes);
        for (var thread : threads) assertSame(first, thread);
    }

    @Test
    void what_is_appended_in_one_turn_is_one_batch() throws Exception {
        read(Future.succeededFuture());
        partition.settled().await();
        on(
                context(),
                () -> {
                    append();
                    append();
                    return append();
                });
        partition.settled().await();

        assertEquals(List.of(3), sizes);
    }

    @Test
    void at_rest_it_is_settled_at_once() {
        read(Future.succeededFuture());
        append();
        partition.settled().await();
        assertTrue(partition.settled().succeeded());
    }

    @Test
    void who_waits_for_what_is_on_it_does_not_wait_for_what_comes_later() throws Exception {
        var batches = List.of(Promise.<Void>promise(), Promise.<Void>promise());
        partition.read(
                vertx,
                _ ->
                        batch -> {
                            sizes.add(batch.size());
                            return batches.get(sizes.size() - 1).future();
                        });
        append();
        while (sizes.isEmpty()) Thread.onSpinWait();
        var settled = partition.settled();
        append();
        var both = partition.settled();

        assertFalse(settled.isComplete());
        batches.get(0).complete();
        settled.await(5, TimeUnit.SECONDS);
        assertFalse(both.isComplete());
        batches.get(1).complete();
        both.await(5, TimeUnit.SECONDS);
    }

    @Test
    void who_waits_for_a_batch_that_failed_waits_until_it_has_been_read() {
        var outcomes = List.of(Promise.<Void>promise(), Promise.<Void>promise());
        append();
        partition.read(
                vertx,
                _ ->
                        batch -> {
                            sizes.add(batch.size());
                            return outcomes.get(sizes.size() - 1).future();
                        });
        var settled = partition.settled();
        outcomes.get(0).fail("on purpose");
        while (sizes.size() < 2) Thread.onSpinWait();
        assertFalse(settled.isComplete());
        outcomes.get(1).complete();
        settled.await();
        assertEquals(List.of(1, 1), sizes);
    }

    @Test
    void those_who_wait_take_no_room() {
        var done = Promise.<Void>promise();
        read(done.future());
        var waiting = new ArrayList<Future<?>>();
        for (int i = 0; i < 5; i++) {
            waiting.add(append());
            waiting.add(partition.settled());
        }
        assertTrue(partition.append(SUBMISSION).failed());
        done.complete();
        Future.all(waiting).await();
        assertEquals(5, sizes.stream().mapToInt(size -> size).sum());
    }

    @Test
    void a_batch_that_failed_comes_again_when_the_verticle_that_appended_it_is_gone()
            throws Exception {
        var failed = new CompletableFuture<Void>();
        var gone = new CompletableFuture<Void>();
        partition.read(
                vertx,
                _ ->
                        batch -> {
                            threads.add(Thread.currentThread());
                            failed.complete(null);
                            return gone.isDone()
                                    ? Future.succeededFuture()
                                    : Future.failedFuture("not yet");
                        });
        partition.settled().await();
        var verticle =
                new AbstractVerticle() {
                    @Override
                    public void start() {
                        append();
                    }
                };
        var deployed = vertx.deployVerticle(verticle).await();
        failed.get();
        vertx.undeploy(deployed).await();
        gone.complete(null);
        partition.settled().await();
        assertEquals(1, new HashSet<>(threads).size());
    }

    private Future<Void> append() {
        var appended = partition.append(SUBMISSION);
        assertTrue(appended.succeeded());
        return appended;
    }

    private void read(Future<Void> outcome) {
        partition.read(
                vertx,
                _ ->
                        batch -> {
                            threads.add(Thread.currentThread());
                            contexts.add(Vertx.currentContext());
                            sizes.add(batch.size());
                            return outcome;
                        });
        partition.settled().await();
    }

    private ContextInternal context() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /// The thread that did it.
    private static Thread on(Context context, Callable<?> action) throws Exception {
        var done = new CompletableFuture<Thread>();
        context.runOnContext(
                _ -> {
                    try {
                        action.call();
                        done.complete(Thread.currentThread());
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                });
        return done.get();
    }
}
