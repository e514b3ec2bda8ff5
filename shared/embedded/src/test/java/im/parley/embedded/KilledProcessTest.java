package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.state.Marks;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.Numbered;
import im.parley.state.MessageStore.SendKey;
import im.parley.state.MessageStore.UserBounds;
import im.parley.state.Scan;
import im.parley.testkit.FakeClock;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

@Timeout(60)
class KilledProcessTest {
    @TempDir private Path folder;
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() {
        vertx.close().await();
    }

    @Test
    void everything_acknowledged_before_a_kill_is_there_after_it() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        long acknowledged = 0;
        for (int round = 0; round < 2; round++) {
            acknowledged = killedAfter(acknowledged + 50 + random.nextInt(400));
            long stored = check(acknowledged, "seed " + seed);
            assertTrue(stored <= acknowledged + 1, "seed " + seed);
            acknowledged = stored;
        }
    }

    @Test
    void a_folder_in_use_is_refused_with_the_pid_of_the_other_process() throws Exception {
        var victim = start();
        try (var output = victim.inputReader()) {
            output.readLine();
            var refused = assertThrows(StorageFailure.class, () -> Victim.open(folder, vertx));
            var message = refused.getMessage();
            assertTrue(message.contains("process " + victim.pid()), message);
            assertTrue(message.contains(folder.toString()), message);
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }

    /// Kills a process that stores when it has come this far.
    ///
    /// @return the last seq it had acknowledged
    private long killedAfter(long seq) throws IOException, InterruptedException {
        var victim = start();
        try (var output = victim.inputReader()) {
            long last = 0;
            while (last < seq) last = Long.parseLong(output.readLine());
            // Unlike the process itself, its handle leaves the pipe open.
            victim.toHandle().destroyForcibly();
            last = lastOf(output, last);
            assertEquals(128 + 9, victim.waitFor());
            return last;
        }
    }

    // A line is written to the pipe in one piece, so none is cut short.
    private static long lastOf(BufferedReader output, long before) throws IOException {
        long last = before;
        for (var line = output.readLine(); line != null; line = output.readLine())
            last = Long.parseLong(line);
        return last;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// @return how many of each were stored
    private long check(long acknowledged, String hint) {
        try (var state = Victim.open(folder, vertx)) {
            var messages = state.messages();
            long max = messages.bounds(List.of(Victim.CHAT)).await().get(Victim.CHAT).maxSeq();
            assertTrue(max >= acknowledged, hint);
            var all = LongStream.rangeClosed(1, max).boxed().toList();
            var stored = messages.range(Victim.CHAT, 1, max + 9, (int) max + 9).await();
            assertEquals(all, stored.stream().map(Numbered::seq).toList(), hint);
            var sends = all.stream().map(KilledProcessTest::send).toList();
            assertEquals(max, messages.find(sends).await().size(), hint);
            var readSeq = messages.bounds(Victim.AMY, List.of(Victim.CHAT)).await();
            assertEquals(max, readSeq.get(Victim.CHAT).readSeq(), hint);
            checkNotes(messages, acknowledged, hint);
            checkRows(state, acknowledged, hint);
            return max;
        }
    }

    private static SendKey send(long seq) {
        return new SendKey(Victim.CHAT, Victim.AMY, "id" + seq, FakeClock.NOON);
    }

    /// What was noted together is there together.
    private static void checkNotes(MessageArchive messages, long acknowledged, String hint) {
        var chat = List.of(Victim.CHAT);
        var bounds = messages.bounds(Victim.BOB, chat).await().get(Victim.CHAT);
        long noted = bounds.readSeq();
        assertTrue(noted >= acknowledged, hint);
        assertEquals(new UserBounds(noted, 0, noted), bounds, hint);
        var seqs = LongStream.rangeClosed(1, noted + 1).boxed().toList();
        var marks = messages.marks(Victim.BOB, Victim.CHAT, seqs).await();
        var expected = new Marks(Set.of(Victim.BOB), Optional.empty(), true);
        assertEquals(noted, marks.values().stream().filter(expected::equals).count(), hint);
        assertEquals(noted, marks.size(), hint);
    }

    private static void checkRows(EmbeddedState state, long acknowledged, String hint) {
        var rows = state.tables().scan(Scan.of(Victim.ROWS).by("bySeq")).await();
        var expected = LongStream.rangeClosed(1, rows.size()).mapToObj(Victim::row).toList();
        assertEquals(expected, rows, hint);
        assertTrue(rows.size() >= acknowledged, hint);
        long token = state.tokens().of(Victim.AMY).await().getFirst().goodUntil();
        assertTrue(token >= acknowledged, hint);
    }
}
