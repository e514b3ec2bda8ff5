package im.parley.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.versions.Delta;
import im.parley.versions.Version;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.HashSet;
import java.util.Optional;
import java.util.function.Predicate;

/// Who is in which group, in the order of http-identity-and-groups.md 6.5: for deliveries, pages
/// and id lists. Safe to use from every thread.
///
///     nothing ──ask──► Asked ──answer──► Known ──change──► Outdated ──ask──► Asked ...
///
/// An outdated list is not read again but brought up to date by the version log, as a client does
/// it: one member more costs the same however many there are. A list that was asked for before a
/// change is given to who asked, but not kept.
final class MemberLists {
    private sealed interface Entry {
        record Asked(Future<MemberList> answer, Optional<MemberList> before) implements Entry {}

        record Known(MemberList list) implements Entry {}

        record Outdated(MemberList list) implements Entry {}
    }

    private final GroupStore store;
    private final Cache<String, Entry> entries;

    /// @param membersMax how many members all lists together may have
    MemberLists(GroupStore store, Changes changes, int membersMax, MeterRegistry metrics) {
        this.store = store;
        this.entries =
                Caffeine.newBuilder()
                        .maximumWeight(membersMax)
                        .weigher(MemberLists::weight)
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
        CaffeineCacheMetrics.monitor(metrics, entries, "group_members");
        changes.onChange(GroupStore.MEMBERS_CHANGED, this::changed);
    }

    private static int weight(String groupID, Entry entry) {
        return switch (entry) {
            case Entry.Asked(_, var before) -> before.map(MemberList::size).orElse(0) + 1;
            case Entry.Known(var list) -> list.size() + 1;
            case Entry.Outdated(var list) -> list.size() + 1;
        };
    }

    private void changed(String groupID) {
        entries.asMap().computeIfPresent(groupID, (_, entry) -> outdated(entry));
    }

    private static Entry outdated(Entry entry) {
        return switch (entry) {
            case Entry.Asked(_, var before) -> before.map(Entry.Outdated::new).orElse(null);
            case Entry.Known(var list) -> new Entry.Outdated(list);
            case Entry.Outdated _ -> entry;
        };
    }

    Future<MemberList> of(String groupID) {
        return switch (entries.getIfPresent(groupID)) {
            case Entry.Known(var list) -> Future.succeededFuture(list);
            case Entry.Asked(var answer, _) -> Copies.onThisContext(answer);
            case Entry.Outdated old ->
                    ask(
                            groupID,
                            Optional.of(old.list),
                            asked -> entries.asMap().replace(groupID, old, asked));
            case null ->
                    ask(
                            groupID,
                            Optional.empty(),
                            asked -> entries.asMap().putIfAbsent(groupID, asked) == null);
        };
    }

    /// @param first whether nobody was faster
    private Future<MemberList> ask(
            String groupID, Optional<MemberList> before, Predicate<Entry> first) {
        Promise<MemberList> answer = Promise.promise();
        var asked = new Entry.Asked(answer.future(), before);
        if (!first.test(asked)) return of(groupID);
        return before.map(list -> updated(groupID, list))
                .orElseGet(() -> read(groupID))
                .onComplete(list -> answered(groupID, asked, list))
                .onComplete(answer);
    }

    private void answered(String groupID, Entry asked, AsyncResult<MemberList> list) {
        if (list.succeeded())
            entries.asMap().replace(groupID, asked, new Entry.Known(list.result()));
        else entries.asMap().remove(groupID, asked);
    }

    /// The version is read first, so the list is at least as new.
    private Future<MemberList> read(String groupID) {
        return store.memberVersion(groupID)
                .compose(
                        version ->
                                store.everybodyIn(groupID)
                                        .map(rows -> MemberList.of(version, rows)));
    }

    private Future<MemberList> updated(String groupID, MemberList list) {
        Version known = list.version();
        return store.membersSince(groupID, known.id(), known.number())
                .compose(delta -> delta.full() ? read(groupID) : updated(groupID, list, delta));
    }

    private Future<MemberList> updated(String groupID, MemberList list, Delta delta) {
        var touched = new HashSet<>(delta.deleted());
        var present = new HashSet<>(delta.inserted());
        present.addAll(delta.updated());
        touched.addAll(present);
        return store.members(groupID, present).map(rows -> list.with(delta.head(), touched, rows));
    }
}
