package im.parley.bus;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/// Answers of another service, kept until that service says they changed (see [Changes]). An answer
/// that was asked for before a change and comes after it is given to who asked, but not kept.
public final class Copies<K, V> {
    /// Only a bound on how long an announcement lost between nodes can do harm.
    private static final Duration KEPT_AT_MOST = Duration.ofMinutes(10);

    private final AsyncCache<K, V> kept;

    public Copies(int max) {
        kept =
                Caffeine.newBuilder()
                        .maximumSize(max)
                        .expireAfterWrite(KEPT_AT_MOST)
                        .executor(Runnable::run)
                        .buildAsync();
    }

    public Future<V> get(K key, Function<K, Future<V>> ask) {
        var copy =
                kept.get(
                        key,
                        (asked, _) -> ask.apply(asked).toCompletionStage().toCompletableFuture());
        return copy.isDone() && !copy.isCompletedExceptionally()
                ? Future.succeededFuture(copy.join())
                : Future.fromCompletionStage(copy);
    }

    public void drop(K key) {
        kept.synchronous().invalidate(key);
    }
}
