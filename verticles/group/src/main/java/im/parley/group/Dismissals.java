package im.parley.group;

import im.parley.state.Scan;
import im.parley.state.Write;
import im.parley.versions.Step;

import java.util.List;
import java.util.Optional;

/// Takes a dismissed group from its members, in steps of bounded size. On a virtual thread.
///
///     dismissed ──► each member's list of groups loses it ──► 1511 ──► (later) rows removed
///
/// From the first write on the group has no members: whoever asks finds none. The lists of a small
/// group's members lose it in that write too; those of a large one step by step, and what a crash
/// leaves undone is done by whoever finds the [DismissalRow]. The member rows stay for a while,
/// because the dismissal is delivered to those they name.
final class Dismissals {
    private static final int MEMBERS_AT_ONCE = 500;

    /// By then the notification has been delivered to whoever is online.
    private static final long KEPT_MILLIS = 600_000;

    private final GroupStore store;
    private final MemberLists lists;

    Dismissals(GroupStore store, MemberLists lists) {
        this.store = store;
        this.lists = lists;
    }

    /// What is written together with the new status. Whoever comes or goes meanwhile changes the
    /// group's row, so these are its members.
    ///
    /// @param group as it was
    void begin(Edit edit, GroupRow group) {
        var groupID = group.groupID();
        boolean small = group.memberCount() <= MEMBERS_AT_ONCE;
        if (small) {
            var members = store.everybodyIn(groupID).await();
            lose(edit, groupID, members.stream().map(MemberRow::userID).toList());
        }
        var row = new DismissalRow(groupID, edit.now(), 0, small);
        edit.put(Write.insert(DismissalRow.TABLE, row));
    }

    private static void lose(Edit edit, String groupID, List<String> members) {
        for (var user : members) edit.joinStep(Step.delete(user, groupID));
    }

    /// Lets the lists of those members lose it that still have it.
    void finish(String groupID) {
        if (unfinished(groupID).isEmpty()) return;
        var members = lists.of(groupID).await().ids();
        while (tellSome(groupID, members)) {}
    }

    /// @return whether there may be more to tell
    private boolean tellSome(String groupID, List<String> members) {
        return store.change(
                        edit ->
                                unfinished(groupID)
                                        .map(before -> tell(edit, before, members))
                                        .orElse(false))
                .value();
    }

    private Optional<DismissalRow> unfinished(String groupID) {
        return store.tables()
                .get(DismissalRow.TABLE, groupID)
                .await()
                .filter(row -> !row.toldAll());
    }

    private static boolean tell(Edit edit, DismissalRow before, List<String> members) {
        var groupID = before.groupID();
        int to = Math.min(before.told() + MEMBERS_AT_ONCE, members.size());
        boolean all = to == members.size();
        lose(edit, groupID, members.subList(before.told(), to));
        edit.replace(
                DismissalRow.TABLE, before, new DismissalRow(groupID, before.since(), to, all));
        return !all;
    }

    /// Who was in a group when it was dismissed; for as long as its rows are there.
    List<String> formerMembers(String groupID) {
        return lists.of(groupID).await().ids();
    }

    /// Finishes what was left of dismissals that began before then.
    void catchUp(long before) {
        for (var row : all()) if (!row.toldAll() && row.since() < before) finish(row.groupID());
    }

    void removeOld() {
        for (var row : all())
            if (row.toldAll() && store.now() - row.since() > KEPT_MILLIS) remove(row.groupID());
    }

    private List<DismissalRow> all() {
        return store.tables().scan(Scan.of(DismissalRow.TABLE).by(DismissalRow.BY_TIME)).await();
    }

    private void remove(String groupID) {
        var some = Scan.of(MemberRow.TABLE).within(groupID).limit(MEMBERS_AT_ONCE);
        for (var rows = store.tables().scan(some).await();
                !rows.isEmpty();
                rows = store.tables().scan(some).await())
            store.write(rows.stream().map(Dismissals::removal).toList()).await();
        store.write(List.of(Write.delete(DismissalRow.TABLE, groupID))).await();
    }

    private static Write removal(MemberRow row) {
        return Write.delete(MemberRow.TABLE, row.groupID(), row.userID());
    }
}
