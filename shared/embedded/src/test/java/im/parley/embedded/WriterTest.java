package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.Overloaded;
import im.parley.testkit.Messages;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

@Timeout(60)
class WriterTest {
    private static final int WAITING_MAX = 64;
    private static final StorageFailure FULL = new StorageFailure("the disk is full");

    @TempDir private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Semaphore commits = new Semaphore(0);
    private volatile boolean full;
    private Disk disk;
    private Writer writer;

    /// A draft that waits before each commit and can find the disk full.
    private final class HeldDraft extends Draft {
        HeldDraft(Disk disk) {
            super(disk);
        }

        @Override
        void commit() {
            commits.acquireUninterruptibly();
            if (full) throw FULL;
            super.commit();
        }
    }

    @BeforeEach
    void open() throws Exception {
        disk = Disk.open(folder, EmbeddedConfig.DEFAULTS);
        writer = new Writer(vertx, new HeldDraft(disk), WAITING_MAX, metrics);
    }

    @AfterEach
    void close() throws Exception {
        commits.release(1_000_000);
        writer.stop();
        disk.close();
        vertx.close().await();
    }

    @Test
    void what_waits_for_a_commit_shares_the_next_one() {
        var writes = new ArrayList<Future<?>>();
        occupy();
        for (int i = 0; i < 50; i++) writes.add(put("key" + i, "x"));
        commits.release(2);

        Future.all(writes).await();
        assertEquals(0, commits.availablePermits());
        assertEquals(2, metrics.timer("parley.store.commit").count());
        assertEquals(51, metrics.summary("parley.store.commit.entries").totalAmount());
    }

    @Test
    void nobody_is_told_before_the_commit() {
        var write = put("key", "x");
        var refused = writer.write(_ -> refuse());
        assertTrue(!write.isComplete() && !refused.isComplete());

        commits.release(10);
        write.await();
    }

    @Test
    void a_refused_write_leaves_its_neighbours_alone() {
        occupy();
        var before = put("a", "1");
        var refused = writer.write(_ -> refuse());
        var after = put("b", "2");
        commits.release(10);

        before.await();
        after.await();
        assertEquals("on purpose", failureOf(refused).getMessage());
        assertEquals(Optional.of("1"), stored("a"));
        assertEquals(Optional.of("2"), stored("b"));
    }

    @Test
    void a_write_sees_those_before_it_in_the_same_commit() {
        occupy();
        put("a", "1");
        var seen = writer.write(draft -> draft.get(Family.META, "a".getBytes()).map(String::new));
        commits.release(10);

        assertEquals(Optional.of("1"), seen.await());
    }

    @Test
    void when_a_commit_fails_all_in_it_fail_and_nothing_is_stored() {
        full = true;
        occupy();
        var writes = new ArrayList<Future<?>>();
        for (int i = 0; i < 20; i++) writes.add(put("key" + i, "x"));
        commits.release(10);

        for (var write : writes) assertSame(FULL, failureOf(write));
        assertEquals(Optional.empty(), stored("key0"));

        full = false;
        put("key0", "y").await();
        assertEquals(Optional.of("y"), stored("key0"));
    }

    @Test
    void a_conversation_goes_on_from_what_is_stored_after_a_failed_commit() {
        var readers = new Readers(vertx, 1, 10, metrics);
        var store = new RocksMessageStore(disk, writer, readers);
        commits.release(1_000);
        store.append(List.of(Messages.entry(Messages.text("amy", "bob", "1"), 1))).await();
        full = true;
        assertSame(
                FULL,
                failureOf(
                        store.append(
                                List.of(Messages.entry(Messages.text("amy", "bob", "lost"), 2)))));

        full = false;
        var chat = ConversationId.single(new UserId("amy"), new UserId("bob"));
        assertEquals(1, store.bounds(List.of(chat)).await().get(chat).maxSeq());
        store.append(List.of(Messages.entry(Messages.text("amy", "bob", "2"), 2))).await();
        assertEquals(2, store.range(chat, 1, 9, 9).await().size());
        readers.close();
    }

    @Test
    void a_full_queue_refuses_and_takes_nothing() {
        occupy();
        var writes = new ArrayList<Future<?>>();
        for (int i = 0; i < WAITING_MAX; i++) writes.add(put("key" + i, "x"));

        assertInstanceOf(Overloaded.class, failureOf(put("late", "x")));
        commits.release(10);
        Future.all(writes).await();
        assertEquals(Optional.empty(), stored("late"));
    }

    @Test
    void a_closed_writer_has_done_what_it_took_and_takes_no_more() throws Exception {
        occupy();
        var write = put("a", "1");
        commits.release(10);
        writer.stop();

        assertTrue(write.succeeded());
        assertEquals("the store is closed", failureOf(put("b", "2")).getMessage());
    }

    @Test
    void who_writes_is_told_however_often_the_writer_falls_asleep() throws Exception {
        commits.release(1_000_000_000);
        var producers =
                IntStream.range(0, 8)
                        .mapToObj(number -> start(number, () -> writeNowAndThen(number)))
                        .toList();
        for (var producer : producers) producer.get(50, TimeUnit.SECONDS);
        assertEquals(0, metrics.get("parley.store.writes.waiting").gauge().value());
    }

    private void writeNowAndThen(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var writes = new ArrayList<Future<?>>();
            for (int n = random.nextInt(4); n >= 0; n--) writes.add(writer.write(_ -> null));
            for (var write : writes) write.await();
            if (random.nextInt(4) == 0) LockSupport.parkNanos(random.nextInt(200_000));
        }
    }

    /// The writer is about to fall asleep each time, and nobody else would wake it.
    @Test
    void a_lone_write_wakes_the_writer_at_whichever_moment_it_comes() throws Exception {
        commits.release(1_000_000_000);
        start(0, this::writeAlone).get(50, TimeUnit.SECONDS);
    }

    private void writeAlone() {
        var random = new Random(7);
        var applied = new AtomicInteger();
        long end = System.nanoTime() + 1_000_000_000;
        for (int i = 1; System.nanoTime() < end; i++) {
            writer.write(_ -> applied.incrementAndGet());
            while (applied.get() < i) Thread.yield();
            for (int n = random.nextInt(1 << random.nextInt(14)); n > 0; n--) Thread.onSpinWait();
        }
    }

    @Test
    void what_is_written_while_the_writer_closes_is_either_done_or_refused() throws Exception {
        commits.release(1_000_000_000);
        var done = new AtomicInteger();
        var told = new AtomicInteger();
        var producers =
                IntStream.range(0, 8)
                        .mapToObj(number -> start(number, () -> writeUntilClosed(done, told)))
                        .toList();
        while (told.get() < 1_000) Thread.onSpinWait();
        writer.stop();
        for (var producer : producers) producer.get(50, TimeUnit.SECONDS);
        assertEquals(done.get(), told.get());
    }

    private void writeUntilClosed(AtomicInteger done, AtomicInteger told) {
        boolean open = true;
        while (open) {
            var writes = new ArrayList<Future<?>>();
            for (int i = 0; i < 5; i++) writes.add(writer.write(_ -> done.incrementAndGet()));
            for (var write : writes) {
                boolean succeeded = write.<Object>map(true).otherwise(false).await().equals(true);
                if (succeeded) told.incrementAndGet();
                open &= succeeded;
            }
        }
    }

    private static CompletableFuture<Void> start(int number, Runnable producer) {
        var threads = number % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
        return CompletableFuture.runAsync(producer, threads::start);
    }

    // Keeps the writer in a commit, so that what follows waits together.
    private void occupy() {
        put("occupied", "x");
        while (!commits.hasQueuedThreads()) Thread.onSpinWait();
    }

    private Future<Void> put(String key, String value) {
        return writer.write(
                draft -> {
                    draft.put(new Slot(Family.META, key.getBytes()), Optional.of(value.getBytes()));
                    return null;
                });
    }

    private Optional<String> stored(String key) {
        return disk.latest().get(Family.META, key.getBytes()).map(String::new);
    }

    private static Void refuse() {
        throw new IllegalArgumentException("on purpose");
    }

    private static Throwable failureOf(Future<?> future) {
        return future.<Throwable>map(value -> new AssertionError("succeeded with " + value))
                .otherwise(failure -> failure)
                .await();
    }
}
