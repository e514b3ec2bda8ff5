package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ConversationId;
import im.parley.platform.NodeId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageLog;
import im.parley.state.Submission;

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
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Two partitions that come to rest and move all the time, while many append at once: on each event
/// loop, on virtual threads and on plain ones. Who has appended a few waits until they are read.
@Timeout(60)
class MovingLogTest {
    private static final int LOOPS = 4;
    private static final int APPENDERS = LOOPS + 4;
    private static final int EACH = 25_000;
    private static final int BURST_MAX = 12;
    private static final NodeId NODE = new NodeId("test");
    private static final long SEED = System.nanoTime();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    private final List<ContextInternal> loops =
            Stream.generate(((VertxInternal) vertx)::createEventLoopContext).limit(LOOPS).toList();
    private final MemoryMessageLog log = MemoryMessageLogTest.with(vertx, 2, 100_000, 50);
    private final List<ConversationId> chats = chatsOf(log);
    private final List<Checker> checkers = List.of(new Checker(), new Checker());
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        log.close();
        vertx.close().await();
    }

    @Test
    void batches_follow_one_another_and_nothing_is_lost_or_stuck() throws Exception {
        log.read(checkers::get);
        var ends = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < APPENDERS; i++) ends.add(start(new Appender(i)));

        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(50, TimeUnit.SECONDS);
        log.drained().await(5, TimeUnit.SECONDS);
        assertEquals(List.of(), List.copyOf(wrong), () -> "seed " + SEED);
        assertEquals(
                (long) APPENDERS * EACH,
                checkers.stream().mapToLong(checker -> checker.count).sum());
        assertEquals(LOOPS, threads.size(), "they have moved");
    }

    private CompletableFuture<Void> start(Appender appender) {
        var end = new CompletableFuture<Void>();
        if (appender.number < LOOPS) {
            var context = loops.get(appender.number);
            context.runOnContext(_ -> appender.run(context, end));
        } else if (appender.number % 2 == 0) Thread.ofVirtual().start(() -> appender.run(end));
        else Thread.ofPlatform().start(() -> appender.run(end));
        return end;
    }

    /// Its fields are plain: that all is counted proves that each batch sees the one before.
    private final class Checker implements MessageLog.Reader {
        private final int[] lastOf = new int[APPENDERS];
        private boolean reading;
        private long count;

        Checker() {
            Arrays.fill(lastOf, -1);
        }

        @Override
        public Future<Void> read(List<Submission> batch) {
            if (reading) wrong.add("two batches at once");
            reading = true;
            threads.add(Thread.currentThread());
            for (var submission : batch) check(submission.ticket());
            return switch ((int) count % 3) {
                case 0 -> read();
                case 1 -> vertx.executeBlocking(() -> null).compose(_ -> read());
                default -> later();
            };
        }

        private void check(long ticket) {
            int appender = (int) (ticket / EACH);
            int number = (int) (ticket % EACH);
            if (number <= lastOf[appender]) wrong.add("not in order: " + ticket);
            lastOf[appender] = number;
            count++;
        }

        private Future<Void> read() {
            reading = false;
            return Future.succeededFuture();
        }

        private Future<Void> later() {
            var promise = Promise.<Void>promise();
            var elsewhere = loops.get((int) count % LOOPS);
            elsewhere.runOnContext(_ -> read().onComplete(promise));
            return promise.future();
        }
    }

    private final class Appender {
        private final int number;
        private final Random random;
        private final int[] lastOn = {-1, -1};
        private List<Integer> waitsFor = List.of();
        private int next;

        Appender(int number) {
            this.number = number;
            this.random = new Random(SEED + number);
        }

        void run(CompletableFuture<Void> end) {
            while (next < EACH) {
                burst().await();
                check();
            }
            end.complete(null);
        }

        void run(ContextInternal context, CompletableFuture<Void> end) {
            if (next == EACH) end.complete(null);
            else
                burst().onComplete(
                                _ -> {
                                    check();
                                    context.runOnContext(_ -> run(context, end));
                                });
        }

        /// Appends some, and waits for the last of them or for all.
        private Future<Void> burst() {
            int last = Math.min(EACH - 1, next + random.nextInt(BURST_MAX));
            while (next < last) log.append(submission(random.nextInt(2)));
            int partition = random.nextInt(2);
            waitsFor = random.nextBoolean() ? List.of(partition) : List.of(0, 1);
            return waitsFor.size() == 1
                    ? log.appendForGood(submission(partition))
                    : log.append(submission(partition)).compose(_ -> log.drained());
        }

        private void check() {
            for (int partition : waitsFor)
                if (checkers.get(partition).lastOf[number] < lastOn[partition])
                    wrong.add("told too early");
        }

        private Submission submission(int partition) {
            lastOn[partition] = next;
            long ticket = (long) number * EACH + next++;
            var message = MsgData.getDefaultInstance();
            return new Submission(message, chats.get(partition), "", NODE, ticket);
        }
    }

    /// One of each partition.
    private static List<ConversationId> chatsOf(MessageLog log) {
        var chats = new ConversationId[2];
        for (int i = 0; i < 100; i++) {
            var chat = ConversationId.group("g" + i);
            chats[log.partitionOf(chat)] = chat;
        }
        return List.of(chats);
    }
}
