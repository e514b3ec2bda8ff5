package im.parley.group;

import im.parley.state.Table;
import im.parley.state.Write;
import im.parley.versions.Step;
import im.parley.versions.VersionLog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// A change in the making: what becomes of rows, which lists move on, and who must hear of it. All
/// of it is one write, and that write fails when anything that was looked at has changed since.
final class Edit {
    /// Somebody who keeps a copy of this is to drop it.
    record News(String entity, String key) {}

    private final GroupStore store;
    private final long now;
    private final Map<Record, Write> seen = new LinkedHashMap<>();
    private final List<Write> rows = new ArrayList<>();
    private final List<Step> memberSteps = new ArrayList<>();
    private final List<Step> joinSteps = new ArrayList<>();
    private final Set<News> news = new LinkedHashSet<>();

    Edit(GroupStore store, long now) {
        this.store = store;
        this.now = now;
    }

    long now() {
        return now;
    }

    /// They join now, one after the other.
    List<MemberRow> joined(List<MemberRow> joining) {
        return joining.stream().map(row -> row.joinedAt(store.nextMoment())).toList();
    }

    GroupView look(String groupID, Collection<String> userIDs) {
        var view = store.look(groupID, userIDs).await();
        view.row().ifPresent(row -> expect(GroupRow.TABLE, row));
        view.members().values().forEach(row -> expect(MemberRow.TABLE, row));
        return view;
    }

    private <R extends Record> void expect(Table<R> table, R row) {
        seen.put(row, Write.replace(table, row, row));
    }

    void found(GroupRow group, List<MemberRow> members) {
        rows.add(Write.insert(GroupRow.TABLE, group));
        news.add(new News(GroupStore.GROUP_CHANGED, group.groupID()));
        add(group.groupID(), members);
    }

    /// @return the group as it is with them, and what is left to do for them
    Moved enter(GroupRow group, List<MemberRow> members) {
        add(group.groupID(), members);
        return moved(group, members, members.size());
    }

    private void add(String groupID, List<MemberRow> members) {
        for (var row : members) {
            rows.add(Write.insert(MemberRow.TABLE, row));
            joinSteps.add(Step.insert(row.userID(), groupID));
            told(row);
        }
        memberSteps.add(Step.insert(groupID, ids(members)));
        news.add(new News(GroupStore.MEMBERS_CHANGED, groupID));
    }

    Moved leave(GroupRow group, List<MemberRow> members) {
        for (var row : members) {
            rows.add(Write.delete(MemberRow.TABLE, row.groupID(), row.userID()));
            joinSteps.add(Step.delete(row.userID(), group.groupID()));
            told(row);
        }
        memberSteps.add(Step.delete(group.groupID(), ids(members)));
        news.add(new News(GroupStore.MEMBERS_CHANGED, group.groupID()));
        return moved(group, members, -members.size());
    }

    /// @param group as it is afterwards
    record Moved(GroupRow group, UnsettledRow unsettled) {}

    private Moved moved(GroupRow before, List<MemberRow> members, int more) {
        var after = before.withMembers(more);
        rewrite(before, after);
        var id = UUID.randomUUID().toString();
        var unsettled = new UnsettledRow(id, before.groupID(), ids(members), now);
        rows.add(Write.insert(UnsettledRow.TABLE, unsettled));
        return new Moved(after, unsettled);
    }

    /// What is said about the group itself changes.
    void change(GroupRow before, GroupRow after) {
        rewrite(before, after);
        memberSteps.add(Step.update(before.groupID(), VersionLog.INFO));
    }

    /// A change of the group's row that another step tells of.
    void rewrite(GroupRow before, GroupRow after) {
        replace(GroupRow.TABLE, before, after);
        news.add(new News(GroupStore.GROUP_CHANGED, before.groupID()));
    }

    /// The step that tells of it is up to the caller, as several members may change in one.
    void rewrite(MemberRow before, MemberRow after) {
        replace(MemberRow.TABLE, before, after);
        told(after);
        if (before.rank() != after.rank())
            news.add(new News(GroupStore.MEMBERS_CHANGED, before.groupID()));
    }

    <R extends Record> void replace(Table<R> table, R before, R after) {
        seen.remove(before);
        rows.add(Write.replace(table, before, after));
    }

    /// A row of something that is no list of its own.
    void put(Write row) {
        rows.add(row);
    }

    void step(Step memberStep) {
        memberSteps.add(memberStep);
    }

    void joinStep(Step step) {
        joinSteps.add(step);
    }

    private void told(MemberRow row) {
        news.add(new News(GroupStore.MEMBER_CHANGED, row.groupID() + " " + row.userID()));
    }

    private static List<String> ids(List<MemberRow> members) {
        return members.stream().map(MemberRow::userID).toList();
    }

    boolean isEmpty() {
        return rows.isEmpty() && memberSteps.isEmpty() && joinSteps.isEmpty();
    }

    /// What was looked at comes first: it is expected as it was before anything is written.
    List<Write> writes() {
        return Stream.concat(seen.values().stream(), rows.stream()).toList();
    }

    List<Step> memberSteps() {
        return memberSteps;
    }

    List<Step> joinSteps() {
        return joinSteps;
    }

    Set<News> news() {
        return news;
    }
}
