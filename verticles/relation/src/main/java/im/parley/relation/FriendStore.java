package im.parley.relation;

import im.parley.bus.Changes;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;
import im.parley.versions.Bump;
import im.parley.versions.Delta;
import im.parley.versions.ListCopies;
import im.parley.versions.ListCopies.Copy;
import im.parley.versions.Step;
import im.parley.versions.VersionLog;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Friend lists and the version log of each. Methods that give no future wait, on a virtual thread.
final class FriendStore {
    /// Announced with "owner friend" (no user id holds a blank).
    static final String CHANGED = "friend";

    static final Table<FriendRow> TABLE =
            Table.of("friend", FriendRow.class).key("ownerUserID", "friendUserID");

    /// One write of that many heads is small, and seldom meets another one.
    private static final int OWNERS_PER_WRITE = 100;

    /// Kept in the orders of all lists together; an id takes about 70 bytes.
    private static final int IDS_MAX = 200_000;

    private final Tables tables;
    private final Changes changes;
    private final VersionLog versions;
    private final ListCopies<List<String>> orders;

    FriendStore(Tables tables, Changes changes, MeterRegistry metrics) {
        this.tables = tables;
        this.changes = changes;
        this.versions = new VersionLog(tables, "friend");
        this.orders =
                new ListCopies<>(
                        versions, this::readOrder, List::size, IDS_MAX, metrics, "friend_orders");
    }

    /// The rows of an owner lie together: to walk and sort them takes a third of the time of
    /// looking up each by an index in that order.
    private Future<List<String>> readOrder(String owner) {
        return tables.scan(Scan.of(TABLE).within(owner))
                .map(
                        rows ->
                                rows.stream()
                                        .sorted(FriendRow.IN_ORDER)
                                        .map(FriendRow::friendUserID)
                                        .toList());
    }

    Future<Optional<FriendRow>> find(String owner, String friend) {
        return tables.get(TABLE, owner, friend);
    }

    /// Those of them that are friends, in this order.
    Future<List<FriendRow>> find(String owner, Collection<String> friendIDs) {
        return tables.getAll(TABLE, friendIDs.stream().map(id -> Key.of(owner, id)).toList());
    }

    /// Whether each is in the other's list.
    Future<Boolean> areFriends(String one, String other) {
        return tables.getAll(TABLE, List.of(Key.of(one, other), Key.of(other, one)))
                .map(rows -> rows.size() == 2);
    }

    /// The ids of an owner's friends in their order.
    Copy<List<String>> order(String owner) {
        return orders.of(owner).await();
    }

    Future<Delta> since(String owner, String versionID, long version) {
        return versions.since(owner, versionID, version);
    }

    /// Makes those of these friends that are not there yet, and answers these.
    List<FriendRow> make(List<FriendRow> wanted) {
        var made = Plan.carryOut(tables, () -> making(wanted));
        announce(made);
        return made;
    }

    /// The same as part of another write; whoever carries it out announces what was made.
    Future<Plan<List<FriendRow>>> making(List<FriendRow> wanted) {
        return tables.getAll(TABLE, wanted.stream().map(TABLE::keyOf).toList())
                .map(found -> missing(wanted, found))
                .compose(
                        missing ->
                                versions.bump(insertions(missing))
                                        .map(bump -> inserting(missing, bump)));
    }

    private static List<FriendRow> missing(List<FriendRow> wanted, List<FriendRow> found) {
        var there = found.stream().map(TABLE::keyOf).collect(Collectors.toSet());
        return wanted.stream().filter(row -> !there.contains(TABLE.keyOf(row))).toList();
    }

    /// One step an owner, however many friends he gets.
    private static List<Step> insertions(List<FriendRow> rows) {
        var byOwner = new LinkedHashMap<String, List<String>>();
        for (var row : rows)
            byOwner.computeIfAbsent(row.ownerUserID(), _ -> new ArrayList<>())
                    .add(row.friendUserID());
        return byOwner.entrySet().stream()
                .map(list -> Step.insert(list.getKey(), list.getValue()))
                .toList();
    }

    private static Plan<List<FriendRow>> inserting(List<FriendRow> rows, Bump bump) {
        var inserts = rows.stream().map(row -> Write.insert(TABLE, row)).toList();
        return new Plan<>(rows, inserts).and(bump.writes());
    }

    void announce(List<FriendRow> rows) {
        for (var row : rows) announce(row.ownerUserID(), row.friendUserID());
    }

    private void announce(String owner, String friend) {
        changes.publish(CHANGED, owner + " " + friend);
    }

    /// Takes a friend off the list. Who was not on it is deleted all the same: the owner's devices
    /// may still show him.
    void delete(String owner, String friend) {
        var row = new Plan<>(friend, List.of(Write.delete(TABLE, owner, friend)));
        Plan.carryOut(
                tables,
                () ->
                        versions.bump(Step.delete(owner, friend))
                                .map(bump -> row.and(bump.writes())));
        announce(owner, friend);
    }

    /// Edits those of them that are friends, and answers these.
    List<FriendRow> change(String owner, List<String> friendIDs, FriendEdit edit) {
        var changed =
                Plan.carryOut(
                        tables,
                        () -> find(owner, friendIDs).compose(rows -> changing(owner, rows, edit)));
        announce(changed);
        return changed;
    }

    private Future<Plan<List<FriendRow>>> changing(
            String owner, List<FriendRow> rows, FriendEdit edit) {
        if (rows.isEmpty()) return Future.succeededFuture(new Plan<>(List.of(), List.of()));
        var replacements =
                rows.stream().map(row -> Write.replace(TABLE, row, edit.of(row))).toList();
        var order = edit.reorders() ? Stream.of(VersionLog.SORT) : Stream.<String>empty();
        var elements = Stream.concat(order, rows.stream().map(FriendRow::friendUserID)).toList();
        return versions.bump(Step.update(owner, elements))
                .map(bump -> new Plan<>(rows, replacements).and(bump.writes()));
    }

    /// Tells each of these lists that what it shows of this friend has changed.
    void friendChanged(String friend, List<String> owners) {
        for (int from = 0; from < owners.size(); from += OWNERS_PER_WRITE) {
            int to = Math.min(from + OWNERS_PER_WRITE, owners.size());
            var steps =
                    owners.subList(from, to).stream()
                            .map(owner -> Step.update(owner, friend))
                            .toList();
            tables.transact(() -> versions.bump(steps).map(Bump::writes)).await();
        }
    }
}
