package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.load.Violation.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A checker that finds nothing is only worth something if it finds what is planted.
class CheckerTest {
    private static final String CHAT = "si_amy_bob";
    private static final int AMY = 1;
    private static final int BOB = 2;

    private final List<Event> events = new ArrayList<>();
    private final List<Message> stored = new ArrayList<>();

    /// Amy writes three messages, one after the other, and both see all of them.
    @BeforeEach
    void three_messages_without_any_fault() {
        events.add(new Event.Opened(AMY, "amy"));
        events.add(new Event.Synced(AMY, Map.of()));
        events.add(new Event.Opened(BOB, "bob"));
        events.add(new Event.Synced(BOB, Map.of()));
        for (int seq = 1; seq <= 3; seq++) {
            var message = message(seq);
            stored.add(message);
            events.add(sent(seq));
            events.add(acked(seq));
            events.add(new Event.Pushed(AMY, CHAT, message));
            events.add(new Event.Pushed(BOB, CHAT, message));
        }
        events.add(new Event.Settled(AMY, Map.of(CHAT, 3L)));
        events.add(new Event.Settled(BOB, Map.of(CHAT, 3L)));
    }

    @Test
    void a_faultless_history_passes() {
        finds();
    }

    @Test
    void an_acknowledged_message_that_is_not_stored_is_lost() {
        events.add(new Event.Acked(AMY, "m9", "s9", 1009));
        finds(Kind.LOST);
    }

    @Test
    void a_last_message_gone_after_it_was_shown_is_lost_and_shown_without_being_stored() {
        stored.removeLast();
        finds(Kind.LOST, Kind.LOST, Kind.LOST);
    }

    @Test
    void a_missing_seq_is_a_hole() {
        var third = stored.removeLast();
        stored.add(
                new Message(
                        4, third.id(), third.serverMsgId(), "amy", third.sendTime(), third.text()));
        var kinds = kinds();
        assertEquals(Kind.HOLE, kinds.getFirst());
    }

    @Test
    void a_placeholder_is_a_hole() {
        stored.add(new Message(4, "", "", "", 1003, ""));
        finds(Kind.HOLE);
    }

    @Test
    void a_message_under_two_seqs_is_duplicated() {
        var third = message(3);
        var twin =
                new Message(
                        4, third.id(), third.serverMsgId(), "amy", third.sendTime(), third.text());
        stored.add(twin);
        events.add(new Event.Pushed(BOB, CHAT, twin));
        finds(Kind.DUPLICATED);
    }

    @Test
    void a_message_that_stands_before_an_earlier_acknowledged_one_is_reordered() {
        swapStored(0, 1);
        assertEquals(true, kinds().contains(Kind.REORDERED));
    }

    @Test
    void messages_written_on_one_connection_keep_their_order_even_before_any_reply() {
        events.clear();
        for (int seq : new int[] {2, 1, 3}) events.add(sent(seq));
        for (int seq : new int[] {1, 2, 3}) events.add(acked(seq));
        finds(Kind.REORDERED);
    }

    @Test
    void a_message_written_again_may_come_in_any_place() {
        events.clear();
        for (int seq : new int[] {2, 1, 2, 3}) events.add(sent(seq));
        for (int seq : new int[] {1, 2, 3}) events.add(acked(seq));
        finds();
    }

    @Test
    void time_that_runs_back_is_reordered() {
        var last = message(4);
        stored.add(new Message(4, last.id(), last.serverMsgId(), "bob", 5, last.text()));
        finds(Kind.REORDERED);
    }

    @Test
    void a_reply_that_tells_another_id_or_time_than_stored_is_wrong() {
        stored.add(message(4));
        events.add(new Event.Acked(AMY, "m4", "s4", 7));
        finds(Kind.WRONG);
    }

    @Test
    void a_retry_with_another_answer_is_wrong() {
        events.add(new Event.Acked(AMY, "m1", "other", 1001));
        finds(Kind.WRONG);
    }

    @Test
    void a_refused_message_that_is_stored_is_wrong() {
        stored.add(message(4));
        events.add(new Event.Refused(AMY, "m4", 500));
        finds(Kind.WRONG);
    }

    @Test
    void a_push_twice_is_duplicated() {
        events.add(new Event.Pushed(BOB, CHAT, message(3)));
        finds(Kind.DUPLICATED);
    }

    @Test
    void a_push_out_of_order_is_reordered() {
        events.add(new Event.Pushed(BOB, CHAT, message(1)));
        finds(Kind.REORDERED);
    }

    @Test
    void a_push_left_out_is_lost() {
        stored.add(message(4));
        stored.add(message(5));
        events.add(new Event.Pushed(BOB, CHAT, message(5)));
        finds(Kind.LOST);
    }

    @Test
    void the_last_push_left_out_is_lost() {
        stored.add(message(4));
        events.add(new Event.Settled(BOB, Map.of(CHAT, 4L)));
        finds(Kind.LOST);
    }

    @Test
    void the_first_push_left_out_is_lost() {
        events.add(new Event.Opened(3, "bob"));
        events.add(new Event.Synced(3, Map.of(CHAT, 1L)));
        events.add(new Event.Pushed(3, CHAT, message(3)));
        finds(Kind.LOST);
    }

    @Test
    void what_the_sync_told_need_not_be_pushed() {
        events.add(new Event.Opened(3, "bob"));
        events.add(new Event.Synced(3, Map.of(CHAT, 3L)));
        events.add(new Event.Settled(3, Map.of(CHAT, 3L)));
        finds();
    }

    @Test
    void a_push_that_is_not_stored_is_lost() {
        events.add(new Event.Pushed(BOB, CHAT, message(4)));
        finds(Kind.LOST);
    }

    @Test
    void a_push_that_differs_from_what_is_stored_is_wrong() {
        stored.add(message(4));
        events.add(
                new Event.Pushed(
                        BOB, CHAT, new Message(4, "m4", "s4", "amy", 1004, "other words")));
        finds(Kind.WRONG);
    }

    @Test
    void an_echo_before_its_reply_is_reordered() {
        stored.add(message(4));
        events.add(sent(4));
        events.add(new Event.Pushed(AMY, CHAT, message(4)));
        events.add(acked(4));
        finds(Kind.REORDERED);
    }

    @Test
    void a_frame_that_no_client_can_read_is_wrong() {
        events.add(new Event.Closed(BOB, "java.lang.IllegalStateException: gob"));
        finds(Kind.WRONG);
    }

    private void finds(Kind... kinds) {
        assertEquals(List.of(kinds), kinds());
    }

    private List<Kind> kinds() {
        return Checker.check(events, Map.of(CHAT, stored)).stream().map(Violation::kind).toList();
    }

    private void swapStored(int one, int other) {
        var first = stored.get(one);
        var second = stored.get(other);
        stored.set(one, at(second, one + 1));
        stored.set(other, at(first, other + 1));
    }

    private static Message at(Message message, long seq) {
        return new Message(
                seq, message.id(), message.serverMsgId(), message.sender(), 1001, message.text());
    }

    private static Message message(long seq) {
        return new Message(seq, "m" + seq, "s" + seq, "amy", 1000 + seq, "words " + seq);
    }

    private static Event sent(int seq) {
        return new Event.Sent(AMY, CHAT, "amy", "m" + seq);
    }

    private static Event acked(int seq) {
        return new Event.Acked(AMY, "m" + seq, "s" + seq, 1000 + seq);
    }
}
