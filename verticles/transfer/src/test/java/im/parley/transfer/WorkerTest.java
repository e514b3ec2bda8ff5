package im.parley.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ConversationId;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.courier.Delivery;
import im.parley.proto.courier.Outcome;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

class WorkerTest extends WithWorker {
    /// A store whose next write fails.
    static final class BrokenOnce implements MessageStore {
        private final MessageStore sound;
        private boolean broken = true;

        BrokenOnce(MessageStore sound) {
            this.sound = sound;
        }

        @Override
        public Future<Void> append(List<Entry> entries) {
            if (!broken) return sound.append(entries);
            broken = false;
            return Future.failedFuture("the disk is gone");
        }

        @Override
        public Future<Map<SendKey, Numbered>> find(Collection<SendKey> sends) {
            return sound.find(sends);
        }

        @Override
        public Future<Map<ConversationId, Bounds>> bounds(Collection<ConversationId> of) {
            return sound.bounds(of);
        }

        @Override
        public Future<Map<ConversationId, UserBounds>> bounds(
                UserId user, Collection<ConversationId> of) {
            return sound.bounds(user, of);
        }

        @Override
        public Future<List<Numbered>> range(ConversationId of, long first, long last, int count) {
            return sound.range(of, first, last, count);
        }

        @Override
        public Future<List<Numbered>> pick(ConversationId of, Collection<Long> seqs) {
            return sound.pick(of, seqs);
        }
    }

    @Test
    void seqs_count_from_one_without_a_hole_and_times_never_fall() throws Exception {
        await(worker.read(List.of(from(text("c1", 50)), from(text("c2", 70)))));
        await(worker.read(List.of(from(text("c3", 60)))));
        assertEquals(List.of(1L, 2L, 3L), seqs(stored(CHAT)));
        assertEquals(
                List.of(50L, 70L, 70L), stored(CHAT).stream().map(MsgData::getSendTime).toList());
        assertEquals(List.of("c1", "c2", "c3"), ids(stored(CHAT)));
    }

    @Test
    void a_new_worker_counts_on_where_the_store_stands() throws Exception {
        await(worker.read(List.of(from(text("c1", 50)))));
        await(worker(state.messages()).read(List.of(from(text("c2", 40)))));
        assertEquals(List.of(1L, 2L), seqs(stored(CHAT)));
        assertEquals(50, stored(CHAT).get(1).getSendTime());
    }

    @Test
    void a_repeated_send_gets_the_first_outcome_and_stores_nothing() throws Exception {
        var first = tickets.draw(NOW + 1);
        await(worker.read(List.of(from(text("c1", 50), first))));
        var again = tickets.draw(NOW + 1);
        var twice = tickets.draw(NOW + 1);
        var repeat = text("c1", 99).toBuilder().setServerMsgID("other").build();
        await(worker.read(List.of(from(repeat, again), from(repeat, twice))));
        for (var ticket : List.of(first, again, twice)) {
            Outcome outcome = await(ticket.outcome());
            assertEquals("s-c1", outcome.getServerMsgID());
            assertEquals(50, outcome.getSendTime());
        }
        assertEquals(1, stored(CHAT).size());
        assertEquals(1, delivered.size());
    }

    @Test
    void the_same_message_twice_in_a_batch_is_stored_once() throws Exception {
        await(worker.read(List.of(from(text("c1", 50)), from(text("c1", 51)))));
        assertEquals(List.of(1L), seqs(stored(CHAT)));
    }

    @Test
    void messages_without_a_client_id_are_never_repeats() throws Exception {
        await(worker.read(List.of(from(text("", 50)), from(text("", 50)))));
        assertEquals(List.of(1L, 2L), seqs(stored(CHAT)));
    }

    @Test
    void what_is_shown_is_what_is_stored_and_goes_to_both_sides() throws Exception {
        await(worker.read(List.of(from(text("c1", 50).toBuilder().setStatus(1).build()))));
        var delivery = delivered.getFirst();
        assertEquals(List.of(BOBS_PHONE, AMYS_PHONE), delivery.getConnectionsList());
        assertEquals("op-c1", delivery.getOperationID());
        var shown = MsgData.parseFrom(delivery.getMessage());
        assertEquals(stored(CHAT).getFirst(), shown);
        assertEquals(2, shown.getStatus());
    }

    @Test
    void a_sender_who_wants_no_copy_gets_none() throws Exception {
        await(worker.read(List.of(from(with(text("c1", 50), "senderSync")))));
        assertEquals(List.of(BOBS_PHONE), delivered.getFirst().getConnectionsList());
    }

    @Test
    void a_message_off_the_record_is_shown_without_a_seq_and_not_stored() throws Exception {
        var typing = with(text("c1", 50), "history").toBuilder().setSeq(77).build();
        var ticket = tickets.draw(NOW + 1);
        await(worker.read(List.of(from(typing, ticket))));
        assertEquals("s-c1", await(ticket.outcome()).getServerMsgID());
        assertEquals(0, MsgData.parseFrom(delivered.getFirst().getMessage()).getSeq());
        assertEquals(List.of(), stored(CHAT));
        assertEquals(List.of(), rowBook.created);
    }

    @Test
    void a_visible_notification_is_a_chat_message_first_and_a_notification_then() throws Exception {
        var notice = text("c1", 50).toBuilder().putOptions("isNotNotification", false);
        notice.putOptions("isSendMsg", true).putOptions("history", true);
        notice.putOptions("offlinePush", true).putOptions("unreadCount", true);
        await(worker.read(List.of(from(notice.build()))));
        var copy = stored(CHAT).getFirst();
        assertEquals(Map.of("offlinePush", true, "unreadCount", true), copy.getOptionsMap());
        var itself = stored(CHAT.twin()).getFirst();
        assertEquals(1, itself.getSeq());
        assertEquals(false, itself.getOptionsMap().get("offlinePush"));
        assertEquals(false, itself.getOptionsMap().get("unreadCount"));
        assertEquals(
                List.of("si_amy_bob", "n_amy_bob"),
                delivered.stream().map(Delivery::getConversationID).toList());
    }

    @Test
    void a_visible_notification_makes_the_rows_and_is_unread_for_the_receiver_alone()
            throws Exception {
        var notice = text("c1", 50).toBuilder().putOptions("isNotNotification", false);
        notice.putOptions("isSendMsg", true).putOptions("history", false);
        await(worker.read(List.of(from(notice.build()))));
        assertEquals(List.of("si_amy_bob"), rowBook.created);
        assertEquals(List.of(1L), seqs(stored(CHAT)));
        assertEquals(List.of(), stored(CHAT.twin()));
        assertEquals(1, read(AMY));
        assertEquals(0, read(BOB));
    }

    @Test
    void an_invisible_notification_makes_no_conversation() throws Exception {
        var notice = with(with(text("c1", 50), "isNotNotification"), "isSendMsg");
        await(worker.read(List.of(from(with(notice, "history")))));
        assertEquals(
                List.of("n_amy_bob"), delivered.stream().map(Delivery::getConversationID).toList());
        assertEquals(0, MsgData.parseFrom(delivered.getFirst().getMessage()).getSeq());
        assertEquals(List.of(), stored(CHAT));
        assertEquals(List.of(), stored(CHAT.twin()));
        assertEquals(List.of(), rowBook.created);
    }

    @Test
    void sending_is_reading_for_the_sender_alone() throws Exception {
        await(worker.read(List.of(from(text("c1", 50)), from(text("c2", 50)))));
        assertEquals(2, read(AMY));
        assertEquals(0, read(BOB));
    }

    @Test
    void rows_are_asked_for_once_and_again_after_one_was_removed() throws Exception {
        await(worker.read(List.of(from(text("c1", 50)))));
        await(worker.read(List.of(from(text("c2", 50)))));
        assertEquals(List.of("si_amy_bob"), rowBook.created);
        changes.publish("conversation/gone", "amy si_amy_bob");
        await(worker.read(List.of(from(text("c3", 50)))));
        assertEquals(2, rowBook.created.size());
    }

    @Test
    void a_refused_conversation_does_not_hold_up_the_others() throws Exception {
        rowBook.refused = "si_amy_eve";
        var toEve = tickets.draw(NOW + 1);
        var message = text("c1", 50).toBuilder().setRecvID("eve").build();
        await(worker.read(List.of(from(message, toEve), from(text("c2", 50)))));
        var failure = assertThrows(ExecutionException.class, () -> await(toEve.outcome()));
        assertEquals(1004, ((Refusal) failure.getCause()).code());
        assertEquals(List.of(1L), seqs(stored(CHAT)));
    }

    @Test
    void nothing_is_said_or_shown_of_a_batch_that_was_not_stored_until_it_is() throws Exception {
        var broken = worker(new BrokenOnce(state.messages()));
        var ticket = tickets.draw(NOW + 1);
        var batch = List.of(from(text("c1", 50), ticket), from(text("c2", 50)));
        assertThrows(ExecutionException.class, () -> await(broken.read(batch)));
        assertEquals(List.of(), delivered);
        assertEquals(1, tickets.waitingCount());
        await(broken.read(batch));
        assertEquals(List.of(1L, 2L), seqs(stored(CHAT)));
        assertEquals("s-c1", await(ticket.outcome()).getServerMsgID());
    }

    @Test
    void a_worker_that_lost_its_conversations_stores_nothing() throws Exception {
        var stale = worker(state.messages());
        await(stale.read(List.of(from(text("c1", 50)))));
        await(worker.read(List.of(from(text("c2", 50)))));
        var failure =
                assertThrows(
                        ExecutionException.class,
                        () -> await(stale.read(List.of(from(text("c3", 50))))));
        assertTrue(
                failure.getCause() instanceof MessageStore.Fenced, () -> "" + failure.getCause());
        assertEquals(List.of("c1", "c2"), ids(stored(CHAT)));
    }
}
