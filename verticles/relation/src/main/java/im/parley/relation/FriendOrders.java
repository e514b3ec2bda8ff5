package im.parley.relation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.versions.Version;
import im.parley.versions.VersionLog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;

/// The ids of friend lists in their order (http-identity-and-groups.md 6.5). A client that reads a
/// long list page by page, or asks for all its ids, would have the store walk the whole list each
/// time; so the ids are kept.
///
/// A copy is used only while the list still has the version that it was read at. So it is right on
/// every node without any word from another, and a client that stores a version has never been
/// shown less than that version says. To be called on a virtual thread.
final class FriendOrders {
    /// An id in a list takes about 70 bytes.
    private static final int IDS_MAX = 200_000;

    /// A list as it was at this version, or later.
    record Order(Version version, List<String> ids) {}

    private final Tables tables;
    private final VersionLog versions;
    private final Counter hits;
    private final Counter misses;
    private final Cache<String, Order> copies =
            Caffeine.newBuilder()
                    .maximumWeight(IDS_MAX)
                    .weigher((String _, Order order) -> order.ids().size() + 1)
                    .executor(Runnable::run)
                    .build();

    FriendOrders(Tables tables, VersionLog versions, MeterRegistry metrics) {
        this.tables = tables;
        this.versions = versions;
        this.hits = metrics.counter("cache.gets", "cache", "friend_orders", "result", "hit");
        this.misses = metrics.counter("cache.gets", "cache", "friend_orders", "result", "miss");
    }

    Order of(String owner) {
        var head = versions.head(owner).await();
        var copy = copies.getIfPresent(owner);
        if (copy != null && copy.version().equals(head)) {
            hits.increment();
            return copy;
        }
        misses.increment();
        var order = new Order(head, read(owner));
        copies.put(owner, order);
        return order;
    }

    private List<String> read(String owner) {
        var list = Scan.of(FriendStore.TABLE).by(FriendStore.IN_ORDER).within(owner);
        return tables.scan(list).await().stream().map(FriendRow::friendUserID).toList();
    }
}
