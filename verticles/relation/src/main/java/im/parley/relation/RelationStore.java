package im.parley.relation;

import im.parley.bus.Page;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.versions.Bump;
import im.parley.versions.Delta;
import im.parley.versions.Step;
import im.parley.versions.Version;
import im.parley.versions.VersionLog;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Friends, black lists, and the version log of each owner's friend list.
final class RelationStore {
    static final Table<FriendRow> FRIENDS =
            Table.of("friend", FriendRow.class)
                    .key("ownerUserID", "friendUserID")
                    .index("inOrder", "ownerUserID", "pinOrder", "createdMicros");

    static final Table<BlackRow> BLACKS =
            Table.of("black", BlackRow.class)
                    .key("ownerUserID", "blackUserID")
                    .index("byTime", "ownerUserID", "createTime");

    /// One write of that many heads is small, and seldom meets another one.
    private static final int OWNERS_PER_WRITE = 100;

    private final Tables tables;
    private final VersionLog versions;

    RelationStore(Tables tables) {
        this.tables = tables;
        this.versions = new VersionLog(tables, "friend");
    }

    Future<Optional<FriendRow>> friend(String owner, String friend) {
        return tables.get(FRIENDS, owner, friend);
    }

    Future<Optional<BlackRow>> black(String owner, String other) {
        return tables.get(BLACKS, owner, other);
    }

    /// Those of them that are friends, in this order.
    Future<List<FriendRow>> friends(String owner, Collection<String> friendIDs) {
        return tables.getAll(
                FRIENDS, friendIDs.stream().map(friend -> Key.of(owner, friend)).toList());
    }

    Future<List<FriendRow>> friends(String owner, Page page) {
        return tables.scan(friendsOf(owner).skip(page.skip()).limit(page.limit()));
    }

    /// In the order of http-identity-and-groups.md 6.5.
    Future<List<String>> friendIDs(String owner) {
        return tables.scan(friendsOf(owner))
                .map(rows -> rows.stream().map(FriendRow::friendUserID).toList());
    }

    Future<Long> friendCount(String owner) {
        return tables.count(friendsOf(owner));
    }

    Future<List<BlackRow>> blacks(String owner, Page page) {
        return tables.scan(blacksOf(owner).skip(page.skip()).limit(page.limit()));
    }

    Future<Long> blackCount(String owner) {
        return tables.count(blacksOf(owner));
    }

    private static Scan<FriendRow> friendsOf(String owner) {
        return Scan.of(FRIENDS).by("inOrder").within(owner);
    }

    private static Scan<BlackRow> blacksOf(String owner) {
        return Scan.of(BLACKS).by("byTime").within(owner);
    }

    Future<Version> version(String owner) {
        return versions.head(owner);
    }

    Future<Delta> since(String owner, String versionID, long version) {
        return versions.since(owner, versionID, version);
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
