package im.parley.relation;

import im.parley.bus.Changes;
import im.parley.bus.Page;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Black lists. Methods that give no future wait, on a virtual thread.
final class BlackStore {
    /// Announced with "owner other" (no user id holds a blank).
    static final String CHANGED = "black";

    static final Table<BlackRow> TABLE =
            Table.of("black", BlackRow.class)
                    .key("ownerUserID", "blackUserID")
                    .index("byTime", "ownerUserID", "createdMicros");

    private final Tables tables;
    private final Changes changes;

    BlackStore(Tables tables, Changes changes) {
        this.tables = tables;
        this.changes = changes;
    }

    Future<Optional<BlackRow>> find(String owner, String other) {
        return tables.get(TABLE, owner, other);
    }

    /// Those of them that are blocked, in this order.
    Future<List<BlackRow>> find(String owner, Collection<String> others) {
        return tables.getAll(TABLE, others.stream().map(other -> Key.of(owner, other)).toList());
    }

    Future<List<BlackRow>> page(String owner, Page page) {
        return tables.scan(listOf(owner).skip(page.skip()).limit(page.limit()));
    }

    Future<Long> count(String owner) {
        return tables.count(listOf(owner));
    }

    private static Scan<BlackRow> listOf(String owner) {
        return Scan.of(TABLE).by("byTime").within(owner);
    }

    /// Who is on the list already stays there as he is.
    void add(BlackRow row) {
        tables.transact(
                        () ->
                                find(row.ownerUserID(), row.blackUserID())
                                        .map(
                                                there ->
                                                        there.isPresent()
                                                                ? List.of()
                                                                : List.of(
                                                                        Write.insert(TABLE, row))))
                .await();
        announce(row.ownerUserID(), row.blackUserID());
    }

    void remove(String owner, String other) {
        tables.write(List.of(Write.delete(TABLE, owner, other))).await();
        announce(owner, other);
    }

    private void announce(String owner, String other) {
        changes.publish(CHANGED, owner + " " + other);
    }
}
