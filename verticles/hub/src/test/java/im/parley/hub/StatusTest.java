package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// websocket.md section 6 and 8, 61 to 64.
final class StatusTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static List<String> asked(Device device, List<String> begun, List<String> ended) {
        device.watch(begun, ended);
        var reply = device.next();
        while (reply.msgIncr().isEmpty()) reply = device.next(); // a push came between
        assertEquals(0, reply.errCode());
        return Device.statuses(reply);
    }

    /// The next status push that is `status`; the same status may be told twice.
    private static void expect(Device device, String status) {
        var before = "";
        while (true) {
            var frame = device.next();
            assertEquals(2005, frame.reqIdentifier());
            assertEquals("", frame.msgIncr());
            var told = Device.statuses(frame).getFirst();
            if (told.equals(status)) return;
            if (!before.isEmpty()) assertEquals(before, told);
            before = told;
        }
    }

    @Test
    void the_reply_has_one_element_for_each_id_in_order_offline_and_unknown_ones_too() {
        world.device("amy", 5);
        world.device("amy", 2);
        var eve = world.device("eve", 3);
        var ids = List.of("amy", "bob", "eve");
        assertEquals(List.of("amy[2, 5]", "bob[]", "eve[3]"), asked(eve, ids, List.of()));
        assertEquals(List.of("bob[]", "amy[2, 5]"), asked(eve, List.of("bob", "amy"), List.of()));
        assertEquals(List.of(), asked(eve, List.of(), List.of("amy", "never")));
        assertEquals(List.of("bob[]"), asked(eve, List.of("bob"), List.of("bob")));
    }

    @Test
    void each_change_is_told_with_the_whole_list_of_platforms() {
        var eve = world.device("eve", 3, "t", Encoding.JSON, false);
        asked(eve, List.of("amy"), List.of());
        var web = world.device("amy", 5);
        expect(eve, "amy[5]");
        var android = world.device("amy", 2);
        expect(eve, "amy[2, 5]");
        web.socket.close();
        expect(eve, "amy[2]");
        android.socket.close();
        expect(eve, "amy[]");
    }

    @Test
    void a_login_that_replaces_another_shows_nobody_offline() {
        var eve = world.device("eve", 3);
        var old = world.device("amy", 5, "old");
        assertEquals(List.of("amy[5]"), asked(eve, List.of("amy"), List.of()));
        world.device("amy", 5, "new");
        old.assertKicked();
        world.device("amy", 2);
        expect(eve, "amy[2, 5]"); // and before it at most what was true before
    }

    @Test
    void who_unsubscribed_hears_no_more_and_others_do() {
        var eve = world.device("eve", 3);
        var witness = world.device("joe", 3);
        asked(eve, List.of("amy"), List.of());
        asked(witness, List.of("amy"), List.of());
        asked(eve, List.of(), List.of("amy"));
        world.device("amy", 5);
        expect(witness, "amy[5]");
        eve.assertAlive();
    }

    @Test
    void a_subscription_ends_with_its_connection() {
        var eve = world.device("eve", 3);
        asked(eve, List.of("amy"), List.of());
        eve.socket.close();
        World.eventually("away", () -> world.presence.of("eve").isEmpty());
        var again = world.device("eve", 3);
        var witness = world.device("joe", 3);
        asked(witness, List.of("amy"), List.of());
        world.device("amy", 5);
        expect(witness, "amy[5]");
        again.assertAlive();
    }

    @Test
    void beyond_the_limit_ids_are_answered_and_not_watched() {
        var eve = world.device("eve", 3);
        var ids = IntStream.range(0, 6).mapToObj(i -> "u" + i).toList(); // the limit is 5
        assertEquals(6, asked(eve, ids, List.of()).size());
        world.device("u5", 2);
        world.device("u4", 2);
        expect(eve, "u4[2]");
    }
}
