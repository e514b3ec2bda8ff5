package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Marks;
import im.parley.state.MessageArchive;
import im.parley.state.MessageArchive.AlreadyRevoked;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.Entry;
import im.parley.state.MessageStore.Numbered;
import im.parley.state.MessageStore.Repeated;
import im.parley.state.MessageStore.SendKey;
import im.parley.state.MessageStore.UserBounds;
import im.parley.state.Note;
import im.parley.state.Note.Revocation;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What every [MessageArchive] promises.
public abstract class MessageArchiveContract extends PortContract {
    private static final UserId AMY = new UserId("amy");
    private static final UserId BOB = new UserId("bob");
    private static final UserId EVE = new UserId("eve");
    private static final ConversationId CHAT = ConversationId.single(AMY, BOB);
    private static final ConversationId TEA = ConversationId.group("tea");
    private static final Revocation BACK = new Revocation(AMY, 60, "Amy 🙂", FakeClock.NOON);

    private MessageArchive store;

    /// An archive with nothing in it; asked for once a test.
    protected abstract MessageArchive archive();

    @BeforeEach
    void open() {
        store = archive();
    }

    @Test
    void a_read_position_only_rises_and_never_past_the_last_message() {
        append(5);
        for (long seq : List.of(3L, 2L, 0L)) note(new Note.ReadTo(BOB, CHAT, seq));
        assertEquals(new UserBounds(0, 0, 3), boundsOf(BOB));
        note(new Note.ReadTo(BOB, CHAT, 99));
        assertEquals(5, boundsOf(BOB).readSeq());
        note(new Note.ReadTo(BOB, TEA, 7));
        assertEquals(UserBounds.NONE, store.bounds(BOB, List.of(TEA)).await().get(TEA));
    }

    @Test
    void lower_bounds_only_rise_and_at_most_to_behind_the_last_message() {
        append(5);
        for (long seq : List.of(4L, 2L)) {
            note(new Note.OpenFrom(BOB, CHAT, seq));
            note(new Note.OpenToAllFrom(CHAT, seq - 1));
        }
        assertEquals(4, boundsOf(BOB).minSeq());
        assertEquals(3, bounds().minSeq());
        note(new Note.OpenFrom(BOB, CHAT, 99), new Note.OpenToAllFrom(CHAT, 99));
        assertEquals(6, boundsOf(BOB).minSeq());
        assertEquals(6, bounds().minSeq());
        assertEquals(0, boundsOf(AMY).minSeq());
    }

    @Test
    void an_upper_bound_is_set_and_lifted_and_leaves_the_rest_alone() {
        append(5);
        note(new Note.ReadTo(BOB, CHAT, 2), new Note.OpenFrom(BOB, CHAT, 2));
        note(new Note.OpenTo(BOB, CHAT, 4));
        assertEquals(new UserBounds(2, 4, 2), boundsOf(BOB));
        note(new Note.OpenTo(BOB, CHAT, 0));
        assertEquals(new UserBounds(2, 0, 2), boundsOf(BOB));
    }

    @Test
    void messages_go_on_behind_what_was_noted() {
        append(2);
        note(new Note.OpenToAllFrom(CHAT, 3), new Note.ReadTo(BOB, CHAT, 2));
        store.append(List.of(text(3))).await();
        assertEquals(new Bounds(3, 3, FakeClock.NOON + 3), bounds());
        assertEquals(3, boundsOf(AMY).readSeq());
        assertEquals(2, boundsOf(BOB).readSeq());
    }

    @Test
    void marks_tell_who_read_what_was_taken_back_and_what_the_viewer_hides() {
        append(5);
        note(
                new Note.ReadBy(BOB, CHAT, List.of(1L, 2L)),
                new Note.ReadBy(AMY, CHAT, List.of(2L)),
                new Note.Hidden(EVE, CHAT, List.of(2L, 4L)),
                new Note.Revoked(CHAT, 3, BACK));

        var none = Optional.<Revocation>empty();
        assertEquals(
                Map.of(
                        1L, new Marks(Set.of(BOB), none, false),
                        2L, new Marks(Set.of(AMY, BOB), none, true),
                        3L, new Marks(Set.of(), Optional.of(BACK), false),
                        4L, new Marks(Set.of(), none, true)),
                marks(EVE, 1, 2, 3, 4, 5));
        assertEquals(
                Map.of(2L, new Marks(Set.of(AMY, BOB), none, false)), marks(AMY, 2, 4, 5, 900_000));
        assertEquals(Map.of(), marks(EVE));
    }

    @Test
    void marks_of_conversations_whose_ids_begin_alike_are_kept_apart() {
        var ids = List.of("sg_1", "sg_10", "sg_1_", "sg_1\u0000", "sg_", "sg_1\u0001", "n_1");
        for (var id : ids) {
            var conversation = new ConversationId(id);
            store.append(List.of(in(conversation, 1, FakeClock.NOON))).await();
            note(
                    new Note.ReadBy(new UserId(id), conversation, List.of(1L)),
                    new Note.Hidden(AMY, conversation, List.of(1L)));
        }
        for (var id : ids)
            assertEquals(
                    Map.of(1L, new Marks(Set.of(new UserId(id)), Optional.empty(), true)),
                    store.marks(AMY, new ConversationId(id), List.of(1L, 2L)).await(),
                    id);
    }

    @Test
    void marks_are_found_among_many_however_far_apart() {
        append(400);
        var every = LongStream.rangeClosed(1, 400).boxed().toList();
        note(new Note.ReadBy(BOB, CHAT, every), new Note.Hidden(BOB, CHAT, List.of(7L, 399L)));
        assertEquals(Set.of(1L, 2L, 200L, 399L), marks(BOB, 399, 2, 1, 200).keySet());
        assertEquals(400, store.marks(AMY, CHAT, every).await().size());
        assertEquals(true, marks(BOB, 1, 399).get(399L).hidden());
    }

    @Test
    void of_two_who_take_a_message_back_one_is_refused_with_all_that_he_noted() {
        append(2);
        var attempts =
                IntStream.range(0, 4)
                        .mapToObj(
                                _ ->
                                        store.note(
                                                List.of(
                                                        new Note.Hidden(BOB, CHAT, List.of(1L)),
                                                        new Note.Revoked(CHAT, 2, BACK))))
                        .toList();
        Future.join(attempts).otherwiseEmpty().await();
        assertEquals(1, attempts.stream().filter(Future::succeeded).count());
        var late =
                store.note(List.of(new Note.ReadTo(BOB, CHAT, 2), new Note.Revoked(CHAT, 2, BACK)));
        assertInstanceOf(AlreadyRevoked.class, failureOf(late));
        assertEquals(0, boundsOf(BOB).readSeq());
    }

    @Test
    void erased_messages_are_gone_with_their_marks_but_a_repeated_send_is_known() {
        append(4);
        var message = Messages.text("amy", "bob", "gone").toBuilder().setServerMsgID("s5").build();
        store.append(List.of(Messages.entry(message, 5))).await();
        note(new Note.ReadBy(BOB, CHAT, List.of(4L, 5L)), new Note.Revoked(CHAT, 5, BACK));
        note(new Note.Erased(CHAT, List.of(2L, 5L, 77L)));

        assertEquals(Set.of(4L), marks(AMY, 2, 4, 5).keySet());
        assertEquals(List.of(1L, 3L, 4L), seqs(store.range(CHAT, 1, 9, 9).await()));
        assertEquals(List.of(4L), seqs(store.pick(CHAT, List.of(2L, 4L, 5L)).await()));
        assertEquals(5, bounds().maxSeq());
        var send = new SendKey(CHAT, AMY, message.getClientMsgID(), message.getCreateTime());
        var kept = parsed(store.find(List.of(send)).await().get(send));
        assertEquals(List.of(5L, FakeClock.NOON + 5), List.of(kept.getSeq(), kept.getSendTime()));
        assertEquals("s5", kept.getServerMsgID());
        assertEquals(true, kept.getContent().isEmpty());
        assertInstanceOf(
                Repeated.class, failureOf(store.append(List.of(Messages.entry(message, 6)))));
        note(new Note.Erased(CHAT, List.of(2L, 5L)));
    }

    @Test
    void the_seq_at_a_time_is_that_of_the_last_message_until_then() {
        assertEquals(0, seqAt(FakeClock.NOON));
        append(100);
        note(new Note.Erased(CHAT, LongStream.rangeClosed(40, 60).boxed().toList()));
        assertEquals(0, seqAt(FakeClock.NOON));
        for (long seq : List.of(1L, 2L, 39L, 61L, 100L))
            assertEquals(seq, seqAt(FakeClock.NOON + seq));
        for (long seq : List.of(40L, 50L, 60L)) assertEquals(39, seqAt(FakeClock.NOON + seq));
        assertEquals(100, seqAt(Long.MAX_VALUE));
    }

    @Test
    void conversations_are_listed_once_each_page_after_page() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 30; i++) ids.add("sg_" + (char) ('A' + i));
        ids.addAll(List.of("n_1", "si_a_b", "si_a_b_c", "sg_A\u0000", "sg_A\u0001x", "sn_ü"));
        for (var id : ids)
            store.append(
                            List.of(
                                    in(new ConversationId(id), 1, FakeClock.NOON),
                                    in(new ConversationId(id), 2, FakeClock.NOON)))
                    .await();

        var listed = new ArrayList<String>();
        var after = new ConversationId("");
        for (var page = page(after); !page.isEmpty(); page = page(after)) {
            for (var id : page) listed.add(id.value());
            after = page.getLast();
        }
        assertEquals(ids.stream().sorted().toList(), listed);
        assertEquals("si_a_b", page(new ConversationId("si_")).getFirst().value());
        assertEquals(List.of(), store.conversations(after, 0).await());
    }

    private List<ConversationId> page(ConversationId after) {
        return store.conversations(after, 7).await();
    }

    @Test
    void the_oldest_messages_retire_in_batches_and_the_lower_bound_follows() {
        append(10);
        note(
                new Note.ReadBy(BOB, CHAT, List.of(1L, 2L, 9L)),
                new Note.Revoked(CHAT, 3, BACK),
                new Note.Erased(CHAT, List.of(4L)));
        long time = FakeClock.NOON + 6;
        assertEquals(3, store.retire(CHAT, time, 3).await());
        assertEquals(new Bounds(10, 4, FakeClock.NOON + 10), bounds());
        assertEquals(2, store.retire(CHAT, time, 3).await());
        assertEquals(0, store.retire(CHAT, time, 3).await());
        assertEquals(new Bounds(10, 7, FakeClock.NOON + 10), bounds());
        assertEquals(List.of(7L, 8L, 9L, 10L), seqs(store.range(CHAT, 1, 99, 99).await()));
        assertEquals(Set.of(9L), marks(BOB, 1, 2, 3, 4, 9).keySet());
        assertEquals(4, store.retire(CHAT, Long.MAX_VALUE, 99).await());
        assertEquals(new Bounds(10, 11, FakeClock.NOON + 10), bounds());
        store.append(List.of(text(11))).await();
        assertEquals(List.of(11L), seqs(store.range(CHAT, 1, 99, 99).await()));
    }

    @Test
    void a_retired_or_first_erased_and_then_retired_send_may_be_sent_anew() {
        var messages = List.of(Messages.text("amy", "bob", "1"), Messages.text("amy", "bob", "2"));
        for (int i = 0; i < 2; i++)
            store.append(List.of(Messages.entry(messages.get(i), i + 1))).await();
        store.append(List.of(text(3))).await();
        note(new Note.Erased(CHAT, List.of(1L)));
        assertEquals(1, store.retire(CHAT, FakeClock.NOON + 2, 9).await());
        for (int i = 0; i < 2; i++)
            store.append(List.of(Messages.entry(messages.get(i), i + 4))).await();
    }

    /// Positions, bounds and marks against maps that do the same.
    @Test
    void whatever_is_noted_in_whatever_order_is_what_a_model_says() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var users = List.of(AMY, BOB, EVE);
        var model = new HashMap<UserId, UserBounds>();
        long maxSeq = 0;
        var pending = new ArrayList<Future<Void>>();
        for (int step = 0; step < 400; step++) {
            var user = users.get(random.nextInt(3));
            var was = model.getOrDefault(user, UserBounds.NONE);
            long seq = random.nextLong(maxSeq + 3);
            switch (random.nextInt(4)) {
                case 0 -> {
                    maxSeq++;
                    pending.add(store.append(List.of(by(user, maxSeq))));
                    model.put(user, new UserBounds(was.minSeq(), was.maxSeq(), maxSeq));
                }
                case 1 -> {
                    pending.add(store.note(List.of(new Note.ReadTo(user, CHAT, seq))));
                    long read = Math.max(was.readSeq(), Math.min(seq, maxSeq));
                    model.put(user, new UserBounds(was.minSeq(), was.maxSeq(), read));
                }
                case 2 -> {
                    pending.add(store.note(List.of(new Note.OpenFrom(user, CHAT, seq))));
                    long min = Math.max(was.minSeq(), Math.min(seq, maxSeq + 1));
                    model.put(user, new UserBounds(min, was.maxSeq(), was.readSeq()));
                }
                default -> {
                    pending.add(store.note(List.of(new Note.OpenTo(user, CHAT, seq))));
                    model.put(user, new UserBounds(was.minSeq(), seq, was.readSeq()));
                }
            }
        }
        Future.all(pending).await();
        for (var user : users)
            assertEquals(model.getOrDefault(user, UserBounds.NONE), boundsOf(user), "seed " + seed);
        assertEquals(maxSeq, bounds().maxSeq());
    }

    @Test
    void every_call_of_the_archive_completes_on_its_callers_context() {
        append(3);
        assertCompletesOnCallersContext(() -> store.note(List.of(new Note.ReadTo(BOB, CHAT, 1))));
        assertCompletesOnCallersContext(
                () -> store.note(List.of(new Note.Erased(CHAT, List.of(1L)))));
        assertCompletesOnCallersContext(() -> store.marks(AMY, CHAT, List.of(1L)));
        assertCompletesOnCallersContext(() -> store.seqAt(CHAT, 1));
        assertCompletesOnCallersContext(() -> store.conversations(CHAT, 1));
        assertCompletesOnCallersContext(() -> store.retire(CHAT, FakeClock.NOON + 1, 1));
    }

    private void append(int count) {
        store.append(
                        LongStream.rangeClosed(1, count)
                                .mapToObj(MessageArchiveContract::text)
                                .toList())
                .await();
    }

    private static Entry text(long seq) {
        return Messages.entry(Messages.text("amy", "bob", "number " + seq), seq);
    }

    private static Entry by(UserId sender, long seq) {
        var message = Messages.text("amy", "bob", "x").toBuilder().setSendID(sender.value());
        var body = message.setSeq(seq).build();
        return new Entry(
                CHAT,
                seq,
                seq,
                sender,
                body.getClientMsgID(),
                body.getCreateTime(),
                true,
                body.toByteArray());
    }

    private static Entry in(ConversationId conversation, long seq, long sendTime) {
        var body = MsgData.newBuilder().setSendTime(sendTime).setSeq(seq).build().toByteArray();
        return new Entry(conversation, seq, sendTime, AMY, "", 0, false, body);
    }

    private void note(Note... notes) {
        store.note(List.of(notes)).await();
    }

    private Bounds bounds() {
        return store.bounds(List.of(CHAT)).await().get(CHAT);
    }

    private UserBounds boundsOf(UserId user) {
        return store.bounds(user, List.of(CHAT)).await().get(CHAT);
    }

    private Map<Long, Marks> marks(UserId viewer, long... seqs) {
        return store.marks(viewer, CHAT, LongStream.of(seqs).boxed().toList()).await();
    }

    private long seqAt(long time) {
        return store.seqAt(CHAT, time).await();
    }

    private static List<Long> seqs(List<Numbered> messages) {
        return messages.stream().map(Numbered::seq).toList();
    }

    private static MsgData parsed(Numbered message) {
        try {
            return MsgData.parseFrom(message.body());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
