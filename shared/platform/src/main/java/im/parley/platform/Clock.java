package im.parley.platform;

/// The time, as the wire counts it. Injected everywhere, so that tests own it.
@FunctionalInterface
public interface Clock {
    Clock SYSTEM = System::currentTimeMillis;

    /// Unix milliseconds.
    long millis();
}
