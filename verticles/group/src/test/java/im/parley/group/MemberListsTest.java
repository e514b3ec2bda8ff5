package im.parley.group;

import static im.parley.testworld.Asked.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Page;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class MemberListsTest extends GroupWorld {
    @Test
    void members_are_listed_by_role_then_in_order_of_joining() {
        found("tea", _ -> {}, "zoe", List.of("yan"), "bob", "amy");
        await(invite(by("zoe"), "tea", "abe"));
        assertEquals(List.of("zoe", "yan", "bob", "amy", "abe"), ids("tea"));
        assertEquals(List.of("bob", "amy"), await(lists.of("tea")).ids(new Page(2, 2)));
        assertEquals(List.of(), await(lists.of("tea")).ids(new Page(9, 2)));
    }

    @Test
    void a_list_that_is_at_hand_is_given_as_it_is() {
        found("tea", "amy");
        assertTrue(await(lists.of("tea")) == await(lists.of("tea")));
    }

    /// Whatever happens to the group, a list that was brought up to date equals one that is read.
    @Test
    void what_is_brought_up_to_date_is_what_is_stored() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        found("tea", "user0");
        for (int step = 0; step < 150; step++) {
            change(random);
            if (random.nextInt(3) == 0) assertStored("seed " + seed + ", step " + step);
        }
        assertStored("seed " + seed);
    }

    private void change(Random random) {
        var user = "user" + (1 + random.nextInt(20));
        switch (random.nextInt(5)) {
            case 0, 1 -> await(invite(byAdmin(), "tea", user));
            case 2 -> codeOf(kick(byAdmin(), "tea", user));
            case 3 ->
                    codeOf(
                            describe(
                                    byAdmin(),
                                    seat("tea", user)
                                            .setRoleLevel(number(random.nextBoolean() ? 60 : 20))));
            default -> codeOf(quit(by(user), "tea", ""));
        }
    }

    private void assertStored(String when) {
        var rows = await(store.everybodyIn("tea")).stream().map(MemberRow::userID).toList();
        assertEquals(rows, ids("tea"), when);
        assertEquals(rows.size(), info("tea").getMemberCount(), when);
    }

    @Test
    void after_too_many_changes_for_the_log_it_is_read_anew() {
        found("tea", "amy");
        ids("tea");
        var many = IntStream.range(0, 300).mapToObj(i -> "user" + i).toList();
        await(invite(by("amy"), "tea", many));
        assertEquals(301, ids("tea").size());
        assertEquals("user299", ids("tea").getLast());
    }

    @Test
    void who_asks_while_it_is_read_waits_for_the_same_list() {
        found("tea", "amy");
        var first = lists.of("tea");
        var second = lists.of("tea");
        await(Future.all(first, second));
        assertTrue(first.result() == second.result());
    }

    private List<String> ids(String groupID) {
        return await(lists.of(groupID)).ids();
    }
}
