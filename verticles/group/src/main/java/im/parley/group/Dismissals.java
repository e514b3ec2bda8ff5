package im.parley.group;

import im.parley.state.Scan;
import im.parley.state.Write;
import im.parley.versions.Step;

import java.util.List;

/// Takes a dismissed group from its members, in steps of bounded size. On a virtual thread.
///
///     dismissed ──► each member's list of groups loses it ──► 1511 ──► (later) rows removed
///
/// From the first write on the group has no members: whoever asks finds none. The rows stay for a
/// while, because the dismissal is delivered to those they name. What a crash leaves undone is
/// done by whoever finds the [DismissalRow].
final class Dismissals {
    private static final int MEMBERS_AT_ONCE = 500;
    private static final int ROWS_AT_ONCE = 20;

    /// By then the notification has been delivered to whoever is online.
    private static final long KEPT_MILLIS = 600_000;

    /// So long a dismissal may be under way by the call that began it.
    private static final long OVERDUE_MILLIS = 120_000;

    private final GroupStore store;
    private final MemberLists lists;

    Dismissals(GroupStore store, MemberLists lists) {
        this.store = store;
        this.lists = lists;
    }

    /// What is written together with the new status.
    static Write begun(String groupID, long now) {
        return Write.insert(DismissalRow.TABLE, new DismissalRow(groupID, now, 0));
    }

    /// Lets every member's list of groups lose it.
    ///
    /// @return who were its members
    List<String> tellLists(String groupID) {
        var members = lists.of(groupID).await().ids();
        while (tellSome(groupID, members)) {}
        return members;
    }

    private boolean tellSome(String groupID, List<String> members) {
        return store.change(
                        edit -> {
                            var row = store.tables().get(DismissalRow.TABLE, groupID).await();
                            return row.filter(before -> before.told() < members.size())
                                    .map(before -> tell(edit, before, members))
                                    .orElse(false);
                        })
                .value();
    }

    /// @return whether there may be more to tell
    private static boolean tell(Edit edit, DismissalRow before, List<String> members) {
        int to = Math.min(before.told() + MEMBERS_AT_ONCE, members.size());
        for (var user : members.subList(before.told(), to))
            edit.joinStep(Step.delete(user, before.groupID()));
        var after = new DismissalRow(before.groupID(), before.since(), to);
        edit.replace(DismissalRow.TABLE, before, after);
        return to < members.size();
    }

    /// Finishes what was left, and removes the rows of groups dismissed long ago.
    void catchUp() {
        var oldest = Scan.of(DismissalRow.TABLE).by(DismissalRow.BY_TIME).limit(ROWS_AT_ONCE);
        for (var row : store.tables().scan(oldest).await()) {
            long age = store.now() - row.since();
            if (age > OVERDUE_MILLIS) tellLists(row.groupID());
            if (age > KEPT_MILLIS) remove(row.groupID());
        }
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
