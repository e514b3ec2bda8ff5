package im.parley.platform;

import java.util.concurrent.atomic.AtomicLong;

/// Gives out Unix microseconds, each once, so that rows made in the same millisecond keep their
/// order. Safe to use from every thread.
public final class Moments {
    private static final long MICROS_PER_MILLI = 1_000;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public Moments(Clock clock) {
        this.clock = clock;
    }

    public long next() {
        return next(1);
    }

    /// The first of so many in a row.
    public long next(int count) {
        long now = clock.millis() * MICROS_PER_MILLI;
        long end = last.updateAndGet(before -> Math.max(before + 1, now) + count - 1);
        return end - count + 1;
    }
}
