package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.Entry;
import im.parley.state.MessageStore.Fenced;
import im.parley.state.MessageStore.Numbered;
import im.parley.state.MessageStore.Repeated;
import im.parley.state.MessageStore.SendKey;
import im.parley.state.MessageStore.UserBounds;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What every [MessageStore] promises.
public abstract class MessageStoreContract extends PortContract {
    private static final UserId AMY = new UserId("amy");
    private static final UserId BOB = new UserId("bob");
    private static final ConversationId CHAT = ConversationId.single(AMY, BOB);

    private MessageStore store;

    /// A store with nothing in it; asked for once a test.
    protected abstract MessageStore messages();

    @BeforeEach
    void open() {
        store = messages();
    }

    @Test
    void a_conversation_without_messages_has_no_bounds_but_an_entry() {
        assertEquals(Map.of(CHAT, Bounds.NONE), store.bounds(List.of(CHAT)).await());
        assertEquals(Map.of(CHAT, UserBounds.NONE), store.bounds(AMY, List.of(CHAT)).await());
        assertEquals(List.of(), store.range(CHAT, 1, 10, 10).await());
        assertEquals(List.of(), store.pick(CHAT, List.of(1L, 2L)).await());
    }

    @Test
    void appended_messages_are_read_back_as_they_were() {
        var first = Messages.entry(Messages.text("amy", "bob", "hello"), 1);
        var second = Messages.entry(Messages.text("bob", "amy", "hi"), 2);
        store.append(List.of(first, second)).await();

        var read = store.range(CHAT, 1, 2, 10).await();
        assertEquals(List.of(1L, 2L), seqs(read));
        assertArrayEquals(first.body(), read.get(0).body());
        assertArrayEquals(second.body(), read.get(1).body());
    }

    @Test
    void a_range_is_ascending_and_holds_the_newest_of_its_messages() {
        append(10);

        assertEquals(List.of(3L, 4L, 5L), seqs(store.range(CHAT, 3, 5, 100).await()));
        assertEquals(List.of(7L, 8L), seqs(store.range(CHAT, 2, 8, 2).await()));
        assertEquals(List.of(9L, 10L), seqs(store.range(CHAT, 9, 1_000, 100).await()));
        assertEquals(List.of(1L, 2L), seqs(store.range(CHAT, 0, 2, 100).await()));
        assertEquals(List.of(10L), seqs(store.range(CHAT, 1, Long.MAX_VALUE, 1).await()));
        assertEquals(List.of(), seqs(store.range(CHAT, 5, 4, 100).await()));
        assertEquals(List.of(), seqs(store.range(CHAT, 11, 20, 100).await()));
    }

    @Test
    void picked_messages_are_the_stored_ones_ascending() {
        append(10);

        assertEquals(List.of(2L, 7L, 9L), seqs(store.pick(CHAT, List.of(9L, 2L, 77L, 7L)).await()));
    }

    @Test
    void bounds_tell_the_highest_seq_and_when_it_was_sent() {
        append(3);

        assertEquals(
                Map.of(CHAT, new Bounds(3, 0, FakeClock.NOON + 3)),
                store.bounds(List.of(CHAT)).await());
    }

    @Test
    void a_long_conversation_goes_on_where_it_stood() {
        for (int batch = 0; batch < 5; batch++) {
            long last = batch * 40L;
            store.append(
                            LongStream.rangeClosed(last + 1, last + 40)
                                    .mapToObj(MessageStoreContract::text)
                                    .toList())
                    .await();
        }

        assertEquals(200, store.bounds(List.of(CHAT)).await().get(CHAT).maxSeq());
        assertEquals(
                LongStream.rangeClosed(101, 200).boxed().toList(),
                seqs(store.range(CHAT, 1, 200, 100).await()));
    }

    @Test
    void one_append_serves_many_conversations() {
        var entries =
                IntStream.range(0, 300)
                        .mapToObj(i -> Messages.entry(Messages.text("amy", "user" + i, "x"), 1))
                        .toList();
        store.append(entries).await();

        var conversations = entries.stream().map(Entry::conversation).toList();
        var bounds = store.bounds(conversations).await();
        assertEquals(300, bounds.size());
        for (var conversation : conversations)
            assertEquals(1, bounds.get(conversation).maxSeq(), conversation.value());
    }

    @Test
    void who_writes_has_read_as_far_as_he_wrote_however_many_write() {
        var random = new Random(11);
        var group = ConversationId.group("tea");
        var last = new HashMap<UserId, Long>();
        long seq = 0;
        for (int batch = 0; batch < 60; batch++) {
            var entries = new ArrayList<Entry>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                var user = new UserId("user" + random.nextInt(1 + batch / 10));
                entries.add(Messages.entry(Messages.groupText(user.value(), "tea", "x"), ++seq));
                last.put(user, seq);
            }
            store.append(entries).await();
            for (var user : last.keySet())
                assertEquals(
                        Map.of(group, new UserBounds(0, 0, last.get(user))),
                        store.bounds(user, List.of(group)).await());
        }
    }

    @Test
    void conversations_whose_ids_begin_alike_are_kept_apart() {
        var ids = List.of("sg_1", "sg_10", "sg_1_", "sg_1\u0000", "sg_", "sg_1\u0001", "n_1");
        for (var id : ids)
            store.append(List.of(inConversation(id, 1), inConversation(id, 2))).await();

        for (var id : ids) {
            var conversation = new ConversationId(id);
            assertEquals(
                    List.of(1L, 2L),
                    seqs(store.range(conversation, 1, Long.MAX_VALUE, 100).await()),
                    id);
        }
    }

    @Test
    void a_taken_seq_is_fenced_and_nothing_of_its_append_is_stored() {
        append(3);
        var elsewhere = Messages.entry(Messages.text("amy", "cid", "x"), 1);

        var failure = failureOf(store.append(List.of(elsewhere, text(3))));

        assertInstanceOf(Fenced.class, failure);
        assertEquals(
                Bounds.NONE,
                store.bounds(List.of(elsewhere.conversation()))
                        .await()
                        .get(elsewhere.conversation()));
        assertEquals(List.of(), store.range(elsewhere.conversation(), 1, 9, 9).await());
        assertEquals(3, store.bounds(List.of(CHAT)).await().get(CHAT).maxSeq());
    }

    @Test
    void of_two_workers_with_the_same_seq_one_is_fenced() {
        for (long seq = 1; seq <= 20; seq++) {
            long taken = seq;
            var outcomes =
                    IntStream.range(0, 4)
                            .mapToObj(_ -> store.append(List.of(text(taken))))
                            .map(append -> append.map("stored").otherwise("fenced"))
                            .toList();
            var stored =
                    Future.all(outcomes).await().<String>list().stream().filter("stored"::equals);
            assertEquals(1, stored.count());
        }
        assertEquals(20, store.range(CHAT, 1, 100, 100).await().size());
    }

    @Test
    void a_fenced_append_does_not_harm_those_beside_it() {
        append(1);
        var outcomes = new ArrayList<Future<Void>>();
        for (int i = 0; i < 200; i++) {
            outcomes.add(
                    store.append(
                            List.of(Messages.entry(Messages.text("amy", "user" + i, "x"), 1))));
            outcomes.add(store.append(List.of(text(1))));
        }

        for (int i = 0; i < outcomes.size(); i += 2) {
            outcomes.get(i).await();
            assertInstanceOf(Fenced.class, failureOf(outcomes.get(i + 1)));
        }
    }

    @Test
    void a_send_is_found_by_its_conversation_sender_client_id_and_time() {
        var message = Messages.text("amy", "bob", "once");
        var entry = Messages.entry(message, 1);
        store.append(List.of(entry, text(2))).await();
        var id = message.getClientMsgID();
        long time = message.getCreateTime();
        var sent = new SendKey(CHAT, AMY, id, time);

        var found =
                store.find(
                                List.of(
                                        sent,
                                        new SendKey(CHAT, BOB, id, time),
                                        new SendKey(CHAT, AMY, id + "0", time),
                                        new SendKey(CHAT, AMY, id, time + 1),
                                        new SendKey(
                                                ConversationId.notices(AMY, BOB), AMY, id, time)))
                        .await();

        assertEquals(1, found.size());
        assertEquals(1, found.get(sent).seq());
        assertArrayEquals(entry.body(), found.get(sent).body());
    }

    @Test
    void a_send_that_is_stored_is_refused_with_all_of_its_append() {
        var message = Messages.text("amy", "bob", "once");
        store.append(List.of(Messages.entry(message, 1))).await();
        var elsewhere = Messages.entry(Messages.text("amy", "cid", "x"), 1);

        var failure = failureOf(store.append(List.of(elsewhere, Messages.entry(message, 2))));

        assertInstanceOf(Repeated.class, failure);
        assertEquals(1, store.bounds(List.of(CHAT)).await().get(CHAT).maxSeq());
        assertEquals(List.of(), store.range(elsewhere.conversation(), 1, 9, 9).await());
        store.append(List.of(elsewhere, text(2))).await();
    }

    @Test
    void a_repeated_send_is_refused_whenever_it_and_its_neighbours_were_written() {
        var times =
                new long[] {
                    FakeClock.NOON,
                    7,
                    FakeClock.NOON,
                    0,
                    -1,
                    Long.MIN_VALUE,
                    9,
                    -1,
                    Long.MAX_VALUE,
                    FakeClock.NOON + 1,
                    Long.MAX_VALUE
                };
        var stored = new ArrayList<MsgData>();
        for (long time : times) {
            var message = written(time);
            store.append(List.of(Messages.entry(message, stored.size() + 1))).await();
            stored.add(message);
            for (var repeated : stored)
                assertInstanceOf(
                        Repeated.class,
                        failureOf(
                                store.append(List.of(Messages.entry(repeated, stored.size() + 1)))),
                        () -> repeated.getCreateTime() + " behind " + time);
        }
    }

    @Test
    void a_repeated_send_is_refused_also_behind_newer_ones_of_the_same_append() {
        var message = written(7);
        store.append(List.of(Messages.entry(message, 1))).await();

        for (long time : new long[] {6, 7, 8})
            assertInstanceOf(
                    Repeated.class,
                    failureOf(
                            store.append(
                                    List.of(
                                            Messages.entry(written(time), 2),
                                            Messages.entry(message, 3)))));
        var others = LongStream.of(8, 7, 6).mapToObj(MessageStoreContract::written).toList();
        store.append(
                        IntStream.range(0, 3)
                                .mapToObj(i -> Messages.entry(others.get(i), i + 2))
                                .toList())
                .await();
        for (var other : others)
            assertInstanceOf(
                    Repeated.class, failureOf(store.append(List.of(Messages.entry(other, 5)))));
    }

    private static MsgData written(long time) {
        return Messages.text("amy", "bob", "x").toBuilder().setCreateTime(time).build();
    }

    @Test
    void a_message_without_a_client_id_is_stored_and_never_found() {
        var message = Messages.text("amy", "bob", "x").toBuilder().clearClientMsgID().build();
        store.append(List.of(Messages.entry(message, 1))).await();

        assertEquals(List.of(1L), seqs(store.range(CHAT, 1, 1, 1).await()));
        assertEquals(Map.of(), store.find(List.of(new SendKey(CHAT, AMY, "", 0))).await());
    }

    @Test
    void a_sender_has_read_up_to_what_he_sent() {
        store.append(
                        List.of(
                                Messages.entry(Messages.text("amy", "bob", "1"), 1),
                                Messages.entry(Messages.text("amy", "bob", "2"), 2),
                                Messages.entry(Messages.text("bob", "amy", "3"), 3)))
                .await();

        assertEquals(2, readSeq(AMY));
        assertEquals(3, readSeq(BOB));
        assertEquals(0, readSeq(new UserId("cid")));
    }

    @Test
    void a_message_that_does_not_count_as_read_leaves_the_position() {
        append(2);
        var unread = text(3);
        store.append(
                        List.of(
                                new Entry(
                                        unread.conversation(),
                                        3,
                                        unread.sendTime(),
                                        AMY,
                                        unread.clientMsgID(),
                                        unread.createTime(),
                                        false,
                                        unread.body())))
                .await();

        assertEquals(2, readSeq(AMY));
    }

    @Test
    void every_call_completes_on_its_callers_context() {
        append(1);
        assertCompletesOnCallersContext(
                () -> store.append(List.of(Messages.entry(Messages.groupText("a", "g", "x"), 1))));
        assertCompletesOnCallersContext(() -> store.append(List.of(text(1))));
        assertCompletesOnCallersContext(() -> store.find(List.of(new SendKey(CHAT, AMY, "x", 0))));
        assertCompletesOnCallersContext(() -> store.bounds(List.of(CHAT)));
        assertCompletesOnCallersContext(() -> store.bounds(AMY, List.of(CHAT)));
        assertCompletesOnCallersContext(() -> store.range(CHAT, 1, 1, 1));
        assertCompletesOnCallersContext(() -> store.pick(CHAT, List.of(1L)));
    }

    private void append(int count) {
        store.append(LongStream.rangeClosed(1, count).mapToObj(MessageStoreContract::text).toList())
                .await();
    }

    private static Entry text(long seq) {
        return Messages.entry(Messages.text("amy", "bob", "number " + seq), seq);
    }

    private static Entry inConversation(String id, long seq) {
        var body = MsgData.newBuilder().setSendID("amy").setSeq(seq).build().toByteArray();
        return new Entry(new ConversationId(id), seq, FakeClock.NOON, AMY, "", 0, false, body);
    }

    private long readSeq(UserId user) {
        return store.bounds(user, List.of(CHAT)).await().get(CHAT).readSeq();
    }

    private static List<Long> seqs(List<Numbered> messages) {
        return messages.stream().map(Numbered::seq).toList();
    }
}
