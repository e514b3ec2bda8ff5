package im.parley.versions;

import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Tables.Conflict;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The versions of one kind of list, for all its owners.
///
/// A change of a list is one atomic write: the rows, an entry for each element, and the head moved
/// on by compare-and-set. Two changes of one list at the same moment therefore meet at its head;
/// the later one conflicts, and [Tables#transact] makes it anew over what the first one left.
///
///     tables.transact(() ->
///             versions.bump(Step.insert(ann, bob), Step.insert(bob, ann))
///                     .map(bump -> together(rows, bump.writes())));
public final class VersionLog {
    /// The element "what is said about the list itself has changed".
    public static final String INFO = "";

    /// The element "the order of the list has changed".
    public static final String SORT = "____S_O_R_T_I_D____";

    static final int ENTRIES_MAX = 200;
    private static final String BY_VERSION = "byVersion";

    private final Tables tables;
    private final Table<Head> heads;
    private final Table<Entry> entries;

    /// @param name of the kind of list, in the names of its two tables
    public VersionLog(Tables tables, String name) {
        this.tables = tables;
        this.heads = Table.of(name + "_version", Head.class).key("owner");
        this.entries =
                Table.of(name + "_version_log", Entry.class)
                        .key("owner", "element")
                        .index(BY_VERSION, "owner", "version");
    }

    /// Where an owner's list stands. Read it before the list: then the list is at least as new.
    public Future<Version> head(String owner) {
        return tables.get(heads, owner)
                .compose(head -> head.map(Future::succeededFuture).orElseGet(() -> begin(owner)))
                .map(Head::asVersion);
    }

    /// A list that nobody has changed yet has a version all the same, so that clients have
    /// something to compare with (http-identity-and-groups.md 6.1).
    private Future<Head> begin(String owner) {
        var first = Head.first(owner);
        return tables.write(List.of(Write.insert(heads, first)))
                .map(first)
                .recover(failure -> begunMeanwhile(owner, failure));
    }

    private Future<Head> begunMeanwhile(String owner, Throwable failure) {
        if (!(failure instanceof Conflict)) return Future.failedFuture(failure);
        return tables.get(heads, owner).map(Optional::orElseThrow);
    }

    /// What changed since the client's version (http-identity-and-groups.md 6.3). Whatever is
    /// malformed about the client's id makes it another id than ours.
    public Future<Delta> since(String owner, String versionID, long version) {
        return head(owner).compose(head -> since(owner, head, versionID, version));
    }

    private Future<Delta> since(String owner, Version head, String versionID, long version) {
        boolean unknown = version == 0 || !head.id().equals(versionID);
        if (unknown || Long.compareUnsigned(version, head.number()) > 0)
            return Future.succeededFuture(Delta.full(head));
        if (version == head.number()) return Future.succeededFuture(Delta.none(head));
        return newest(owner).map(newest -> delta(head, newest, version));
    }

    /// As many entries as a delta may have, and one more.
    private Future<List<Entry>> newest(String owner) {
        return tables.scan(
                Scan.of(entries).by(BY_VERSION).within(owner).backwards().limit(ENTRIES_MAX + 1));
    }

    /// The entries were read after the head and may be newer than it says; the client is then told
    /// of them a second time, which changes nothing for it.
    private static Delta delta(Version head, List<Entry> newestFirst, long version) {
        var news = newestFirst.stream().takeWhile(entry -> entry.version() > version).toList();
        if (news.size() > ENTRIES_MAX) return Delta.full(head);
        return new Delta(
                head,
                false,
                elements(news, State.DELETE),
                elements(news, State.INSERT),
                elements(news, State.UPDATE),
                pseudo(news, SORT).map(Entry::version).orElse(0L),
                pseudo(news, INFO).isPresent());
    }

    private static List<String> elements(List<Entry> newestFirst, State state) {
        return newestFirst.reversed().stream()
                .filter(entry -> !entry.isPseudo() && State.of(entry.state()) == state)
                .map(Entry::element)
                .toList();
    }

    private static Optional<Entry> pseudo(List<Entry> news, String element) {
        return news.stream().filter(entry -> entry.element().equals(element)).findFirst();
    }

    public Future<Bump> bump(Step... steps) {
        return bump(List.of(steps));
    }

    /// The writes of these steps, in their order, over what is stored now. To be called again when
    /// they conflict.
    public Future<Bump> bump(Collection<Step> steps) {
        var real = steps.stream().filter(step -> !step.elements().isEmpty()).toList();
        var owners = real.stream().map(Step::owner).distinct().map(Key::of).toList();
        return tables.getAll(heads, owners).map(stored -> bump(stored, real));
    }

    private Bump bump(List<Head> stored, List<Step> steps) {
        var before = new LinkedHashMap<String, Head>();
        for (var head : stored) before.put(head.owner(), head);
        var after = new LinkedHashMap<>(before);
        var touched = new LinkedHashMap<Key, Entry>();
        for (var step : steps) {
            var owner = step.owner();
            var head = after.containsKey(owner) ? after.get(owner).next() : Head.first(owner);
            after.put(owner, head);
            for (var element : step.elements()) {
                var entry = new Entry(owner, element, step.state().number(), head.version());
                touched.put(Key.of(owner, element), entry);
            }
        }
        var heads = new LinkedHashMap<String, Version>();
        after.forEach((owner, head) -> heads.put(owner, head.asVersion()));
        return new Bump(writes(before, after, touched.values()), Map.copyOf(heads));
    }

    private List<Write> writes(
            Map<String, Head> before, Map<String, Head> after, Collection<Entry> touched) {
        var writes = new ArrayList<Write>(after.size() + touched.size());
        after.forEach(
                (owner, head) -> writes.add(moved(Optional.ofNullable(before.get(owner)), head)));
        for (var entry : touched) writes.add(Write.put(entries, entry));
        return List.copyOf(writes);
    }

    private Write moved(Optional<Head> before, Head after) {
        return before.map(head -> Write.replace(heads, head, after))
                .orElseGet(() -> Write.insert(heads, after));
    }

    /// The writes that make the owner's log anew: without entries and under another id, so every
    /// client reads the whole list (the "removed" of http-identity-and-groups.md 6.2; the head
    /// stays, so that a bump at the same moment conflicts).
    public Future<List<Write>> restart(String owner) {
        return tables.get(heads, owner)
                .compose(
                        head ->
                                tables.scan(Scan.of(entries).within(owner))
                                        .map(old -> restart(head, owner, old)));
    }

    private List<Write> restart(Optional<Head> head, String owner, List<Entry> old) {
        var writes = new ArrayList<Write>();
        writes.add(moved(head, Head.first(owner)));
        for (var entry : old) writes.add(Write.delete(entries, owner, entry.element()));
        return List.copyOf(writes);
    }
}
