package im.parley.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.AtomicLong;

/// What is counted of one command in the outbox.
///
/// @param waiting events that are not told yet
/// @param dead events that became dead letters
/// @param dropped events that found the outbox full
record Backlog(AtomicLong waiting, Counter dead, Counter dropped) {
    static Backlog of(MeterRegistry registry, Hook hook) {
        var waiting = new AtomicLong();
        Gauge.builder("parley.webhook.waiting", waiting, AtomicLong::get)
                .tag(HookMeters.COMMAND, hook.command())
                .register(registry);
        return new Backlog(
                waiting, counter(registry, hook, "dead"), counter(registry, hook, "dropped"));
    }

    private static Counter counter(MeterRegistry registry, Hook hook, String what) {
        return Counter.builder("parley.webhook." + what)
                .tag(HookMeters.COMMAND, hook.command())
                .register(registry);
    }
}
