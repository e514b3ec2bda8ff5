package im.parley.bus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Answers of another service, kept until that service says they changed (see [Changes]). An answer
/// that was asked for before a change and comes after it is given to who asked, but not kept.
public final class Copies<K, V> {
    /// Only a bound on how long an announcement lost between nodes can do harm.
    private static final Duration KEPT_AT_MOST = Duration.ofMinutes(10);

    private final Cache<K, Future<V>> kept;

    public Copies(int max) {
        kept =
                Caffeine.newBuilder()
                        .maximumSize(max)
                        .expireAfterWrite(KEPT_AT_MOST)
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
    }

    /// @param name under which the metrics tell how often a copy was at hand
    public Copies(int max, MeterRegistry metrics, String name) {
        this(max);
        CaffeineCacheMetrics.monitor(metrics, kept, name);
    }

    /// For answers of very different size.
    ///
    /// @param weightMax of all copies together
    public Copies(long weightMax, ToIntFunction<V> weight) {
        kept =
                Caffeine.newBuilder()
                        .maximumWeight(weightMax)
                        .weigher((K _, Future<V> it) -> it.succeeded() ? of(it, weight) : 1)
                        .expireAfterWrite(KEPT_AT_MOST)
                        .executor(Runnable::run)
                        .build();
    }

    private static <V> int of(Future<V> answer, ToIntFunction<V> weight) {
        return Math.max(1, weight.applyAsInt(answer.result()));
    }

    /// The copy, or the answer of `ask`; who asks meanwhile waits for the same answer.
    public Future<V> get(K key, Function<K, Future<V>> ask) {
        var copy = kept.getIfPresent(key);
        if (copy != null) return forThisContext(copy);
        Promise<V> asking = Promise.promise();
        var earlier = kept.asMap().putIfAbsent(key, asking.future());
        if (earlier != null) return forThisContext(earlier);
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

    private static <V> Future<V> forThisContext(Future<V> copy) {
        if (copy.succeeded()) return copy;
        var context = ContextInternal.current();
        if (context == null) return copy;
        Promise<V> answer = context.promise();
        copy.onComplete(answer);
        return answer.future();
    }
}
