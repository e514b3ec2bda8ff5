package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.load.Message.Form;
import im.parley.load.Violation.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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
    void a_refused_message_is_wrong_for_all_are_lawful() {
        events.add(new Event.Refused(AMY, "m4", 1203));
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

    @Test
    void what_happened_on_the_connection_just_before_is_told() {
        events.add(new Event.Pushed(BOB, CHAT, message(3)));
        var before = check(List.of(), List.of()).getFirst().before();
        assertEquals(events.getLast(), before.getLast());
        assertEquals(List.of(BOB), before.stream().map(Event::connection).distinct().toList());
    }

    @Nested
    class GivenWishes {
        private final Wish revoke = new Wish.Revoke("amy", CHAT, 2);
        private final Wish delete = new Wish.Delete("bob", CHAT, 2);
        private final List<Message> notices = new ArrayList<>();

        @Test
        void a_revoked_message_may_have_been_shown_whole() {
            grant(AMY, revoke);
            revoke(2);
            notices.add(notice(1, "m2"));
            finds();
        }

        @Test
        void a_revoked_message_that_is_still_shown_is_lost() {
            grant(AMY, revoke);
            notices.add(notice(1, "m2"));
            finds(Kind.LOST);
        }

        @Test
        void a_revocation_without_a_notice_is_lost_and_with_two_duplicated() {
            grant(AMY, revoke);
            revoke(2);
            finds(Kind.LOST);
            notices.add(notice(1, "m2"));
            notices.add(notice(2, "m2"));
            finds(Kind.DUPLICATED);
        }

        @Test
        void a_revocation_that_got_no_answer_may_have_happened_or_not() {
            events.add(new Event.Wished(AMY, revoke));
            finds();
            revoke(2);
            finds();
        }

        @Test
        void a_message_revoked_by_nobody_is_lost() {
            revoke(2);
            finds(Kind.LOST);
        }

        @Test
        void a_message_deleted_for_who_deletes_nothing_is_lost() {
            stored.set(1, formed(stored.get(1), Form.DELETED));
            assertEquals(true, kinds().contains(Kind.LOST));
        }

        @Test
        void a_deleted_message_is_gone_for_who_deleted_it() {
            grant(BOB, delete);
            finds(read(1, Form.DELETED));
        }

        @Test
        void a_deleted_message_that_is_still_shown_is_lost() {
            grant(BOB, delete);
            finds(read(1, Form.WHOLE), Kind.LOST);
        }

        @Test
        void a_message_deleted_without_a_wish_is_wrong() {
            finds(read(1, Form.DELETED), Kind.WRONG);
        }

        @Test
        void a_message_that_another_reads_otherwise_or_not_at_all_is_wrong() {
            finds(read(1, Form.REVOKED), Kind.WRONG);
            finds(stored.subList(0, 2), Kind.WRONG);
        }

        @Test
        void a_lawful_wish_that_is_denied_is_wrong() {
            events.add(new Event.Wished(BOB, delete));
            events.add(new Event.Denied(BOB, delete, "500"));
            finds(Kind.WRONG);
        }

        private List<Message> read(int index, Form form) {
            var reading = new ArrayList<>(stored);
            reading.set(index, formed(stored.get(index), form));
            return reading;
        }

        private void finds(List<Message> reading, Kind... kinds) {
            var readings = List.of(new Found.Reading("bob", CHAT, reading));
            var found = check(readings, List.of());
            assertEquals(List.of(kinds), found.stream().map(Violation::kind).toList());
        }

        private void finds(Kind... kinds) {
            var found =
                    Checker.check(
                            events, Found.of(Map.of(CHAT, stored, Room.notices(CHAT), notices)));
            assertEquals(List.of(kinds), found.stream().map(Violation::kind).toList());
        }

        private void revoke(int seq) {
            stored.set(seq - 1, formed(stored.get(seq - 1), Form.REVOKED));
        }

        private static Message notice(long seq, String revoked) {
            var text = "{\"revokerUserID\":\"amy\",\"clientMsgID\":\"" + revoked + "\"}";
            return new Message(seq, "n" + seq, "t" + seq, "amy", 2000 + seq, text);
        }
    }

    @Nested
    class GivenReadPositions {
        @Test
        void a_writer_has_read_what_is_before_his_own_message() {
            finds("amy", 3, 3);
            finds("amy", 3, 2, Kind.LOST);
        }

        @Test
        void a_reader_has_read_what_he_marked() {
            finds("bob", 3, 0);
            grant(BOB, new Wish.Mark("bob", CHAT, 2));
            finds("bob", 3, 2);
            finds("bob", 3, 1, Kind.LOST);
            finds("bob", 3, 3, Kind.WRONG);
        }

        @Test
        void a_mark_that_got_no_answer_may_have_happened_or_not() {
            events.add(new Event.Wished(BOB, new Wish.Mark("bob", CHAT, 2)));
            finds("bob", 3, 0);
            finds("bob", 3, 2);
            finds("bob", 3, 3, Kind.WRONG);
        }

        @Test
        void the_marks_of_another_do_not_count() {
            grant(AMY, new Wish.Mark("amy", CHAT, 3));
            finds("bob", 3, 3, Kind.WRONG);
        }

        @Test
        void a_newest_seq_other_than_that_of_the_last_message_is_wrong() {
            finds("bob", 4, 0, Kind.WRONG);
        }

        private void finds(String user, long maxSeq, long hasReadSeq, Kind... kinds) {
            var positions = List.of(new Found.Position(user, CHAT, maxSeq, hasReadSeq));
            var found = check(List.of(), positions);
            assertEquals(List.of(kinds), found.stream().map(Violation::kind).toList());
        }
    }

    private void grant(int connection, Wish wish) {
        events.add(new Event.Wished(connection, wish));
        events.add(new Event.Granted(connection, wish));
    }

    private List<Violation> check(List<Found.Reading> readings, List<Found.Position> positions) {
        return Checker.check(events, new Found(Map.of(CHAT, stored), readings, positions));
    }

    private static Message formed(Message message, Form form) {
        return new Message(
                message.seq(),
                message.id(),
                message.serverMsgId(),
                message.sender(),
                message.sendTime(),
                form == Form.WHOLE ? message.text() : "",
                form);
    }

    private void finds(Kind... kinds) {
        assertEquals(List.of(kinds), kinds());
    }

    private List<Kind> kinds() {
        return Checker.check(events, Found.of(Map.of(CHAT, stored))).stream()
                .map(Violation::kind)
                .toList();
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
