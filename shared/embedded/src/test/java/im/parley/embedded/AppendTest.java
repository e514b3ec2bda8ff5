package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.Repeated;
import im.parley.state.Note;
import im.parley.testkit.Messages;

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
import java.util.concurrent.atomic.AtomicInteger;

/// How a repeated send is met, and that a new one is not looked for.
@Timeout(60)
class AppendTest {
    private static final ConversationId CHAT =
            ConversationId.single(new UserId("amy"), new UserId("bob"));

    @TempDir private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger looked = new AtomicInteger();
    private final List<MsgData> stored = new ArrayList<>();
    private Disk disk;
    private Writer writer;
    private Readers readers;
    private RocksMessageStore store;

    @BeforeEach
    void open() throws Exception {
        disk = Disk.open(folder, EmbeddedConfig.DEFAULTS);
        var metrics = new SimpleMeterRegistry();
        writer = new Writer(vertx, new CountingDraft(disk), 100, metrics);
        readers = new Readers(vertx, 1, 100, metrics);
        store = new RocksMessageStore(disk, writer, readers);
    }

    @AfterEach
    void close() throws Exception {
        shut();
        vertx.close().await();
    }

    private void shut() throws Exception {
        writer.stop();
        readers.close();
        disk.close();
    }

    private void restart() throws Exception {
        shut();
        open();
    }

    private final class CountingDraft extends Draft {
        CountingDraft(Disk disk) {
            super(disk);
        }

        @Override
        Optional<byte[]> get(Family family, byte[] key) {
            if (family == Family.SENDS) looked.incrementAndGet();
            return super.get(family, key);
        }
    }

    @Test
    void what_is_newer_than_all_of_its_conversation_is_not_looked_for() throws Exception {
        for (long time : new long[] {1, 2, 30, 31}) store(time);
        restart();
        for (long time : new long[] {32, 33}) store(time);
        assertEquals(0, looked.get());

        store(33);
        store(5);
        store(34);
        assertEquals(2, looked.get());
        append("cid", 3).await();
        assertEquals(2, looked.get(), "it is newer in its own conversation");
    }

    @Test
    void what_has_no_time_is_always_looked_for() {
        store(0);
        store(0);
        store(-7);
        assertEquals(3, looked.get());
    }

    @Test
    void a_repeated_send_is_refused_after_a_restart() throws Exception {
        for (long time : new long[] {100, 50, 100, 200, -5, 0, 200}) {
            store(time);
            restart();
            assertRefusedAgain();
        }
    }

    @Test
    void a_repeated_send_is_refused_whatever_became_of_the_first() throws Exception {
        for (long time : new long[] {100, 200, 300}) store(time);
        store.note(List.of(new Note.Erased(CHAT, List.of(3L)))).await();
        store.retire(CHAT, Long.MAX_VALUE, 1).await();
        restart();

        assertInstanceOf(Repeated.class, repeated(stored.get(1)));
        assertInstanceOf(Repeated.class, repeated(stored.get(2)));
        store.append(List.of(Messages.entry(stored.get(0), 4))).await();
    }

    @Test
    void where_an_earlier_version_wrote_every_send_is_looked_for() throws Exception {
        for (long time : new long[] {100, 200}) store(time);
        var prefix = MessageFormat.prefix(CHAT);
        var earlier = new byte[] {2, 0, 9};
        writer.write(draft -> put(draft, new Slot(Family.SEQS, prefix), earlier)).await();
        restart();

        assertEquals(new Bounds(2, 0, 9), store.bounds(List.of(CHAT)).await().get(CHAT));
        assertRefusedAgain();
        looked.set(0);
        store(300);
        restart();
        store(400);
        assertEquals(2, looked.get());
        assertRefusedAgain();
    }

    @Test
    void how_far_senders_have_read_is_known_after_a_restart() throws Exception {
        var senders = List.of("amy", "bob", "amy", "cid", "bob", "dan");
        for (int i = 0; i < senders.size(); i++) {
            var message = Messages.groupText(senders.get(i), "tea", "x");
            store.append(List.of(Messages.entry(message, i + 1))).await();
            restart();
        }
        var group = ConversationId.group("tea");
        for (var user : senders)
            assertEquals(
                    senders.lastIndexOf(user) + 1,
                    store.bounds(new UserId(user), List.of(group)).await().get(group).readSeq());
    }

    private static Void put(Draft draft, Slot slot, byte[] value) {
        draft.put(slot, Optional.of(value));
        return null;
    }

    private void store(long time) {
        var message = written("bob", time);
        stored.add(message);
        store.append(List.of(Messages.entry(message, stored.size()))).await();
    }

    private Future<Void> append(String to, long time) {
        return store.append(List.of(Messages.entry(written(to, time), 1)));
    }

    private static MsgData written(String to, long time) {
        return Messages.text("amy", to, "x").toBuilder().setCreateTime(time).build();
    }

    private void assertRefusedAgain() {
        for (var message : stored) assertInstanceOf(Repeated.class, repeated(message));
    }

    private Throwable repeated(MsgData message) {
        return store.append(List.of(Messages.entry(message, stored.size() + 1)))
                .<Throwable>map(_ -> new AssertionError("stored again"))
                .otherwise(failure -> failure)
                .await();
    }
}
