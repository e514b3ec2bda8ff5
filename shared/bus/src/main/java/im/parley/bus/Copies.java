package im.parley.bus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Answers of another service, kept until that service says they changed (see [Changes]). An answer
/// that was asked for before a change and comes after it is given to who asked, but not kept.
public final class Copies<K, V> {
    /// Only a bound on how long an announcement lost between nodes can do harm.
    private static final Duration KEPT_AT_MOST = Duration.ofMinutes(10);

    private final Cache<K, Future<V>> kept;

    private Copies(Caffeine<K, Future<V>> kept, MeterRegistry metrics, String name) {
        this.kept = kept.executor(Runnable::run).recordStats().build();
        CaffeineCacheMetrics.monitor(metrics, this.kept, name);
    }

    /// @param name under which the metrics tell how often a copy was at hand; one name a node
    public Copies(int max, MeterRegistry metrics, String name) {
        this(max, KEPT_AT_MOST, metrics, name);
    }

    /// For answers that must not stay wrong for long.
    public Copies(int max, Duration keptAtMost, MeterRegistry metrics, String name) {
        this(Copies.<K, V>keeping(keptAtMost).maximumSize(max), metrics, name);
    }

    /// For answers of very different size.
    ///
    /// @param weightMax of all copies together
    public Copies(long weightMax, ToIntFunction<V> weight, MeterRegistry metrics, String name) {
        this(
                Copies.<K, V>keeping(KEPT_AT_MOST)
                        .maximumWeight(weightMax)
                        .weigher((_, it) -> it.succeeded() ? of(it, weight) : 1),
                metrics,
                name);
    }

    @SuppressWarnings("unchecked") // a builder fits keys and values of every type
    private static <K, V> Caffeine<K, Future<V>> keeping(Duration keptAtMost) {
        return (Caffeine<K, Future<V>>)
                (Caffeine<?, ?>) Caffeine.newBuilder().expireAfterWrite(keptAtMost);
    }

    private static <V> int of(Future<V> answer, ToIntFunction<V> weight) {
        return Math.max(1, weight.applyAsInt(answer.result()));
    }

    /// The copy, or the answer of `ask`; who asks meanwhile waits for the same answer.
    public Future<V> get(K key, Function<K, Future<V>> ask) {
        var copy = kept.getIfPresent(key);
        if (copy != null) return onThisContext(copy);
        Promise<V> asking = Promise.promise();
        var earlier = kept.asMap().putIfAbsent(key, asking.future());
        if (earlier != null) return onThisContext(earlier);
        return ask.apply(key)
                .onComplete(asking)
                .onSuccess(answer -> settle(key, asking.future(), answer))
                .onFailure(_ -> kept.asMap().remove(key, asking.future()));
    }

    /// Only now is its weight known. What was dropped meanwhile stays away.
    private void settle(K key, Future<V> asked, V answer) {
        kept.asMap().replace(key, asked, Future.succeededFuture(answer));
    }

    /// Whether the answer is at hand.
    public boolean has(K key) {
        var copy = kept.getIfPresent(key);
        return copy != null && copy.succeeded();
    }

    public void drop(K key) {
        kept.invalidate(key);
    }

    /// Succeeds with all of these: at once, and at no cost, when all are at hand.
    public static Future<?> together(Future<?>... asked) {
        for (var each : asked) if (!each.succeeded()) return Future.all(List.of(asked));
        return Future.succeededFuture();
    }

    /// An answer that several wait for, as each may be given it: on the context he asked on.
    public static <V> Future<V> onThisContext(Future<V> shared) {
        if (shared.succeeded()) return shared;
        var context = ContextInternal.current();
        if (context == null) return shared;
        Promise<V> answer = context.promise();
        shared.onComplete(answer);
        return answer.future();
    }
}
