package im.parley.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

class AtHandTest {
    private final Future<String> here = Future.succeededFuture("here");
    private final Promise<String> late = Promise.promise();

    @Test
    void a_step_from_what_is_at_hand_is_taken_at_once() {
        var next = Promise.<Integer>promise().future();
        assertSame(next, AtHand.compose(here, _ -> next));
        assertEquals(4, AtHand.map(here, String::length).result());
    }

    @Test
    void a_step_from_what_comes_later_is_taken_then() {
        var composed = AtHand.compose(late.future(), it -> Future.succeededFuture(it.length()));
        var mapped = AtHand.map(late.future(), String::length);
        assertFalse(composed.isComplete() || mapped.isComplete());
        late.complete("late");
        assertEquals(4, composed.result());
        assertEquals(4, mapped.result());
    }

    @Test
    void what_has_failed_and_what_a_step_throws_is_a_failure() {
        var down = new IllegalStateException("down");
        var failed = Future.<String>failedFuture(down);
        assertSame(down, AtHand.compose(failed, _ -> here).cause());
        assertSame(down, AtHand.map(failed, String::length).cause());
        assertSame(down, AtHand.compose(here, _ -> thrown(down)).cause());
        assertSame(down, AtHand.map(here, _ -> thrown(down)).cause());
    }

    private static Future<String> thrown(RuntimeException failure) {
        throw failure;
    }
}
