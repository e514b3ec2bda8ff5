package im.parley.testkit;

import im.parley.platform.Clock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until a test moves it.
public final class FakeClock implements Clock {
    /// Noon of a day in 2026, UTC.
    public static final long NOON = 1_767_268_800_000L;

    private final AtomicLong now;

    public FakeClock() {
        this(NOON);
    }

    public FakeClock(long millis) {
        now = new AtomicLong(millis);
    }

    @Override
    public long millis() {
        return now.get();
    }

    public void set(long millis) {
        now.set(millis);
    }

    public void advance(Duration by) {
        now.addAndGet(by.toMillis());
    }
}
