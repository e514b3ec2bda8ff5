package im.parley.conversation;

import im.parley.bus.Changes;
import im.parley.bus.Page;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;
import im.parley.versions.Delta;
import im.parley.versions.ListCopies;
import im.parley.versions.ListCopies.Copy;
import im.parley.versions.VersionLog;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The rows, and the version log of each owner's list. Whoever holds copies is told of a change
/// before whoever asked for it. Safe to use from every thread.
final class ConversationStore {
    static final String CHANGED = "conversation";
    static final String GONE = "conversation/gone";
    static final int SIDES_PER_WRITE = 500;

    /// Kept in the outlines of all lists together; an id takes about 70 bytes.
    private static final int IDS_MAX = 200_000;

    private final Tables tables;
    private final VersionLog versions;
    private final ListCopies<Outline> outlines;
    private final Changes changes;

    ConversationStore(Tables tables, Changes changes, MeterRegistry metrics) {
        this.tables = tables;
        this.versions = new VersionLog(tables, "conversation");
        this.outlines =
                new ListCopies<>(
                        versions,
                        owner -> listOf(owner).map(Outline::of),
                        Outline::size,
                        IDS_MAX,
                        metrics,
                        "conversation_outlines");
        this.changes = changes;
    }

    Future<Optional<ConversationRow>> find(Side side) {
        return tables.get(ConversationRow.TABLE, side.owner(), side.conversationID());
    }

    /// Those of them that exist, in this order.
    Future<List<ConversationRow>> find(Collection<Side> sides) {
        return tables.getAll(ConversationRow.TABLE, sides.stream().map(Side::key).toList());
    }

    /// Those of an owner's that exist, in this order.
    Future<List<ConversationRow>> find(String owner, Collection<String> conversationIDs) {
        return find(conversationIDs.stream().distinct().map(id -> new Side(owner, id)).toList());
    }

    /// In order of creation. The rows of an owner lie together: to walk and sort them takes a third
    /// of the time of looking up each by an index in that order.
    Future<List<ConversationRow>> listOf(String owner) {
        return tables.scan(Scan.of(ConversationRow.TABLE).within(owner))
                .map(rows -> rows.stream().sorted(ConversationRow.BY_CREATION).toList());
    }

    /// The outline of an owner's list, at a version.
    Future<Copy<Outline>> outlineOf(String owner) {
        return outlines.of(owner);
    }

    /// @param total of the whole list
    record RowPage(int total, List<ConversationRow> rows, boolean complete) {}

    /// In order of creation. Clients take a page with a gap for the last one, so what was removed
    /// while it was read must not leave any.
    Future<RowPage> page(String owner, Page page) {
        return read(owner, page)
                .compose(
                        read -> read.complete() ? Future.succeededFuture(read) : read(owner, page));
    }

    private Future<RowPage> read(String owner, Page page) {
        return outlineOf(owner)
                .map(copy -> copy.list().ids())
                .compose(
                        all -> {
                            var ids = page.of(all);
                            return find(owner, ids).map(rows -> page(all.size(), rows, ids.size()));
                        });
    }

    private static RowPage page(int total, List<ConversationRow> rows, int wanted) {
        return new RowPage(total, rows, rows.size() == wanted);
    }

    /// Everybody's rows of a conversation.
    Future<List<ConversationRow>> rowsOf(String conversationID) {
        return tables.scan(Scan.of(ConversationRow.TABLE).by("byOption").within(conversationID));
    }

    Future<List<ConversationRow>> rowsOf(String conversationID, int recvMsgOpt) {
        return tables.scan(
                Scan.of(ConversationRow.TABLE).by("byOption").within(conversationID, recvMsgOpt));
    }

    /// A page of the rows in which somebody talks to this user.
    Future<List<ConversationRow>> rowsAbout(String userID, int skip) {
        return tables.scan(
                Scan.of(ConversationRow.TABLE)
                        .by("byPeer")
                        .within(userID)
                        .skip(skip)
                        .limit(SIDES_PER_WRITE));
    }

    /// The rows whose old messages have to disappear, the most overdue ones first.
    Future<List<ConversationRow>> due(long now, int count) {
        return tables.scan(Scan.of(DestructRow.TABLE).by("byDue").limit(count))
                .map(
                        rows ->
                                rows.stream()
                                        .takeWhile(row -> row.dueTime() < now)
                                        .map(DestructRow::side)
                                        .toList())
                .compose(this::find);
    }

    Future<Delta> since(String owner, String versionID, long version) {
        return versions.since(owner, versionID, version);
    }

    /// Creates those of these rows that do not exist, and gives the created ones.
    Future<List<ConversationRow>> createMissing(Collection<ConversationRow> wanted) {
        var bySide = new LinkedHashMap<Side, ConversationRow>();
        for (var row : wanted) bySide.putIfAbsent(row.side(), row);
        return edit(
                        bySide.keySet(),
                        (side, stored) ->
                                stored.isPresent()
                                        ? Optional.empty()
                                        : Optional.of(new Edit.Made(bySide.get(side))))
                .map(edits -> edits.stream().map(Edit::row).toList());
    }

    /// What is to become of a row that was found, or was not.
    @FunctionalInterface
    interface Decision {
        Optional<Edit> about(Side side, Optional<ConversationRow> stored);
    }

    /// Edits so many rows in a write that no list of owners is too long.
    ///
    /// @param then told what was done in one write, before the next begins
    Future<Void> editEach(
            List<Side> sides, Decision decision, Function<List<Edit>, Future<Void>> then) {
        if (sides.isEmpty()) return Future.succeededFuture();
        var first = sides.subList(0, Math.min(sides.size(), SIDES_PER_WRITE));
        var rest = sides.subList(first.size(), sides.size());
        return edit(first, decision).compose(then).compose(_ -> editEach(rest, decision, then));
    }

    private Future<List<Edit>> edit(Collection<Side> sides, Decision decision) {
        var done = new AtomicReference<List<Edit>>(List.of());
        return tables.transact(
                        () ->
                                find(sides)
                                        .map(rows -> decided(sides, rows, decision))
                                        .onSuccess(done::set)
                                        .compose(this::writes))
                .map(
                        _ -> {
                            done.get().forEach(this::announce);
                            return done.get();
                        });
    }

    private static List<Edit> decided(
            Collection<Side> sides, List<ConversationRow> rows, Decision decision) {
        Map<Side, ConversationRow> stored = new HashMap<>();
        for (var row : rows) stored.put(row.side(), row);
        return sides.stream()
                .map(side -> decision.about(side, Optional.ofNullable(stored.get(side))))
                .flatMap(Optional::stream)
                .toList();
    }

    private Future<List<Write>> writes(List<Edit> edits) {
        if (edits.isEmpty()) return Future.succeededFuture(List.of());
        return versions.bump(edits.stream().map(Edit::step).toList())
                .map(
                        bump -> {
                            var writes = new ArrayList<>(bump.writes());
                            for (var edit : edits) writes.addAll(edit.writes());
                            return writes;
                        });
    }

    private void announce(Edit edit) {
        var row = edit.row();
        var key = row.ownerUserID() + " " + row.conversationID();
        changes.publish(CHANGED, key);
        if (edit instanceof Edit.Removed) changes.publish(GONE, key);
    }
}
