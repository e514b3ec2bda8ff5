package im.parley.api;

import im.parley.contract.ErrorCode;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// How long answers take, by door, route and code. Both tags are bounded: a route is a row of the
/// table or `unknown`, a code is one of ours or `other`.
final class ApiMeters {
    static final String UNKNOWN = "unknown";

    private static final Set<Integer> CODES =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::number).collect(Collectors.toSet());

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String name, String route, int code) {}

    ApiMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void http(String route, int code, long nanos) {
        timer("parley.http.requests", route, code).record(nanos, TimeUnit.NANOSECONDS);
    }

    void grpc(String rpc, int code, long nanos) {
        timer("parley.grpc.requests", rpc, code).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String name, String route, int code) {
        int bounded = code == 0 || code == 404 || CODES.contains(code) ? code : -1;
        return timers.computeIfAbsent(new Key(name, route, bounded), this::register);
    }

    private Timer register(Key key) {
        return Timer.builder(key.name())
                .tag("route", key.route())
                .tag("code", key.code() < 0 ? "other" : Integer.toString(key.code()))
                .register(registry);
    }
}
