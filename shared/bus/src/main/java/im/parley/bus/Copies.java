package im.parley.bus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

import java.time.Duration;
import java.util.function.Function;

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
                        .build();
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
                .onFailure(_ -> kept.asMap().remove(key, asking.future()));
    }

    public void drop(K key) {
        kept.invalidate(key);
    }

    private static <V> Future<V> forThisContext(Future<V> copy) {
        if (copy.succeeded()) return Future.succeededFuture(copy.result());
        var context = ContextInternal.current();
        if (context == null) return copy;
        Promise<V> answer = context.promise();
        copy.onComplete(answer);
        return answer.future();
    }
}
