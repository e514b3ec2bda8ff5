package im.parley.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class MomentsTest {
    private final AtomicLong millis = new AtomicLong(5);
    private final Moments moments = new Moments(millis::get);

    @Test
    void each_is_given_once_and_they_follow_the_clock() {
        assertEquals(5_000, moments.next());
        assertEquals(5_001, moments.next());
        millis.set(6);
        assertEquals(6_000, moments.next());
    }

    @Test
    void several_in_a_row_are_all_taken() {
        assertEquals(5_000, moments.next(3));
        assertEquals(5_003, moments.next());
    }

    @Test
    void a_clock_that_is_set_back_repeats_none() {
        moments.next();
        millis.set(4);
        assertEquals(5_001, moments.next());
    }
}
