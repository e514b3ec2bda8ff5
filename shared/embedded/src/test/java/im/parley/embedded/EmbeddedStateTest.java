package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.Numbered;
import im.parley.state.Table;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;
import im.parley.state.Write;
import im.parley.testkit.Messages;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class EmbeddedStateTest {
    record Row(String id, String note) {}

    private static final Table<Row> ROWS =
            Table.of("row", Row.class).key("id").index("byNote", "note");
    private static final UserId AMY = new UserId("amy");
    private static final ConversationId CHAT = ConversationId.single(AMY, new UserId("bob"));
    private static final Held TOKEN = new Held(1, "t", State.NORMAL, 7);
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir private Path folder;

    @AfterAll
    static void closeVertx() {
        VERTX.close().await();
    }

    @Test
    void everything_durable_is_there_after_closing_and_opening() {
        fill();
        try (var state = open(folder)) {
            assertFilled(state);
        }
    }

    @Test
    void a_conversation_goes_on_after_opening() {
        fill();
        try (var state = open(folder)) {
            var next = Messages.text("bob", "amy", "again");
            state.messages().append(List.of(Messages.entry(next, 3))).await();
            assertEquals(3, state.messages().bounds(List.of(CHAT)).await().get(CHAT).maxSeq());
        }
    }

    @Test
    void a_checkpoint_taken_while_running_opens_like_the_folder() {
        var copy = folder.resolve("copy");
        try (var state = open(folder.resolve("data"))) {
            fill(state);
            state.checkpoint(copy);
            state.tables().write(List.of(Write.put(ROWS, new Row("y", "later")))).await();
        }
        try (var state = open(copy)) {
            assertFilled(state);
            assertEquals(Optional.empty(), state.tables().get(ROWS, "y").await());
        }
    }

    @Test
    void a_folder_that_is_open_is_refused_with_its_name_and_the_process() {
        try (var _ = open(folder)) {
            assertRefused(folder, folder.toString(), Long.toString(ProcessHandle.current().pid()));
        }
        open(folder).close();
    }

    @Test
    void a_folder_of_a_newer_version_is_refused_and_left_as_it_is() throws Exception {
        fill();
        mark("4");
        assertRefused(folder, folder.toString(), "newer version", "format 4");
        mark("1");
        try (var state = open(folder)) {
            assertFilled(state);
        }
    }

    @Test
    void a_damaged_folder_is_refused_and_not_begun_anew() throws Exception {
        fill();
        Files.delete(folder.resolve("rocks/CURRENT"));
        assertRefused(folder, folder.toString(), "damaged", "restore");
        assertRefused(folder, folder.toString(), "damaged", "restore");
    }

    @Test
    void damage_within_the_log_is_refused_rather_than_taken_for_its_end() throws Exception {
        var killed = killed();
        overwrite(logOf(killed), 20, 30);

        assertRefused(killed, killed.toString(), "damaged");
    }

    @Test
    void a_torn_end_of_the_log_was_never_acknowledged_and_is_dropped() throws Exception {
        var killed = killed();
        try (var log = new RandomAccessFile(logOf(killed).toFile(), "rw")) {
            log.setLength(log.length() - 3);
        }

        try (var state = open(killed)) {
            assertEquals(List.of(TOKEN), state.tokens().of(AMY).await());
            assertEquals(List.of(), state.messages().range(CHAT, 1, 9, 9).await());
            assertEquals(Bounds.NONE, state.messages().bounds(List.of(CHAT)).await().get(CHAT));
        }
    }

    @Test
    void damage_in_a_sorted_file_fails_the_reads_that_meet_it() throws Exception {
        fill();
        for (var file : files(folder, ".sst")) overwrite(file, 0, 64);

        var failure =
                assertThrows(
                        StorageFailure.class,
                        () -> {
                            try (var state = open(folder)) {
                                state.messages().range(CHAT, 1, 9, 9).await();
                            }
                        });
        assertTrue(failure.getMessage().contains("damaged"), failure.getMessage());
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        assertRefused(file, file.toString(), "permissions");
    }

    @Test
    void calls_after_closing_fail() {
        var state = open(folder);
        state.close();
        state.close();

        var row = Write.put(ROWS, new Row("x", "note"));
        assertTrue(failed(() -> state.tables().write(List.of(row)).await()));
        assertTrue(failed(() -> state.tables().get(ROWS, "x").await()));
        assertTrue(
                failed(
                        () ->
                                state.log()
                                        .append(Messages.submission(Messages.text("a", "b", "")))
                                        .await()));
        assertTrue(failed(() -> state.checkpoint(folder.resolve("copy"))));
    }

    private static EmbeddedState open(Path folder) {
        return EmbeddedState.open(
                VERTX, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
    }

    private void fill() {
        try (var state = open(folder)) {
            fill(state);
        }
    }

    private static void fill(EmbeddedState state) {
        state.tables().write(List.of(Write.put(ROWS, new Row("x", "note")))).await();
        state.tokens().replace(AMY, List.of(), List.of(TOKEN)).await();
        var first = Messages.entry(Messages.text("amy", "bob", "hello"), 1);
        var second = Messages.entry(Messages.text("amy", "bob", "hello again"), 2);
        state.messages().append(List.of(first, second)).await();
    }

    private static void assertFilled(EmbeddedState state) {
        assertEquals(Optional.of(new Row("x", "note")), state.tables().get(ROWS, "x").await());
        assertEquals(List.of(TOKEN), state.tokens().of(AMY).await());
        var messages = state.messages();
        assertEquals(
                List.of(1L, 2L),
                messages.range(CHAT, 1, 9, 9).await().stream().map(Numbered::seq).toList());
        assertEquals(2, messages.bounds(List.of(CHAT)).await().get(CHAT).maxSeq());
        assertEquals(2, messages.bounds(AMY, List.of(CHAT)).await().get(CHAT).readSeq());
    }

    private void mark(String version) throws IOException {
        var disk = Disk.open(folder, EmbeddedConfig.DEFAULTS);
        try (disk;
                var batch = new WriteBatch()) {
            batch.put(disk.handle(Family.META), Format.KEY, version.getBytes());
            disk.commit(batch);
        } catch (RocksDBException e) {
            throw new AssertionError(e);
        }
    }

    /// A folder as a killed process leaves it: what was synced, nothing flushed or closed.
    private Path killed() throws IOException {
        var running = folder.resolve("running");
        var killed = Files.createDirectories(folder.resolve("killed/rocks"));
        try (var state = open(running)) {
            fill(state);
            for (var file : files(running, ""))
                Files.copy(file, killed.resolve(file.getFileName()));
        }
        return killed.getParent();
    }

    private static Path logOf(Path folder) throws IOException {
        var logs =
                files(folder, ".log").stream().filter(file -> file.toFile().length() > 0).toList();
        assertEquals(1, logs.size());
        return logs.getFirst();
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (var files = Files.list(folder.resolve("rocks"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static void overwrite(Path file, long from, int length) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(from);
            for (int i = 0; i < length; i++) access.write(0x5A);
        }
    }

    private static void assertRefused(Path folder, String... words) {
        var failure = assertThrows(StorageFailure.class, () -> open(folder).close());
        for (var word : words)
            assertTrue(failure.getMessage().contains(word), failure.getMessage());
    }

    private static boolean failed(Runnable call) {
        try {
            call.run();
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
