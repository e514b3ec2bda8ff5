package im.parley.webhook;

import im.parley.platform.Clock;

/// Spares those who wait: after some failures in a row nobody is asked for a while, then one call
/// tries. Safe to use from every thread.
///
///     closed ──failuresMax──► open ──openMillis──► one try ──success──► closed
///                              ▲                     │
///                              └──────failure────────┘
final class Breaker {
    private static final long CLOSED = 0;

    private final int failuresMax;
    private final long openMillis;
    private final Clock clock;
    private int failures;
    private long openUntil = CLOSED;

    /// @param failuresMax 0 for a breaker that never opens
    Breaker(int failuresMax, long openMillis, Clock clock) {
        this.failuresMax = failuresMax;
        this.openMillis = openMillis;
        this.clock = clock;
    }

    /// Whether this call may be made. When a try is due, the first who asks is it, and the others
    /// wait for another time.
    synchronized boolean admits() {
        if (openUntil == CLOSED) return true;
        if (clock.millis() < openUntil) return false;
        openUntil = clock.millis() + openMillis;
        return true;
    }

    /// @return whether it was open until now
    synchronized boolean succeeded() {
        boolean wasOpen = openUntil != CLOSED;
        failures = 0;
        openUntil = CLOSED;
        return wasOpen;
    }

    /// @return whether it was closed until now and is open
    synchronized boolean failed() {
        if (failuresMax == 0 || ++failures < failuresMax) return false;
        boolean opens = openUntil == CLOSED;
        openUntil = clock.millis() + openMillis;
        return opens;
    }
}
