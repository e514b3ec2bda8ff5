package im.parley.versions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What was read of whole lists, such as the ids in their order. A client that reads a long list
/// page by page, or asks for all its ids, would have the store walk all of it each time; so it is
/// kept.
///
///     ask ──► head ──► a copy of this version ──► the copy
///                └──── none, or of another ──────► the list is read, and kept under this version
///
/// A copy is used only while the list still has the version that it was read at. So it is right on
/// every node without any word from another, and a client that stores a version has never been
/// shown less than that version says. Only what moves the version whenever it changes may be in a
/// copy. Safe to use from every thread.
public final class ListCopies<L> {
    /// What a copy without elements weighs, in elements.
    private static final int WEIGHT_MIN = 5;

    /// A list as it was at this version, or later.
    public record Copy<L>(Version version, L list) {}

    private final VersionLog versions;
    private final Function<String, Future<L>> read;
    private final Cache<String, Copy<L>> copies;
    private final Counter hits;
    private final Counter misses;

    /// @param read reads the list of an owner, as it is stored now
    /// @param size how many elements there are in what was read
    /// @param sizeMax of all copies together
    /// @param name under which the metrics tell how often a copy could be used
    public ListCopies(
            VersionLog versions,
            Function<String, Future<L>> read,
            ToIntFunction<L> size,
            int sizeMax,
            MeterRegistry metrics,
            String name) {
        this.versions = versions;
        this.read = read;
        this.copies =
                Caffeine.newBuilder()
                        .maximumWeight(sizeMax)
                        .weigher(
                                (String _, Copy<L> copy) ->
                                        WEIGHT_MIN + size.applyAsInt(copy.list()))
                        .executor(Runnable::run)
                        .build();
        this.hits = metrics.counter("cache.gets", "cache", name, "result", "hit");
        this.misses = metrics.counter("cache.gets", "cache", name, "result", "miss");
    }

    public Future<Copy<L>> of(String owner) {
        return versions.head(owner).compose(head -> at(owner, head));
    }

    /// The version was read first, so the list is at least as new.
    private Future<Copy<L>> at(String owner, Version head) {
        var copy = copies.getIfPresent(owner);
        if (copy != null && copy.version().equals(head)) {
            hits.increment();
            return Future.succeededFuture(copy);
        }
        misses.increment();
        return read.apply(owner).map(list -> keep(owner, new Copy<>(head, list)));
    }

    private Copy<L> keep(String owner, Copy<L> copy) {
        copies.put(owner, copy);
        return copy;
    }
}
