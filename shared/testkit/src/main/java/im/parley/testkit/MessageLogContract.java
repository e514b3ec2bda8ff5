package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.MessageLog;
import im.parley.state.Submission;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// What every [MessageLog] promises.
public abstract class MessageLogContract extends PortContract {
    private MessageLog log;

    /// An empty log of some partitions, each with room for 1 000 messages; asked for once a test.
    protected abstract MessageLog log();

    @BeforeEach
    void open() {
        log = log();
    }

    @Test
    void what_is_appended_for_good_was_read_to_the_end_or_is_read_after_a_crash() throws Exception {
        var stored = Promise.<Void>promise();
        var read = new CountDownLatch(1);
        log.read(
                _ ->
                        _ -> {
                            read.countDown();
                            return stored.future();
                        });
        var kept = log.appendForGood(submission("amy", "#1"));
        assertTrue(read.await(5, TimeUnit.SECONDS));
        assertTrue(!kept.succeeded() || survivesCrashes());
        stored.complete();
        kept.await(5, TimeUnit.SECONDS);
    }

    /// Whether what is on this log survives a crash before it was read.
    protected boolean survivesCrashes() {
        return false;
    }

    @Test
    void messages_of_a_partition_are_read_in_the_order_they_were_appended() throws Exception {
        var read = new ConcurrentHashMap<Integer, List<String>>();
        var all = new CountDownLatch(400);
        log.read(
                partition ->
                        batch -> {
                            var texts = read.computeIfAbsent(partition, _ -> new ArrayList<>());
                            for (var submission : batch) {
                                texts.add(textOf(submission));
                                all.countDown();
                            }
                            return Future.succeededFuture();
                        });
        var appended = new HashMap<Integer, List<String>>();
        for (int i = 0; i < 400; i++) {
            var submission = submission("user" + i % 16, "#" + i);
            int partition = log.partitionOf(submission.conversation());
            appended.computeIfAbsent(partition, _ -> new ArrayList<>()).add(textOf(submission));
            log.append(submission).await();
        }

        await(all);
        assertEquals(appended, read);
    }

    @Test
    void what_was_appended_before_there_was_a_reader_is_read_too() throws Exception {
        for (int i = 0; i < 10; i++) log.append(submission("bob", "#" + i)).await();
        var texts = Collections.synchronizedList(new ArrayList<String>());
        var all = new CountDownLatch(10);
        log.read(_ -> batch -> recorded(batch, texts, all));

        await(all);
        assertEquals(IntStream.range(0, 10).mapToObj(i -> "#" + i).toList(), texts);
    }

    @Test
    void the_next_batch_comes_when_the_one_before_has_succeeded() throws Exception {
        var open = new AtomicInteger();
        var overlaps = new AtomicInteger();
        var all = new CountDownLatch(200);
        log.read(
                _ ->
                        batch -> {
                            if (open.getAndIncrement() > 0) overlaps.incrementAndGet();
                            var later = Promise.<Void>promise();
                            vertx.setTimer(
                                    1,
                                    _ -> {
                                        open.decrementAndGet();
                                        batch.forEach(_ -> all.countDown());
                                        later.complete();
                                    });
                            return later.future();
                        });
        for (int i = 0; i < 200; i++) log.append(submission("bob", "#" + i)).await();

        await(all);
        assertEquals(0, overlaps.get());
    }

    @Test
    void a_batch_that_failed_comes_again_before_any_other() throws Exception {
        var seen = Collections.synchronizedList(new ArrayList<List<String>>());
        var texts = Collections.synchronizedList(new ArrayList<String>());
        var failuresLeft = new AtomicInteger(3);
        var all = new CountDownLatch(20);
        log.read(
                _ ->
                        batch -> {
                            seen.add(batch.stream().map(MessageLogContract::textOf).toList());
                            int left = failuresLeft.getAndDecrement();
                            if (left == 3) throw new IllegalStateException("on purpose");
                            if (left > 0) return Future.failedFuture("on purpose");
                            return recorded(batch, texts, all);
                        });
        for (int i = 0; i < 20; i++) log.append(submission("bob", "#" + i)).await();

        await(all);
        assertEquals(IntStream.range(0, 20).mapToObj(i -> "#" + i).toList(), texts);
        for (int i = 1; i <= 3; i++) assertEquals(seen.getFirst(), seen.get(i));
    }

    @Test
    void many_may_append_at_once_and_nothing_is_lost() throws Exception {
        var texts = Collections.synchronizedList(new ArrayList<String>());
        var all = new CountDownLatch(800);
        log.read(_ -> batch -> recorded(batch, texts, all));
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                threads.execute(
                        () -> {
                            for (int i = 0; i < 200; i++)
                                log.append(submission("bob" + number, number + "-" + i)).await();
                        });
            }
        }

        await(all);
        for (int thread = 0; thread < 4; thread++) {
            var own = thread + "-";
            assertEquals(
                    IntStream.range(0, 200).mapToObj(i -> own + i).toList(),
                    texts.stream().filter(text -> text.startsWith(own)).toList());
        }
    }

    @Test
    void from_wherever_it_is_appended_a_reader_sees_one_batch_after_the_other() throws Exception {
        var readers = new ConcurrentHashMap<Integer, CountingReader>();
        var all = new CountDownLatch(600);
        log.read(partition -> readers.computeIfAbsent(partition, _ -> new CountingReader(all)));
        for (int i = 0; i < 6; i++) {
            var sender = "#" + i;
            switch (i % 3) {
                case 0 -> Thread.ofPlatform().start(() -> appendHundred(sender));
                case 1 -> Thread.ofVirtual().start(() -> appendHundred(sender));
                default -> vertx.runOnContext(_ -> appendHundredByTurns(sender, 0));
            }
        }

        await(all);
        assertEquals(600, readers.values().stream().mapToInt(reader -> reader.count).sum());
        for (var reader : readers.values()) assertEquals(List.of(), List.copyOf(reader.wrong));
    }

    private void appendHundred(String sender) {
        for (int i = 0; i < 100; i++) log.append(submission("user" + i % 8, sender + "." + i));
    }

    private void appendHundredByTurns(String sender, int first) {
        if (first < 99) vertx.runOnContext(_ -> appendHundredByTurns(sender, first + 1));
        log.append(submission("user" + first % 8, sender + "." + first));
    }

    /// Its fields are plain: a batch sees what the one before has left.
    private static final class CountingReader implements MessageLog.Reader {
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final Map<String, Integer> lastOf = new HashMap<>();
        private final CountDownLatch all;
        private boolean reading;
        private int count;

        CountingReader(CountDownLatch all) {
            this.all = all;
        }

        @Override
        public Future<Void> read(List<Submission> batch) {
            if (reading) wrong.add("two batches at once");
            if (!Vertx.currentContext().isEventLoopContext()) wrong.add("on no event loop");
            reading = true;
            for (var submission : batch) count(textOf(submission).split("\\."));
            return vertx.executeBlocking(() -> null).compose(_ -> done(batch.size()));
        }

        private void count(String[] senderAndNumber) {
            int number = Integer.parseInt(senderAndNumber[1]);
            var before = lastOf.put(senderAndNumber[0], number);
            if (before != null && before >= number) wrong.add("not in order");
            count++;
        }

        private Future<Void> done(int messages) {
            reading = false;
            for (int i = 0; i < messages; i++) all.countDown();
            return Future.succeededFuture();
        }
    }

    @Test
    void conversations_of_the_same_people_share_a_partition() {
        var amy = new UserId("amy");
        var bob = new UserId("bob");

        int partition = log.partitionOf(ConversationId.single(amy, bob));
        assertEquals(partition, log.partitionOf(ConversationId.notices(bob, amy)));
        assertEquals(partition, log.partitionOf(ConversationId.official(amy, bob)));
        assertEquals(
                log.partitionOf(ConversationId.group("g")),
                log.partitionOf(ConversationId.groupNotices("g")));
        assertFalse(partition < 0 || partition >= log.partitions());
    }

    @Test
    void an_append_completes_on_its_callers_context() {
        assertCompletesOnCallersContext(() -> log.append(submission("bob", "x")));
    }

    @Test
    void a_submission_arrives_as_it_was() throws Exception {
        var sent = submission("bob", "x");
        var read = Promise.<Submission>promise();
        log.read(
                _ ->
                        batch -> {
                            read.tryComplete(batch.getFirst());
                            return Future.succeededFuture();
                        });
        log.append(sent).await();

        assertEquals(sent, read.future().await());
    }

    private static Future<Void> recorded(
            List<Submission> batch, List<String> texts, CountDownLatch all) {
        for (var submission : batch) {
            texts.add(textOf(submission));
            all.countDown();
        }
        return Future.succeededFuture();
    }

    private static Submission submission(String to, String text) {
        var message = Messages.text("amy", to, "").toBuilder().setEx(text).build();
        return Messages.submission(message);
    }

    private static String textOf(Submission submission) {
        return submission.message().getEx();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(20, TimeUnit.SECONDS), () -> latch + " messages are missing");
    }
}
