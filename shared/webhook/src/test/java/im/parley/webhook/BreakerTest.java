package im.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.testkit.FakeClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BreakerTest {
    private final FakeClock clock = new FakeClock();
    private final Breaker breaker = new Breaker(3, 1_000, clock);

    private void fails(int times) {
        for (int i = 0; i < times; i++) breaker.failed();
    }

    @Test
    void it_opens_after_as_many_failures_in_a_row() {
        fails(2);
        assertTrue(breaker.admits());
        assertFalse(breaker.succeeded()); // counted anew from here
        fails(2);
        assertTrue(breaker.admits());
        assertTrue(breaker.failed());
        assertFalse(breaker.admits());
    }

    @Test
    void after_its_time_one_call_tries_and_the_others_do_not() {
        fails(3);
        clock.advance(Duration.ofMillis(999));
        assertFalse(breaker.admits());
        clock.advance(Duration.ofMillis(1));
        assertTrue(breaker.admits());
        assertFalse(breaker.admits());
    }

    @Test
    void a_try_that_succeeds_closes_it_and_one_that_fails_does_not() {
        fails(3);
        clock.advance(Duration.ofSeconds(1));
        assertTrue(breaker.admits());
        assertFalse(breaker.failed()); // it was open before
        clock.advance(Duration.ofMillis(999));
        assertFalse(breaker.admits());
        clock.advance(Duration.ofMillis(1));
        assertTrue(breaker.admits());
        assertTrue(breaker.succeeded());
        assertTrue(breaker.admits());
        assertTrue(breaker.admits());
    }

    @Test
    void with_no_number_of_failures_it_never_opens() {
        var never = new Breaker(0, 1_000, clock);
        for (int i = 0; i < 100; i++) assertFalse(never.failed());
        assertTrue(never.admits());
    }
}
