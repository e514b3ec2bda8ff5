package im.parley.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How long the exchanges of one command took, by what became of them; also counts them.
record HookMeters(Map<Outcome, Timer> exchanges) {
    static final String COMMAND = "command";

    enum Outcome {
        SENT,
        REFUSED,
        FAILED
    }

    static HookMeters of(MeterRegistry registry, Hook hook) {
        return new HookMeters(
                Stream.of(Outcome.values())
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), o -> timer(registry, hook, o))));
    }

    private static Timer timer(MeterRegistry registry, Hook hook, Outcome outcome) {
        return Timer.builder("parley.webhook.exchanges")
                .tag(COMMAND, hook.command())
                .tag("outcome", outcome.name().toLowerCase())
                .register(registry);
    }

    void count(Outcome outcome, long begunNanos) {
        exchanges.get(outcome).record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
    }
}
