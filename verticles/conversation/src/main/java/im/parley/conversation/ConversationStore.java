package im.parley.conversation;

import im.parley.bus.Page;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;
import im.parley.versions.Delta;
import im.parley.versions.Step;
import im.parley.versions.Version;
import im.parley.versions.VersionLog;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The rows, and the version log of each owner's list.
final class ConversationStore {
    /// An owner's list is read in order of creation; the last two orders find the rows of everybody
    /// that speak of one peer, and of one conversation by receive option.
    static final Table<ConversationRow> CONVERSATIONS =
            Table.of("conversation", ConversationRow.class)
                    .key("ownerUserID", "conversationID")
                    .index("byTime", "ownerUserID", "createTime")
                    .index("byPeer", "userID")
                    .index("byOption", "conversationID", "recvMsgOpt");

    private final Tables tables;
    private final VersionLog versions;

    ConversationStore(Tables tables) {
        this.tables = tables;
        this.versions = new VersionLog(tables, "conversation");
    }

    Future<Optional<ConversationRow>> find(String owner, String conversationID) {
        return tables.get(CONVERSATIONS, owner, conversationID);
    }

    /// Those of them that exist, in this order.
    Future<List<ConversationRow>> find(String owner, Collection<String> conversationIDs) {
        return tables.getAll(
                CONVERSATIONS,
                conversationIDs.stream().distinct().map(id -> Key.of(owner, id)).toList());
    }

    /// In order of creation.
    Future<List<ConversationRow>> listOf(String owner) {
        return tables.scan(inOrder(owner));
    }

    Future<List<ConversationRow>> listOf(String owner, Page page) {
        return tables.scan(inOrder(owner).skip(page.skip()).limit(page.limit()));
    }

    Future<Long> countOf(String owner) {
        return tables.count(inOrder(owner));
    }

    private static Scan<ConversationRow> inOrder(String owner) {
        return Scan.of(CONVERSATIONS).by("byTime").within(owner);
    }

    Future<Version> version(String owner) {
        return versions.head(owner);
    }

    Future<Delta> since(String owner, String versionID, long version) {
        return versions.since(owner, versionID, version);
    }

    /// Creates those of these rows that do not exist, each with a version step of its owner, and
    /// gives the created ones.
    Future<List<ConversationRow>> createMissing(Collection<ConversationRow> wanted) {
        var created = new ArrayList<ConversationRow>();
        return tables.transact(() -> missing(wanted).compose(rows -> creation(rows, created)))
                .map(created);
    }

    private Future<List<ConversationRow>> missing(Collection<ConversationRow> wanted) {
        return tables.getAll(CONVERSATIONS, wanted.stream().map(CONVERSATIONS::keyOf).toList())
                .map(stored -> without(stored, wanted));
    }

    private static List<ConversationRow> without(
            List<ConversationRow> stored, Collection<ConversationRow> wanted) {
        var known = new HashSet<Key>();
        for (var row : stored) known.add(CONVERSATIONS.keyOf(row));
        return wanted.stream().filter(row -> known.add(CONVERSATIONS.keyOf(row))).toList();
    }

    private Future<List<Write>> creation(
            List<ConversationRow> rows, List<ConversationRow> created) {
        created.clear();
        if (rows.isEmpty()) return Future.succeededFuture(List.of());
        created.addAll(rows);
        var steps =
                rows.stream()
                        .map(row -> Step.insert(row.ownerUserID(), row.conversationID()))
                        .toList();
        return versions.bump(steps)
                .map(
                        bump -> {
                            var writes = new ArrayList<>(bump.writes());
                            for (var row : rows) writes.add(Write.insert(CONVERSATIONS, row));
                            return writes;
                        });
    }
}
