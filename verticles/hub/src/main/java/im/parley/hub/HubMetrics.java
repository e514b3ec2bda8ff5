package im.parley.hub;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.ToLongFunction;

/// The hub in numbers. What happens per frame is counted in plain fields of each shard and summed
/// when somebody looks.
final class HubMetrics {
    private static final String FRAMES = "parley.hub.frames";

    private final MeterRegistry meters;

    HubMetrics(MeterRegistry meters, Hub hub) {
        this.meters = meters;
        Gauge.builder("parley.hub.connections", hub, Hub::connections)
                .description("Open connections, and those being opened")
                .register(meters);
        Gauge.builder("parley.hub.waiting", hub, Hub::waiting)
                .description("Connections left unread because too many messages are on their way")
                .register(meters);
        counter(FRAMES, hub, Shard::framesIn).tag("direction", "in").register(meters);
        counter(FRAMES, hub, Shard::framesOut).tag("direction", "out").register(meters);
        counter("parley.hub.deliveries", hub, Shard::deliveries).register(meters);
    }

    private static FunctionCounter.Builder<Hub> counter(
            String name, Hub hub, ToLongFunction<Shard> count) {
        return FunctionCounter.builder(
                name, hub, whole -> whole.shards().stream().mapToLong(count).sum());
    }

    void accepted() {
        handshake("0");
    }

    /// @param code what the client was told, or the HTTP status
    void refused(int code) {
        handshake(Integer.toString(code));
    }

    private void handshake(String code) {
        meters.counter("parley.hub.handshakes", "code", code).increment();
    }

    /// @param reason one of few constant words
    void dropped(String reason) {
        meters.counter("parley.hub.dropped", "reason", reason).increment();
    }

    /// A request got no answer, because nobody knew one in time.
    void unanswered() {
        meters.counter("parley.hub.unanswered").increment();
    }
}
