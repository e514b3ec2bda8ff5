package im.parley.group;

import im.parley.bus.Call;
import im.parley.versions.Version;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Where new members come in, whatever brought them: one turn of the group each, with all that
/// belongs to it. On a virtual thread.
final class Entrance {
    private final GroupStore store;
    private final Turns turns;
    private final Settlement settlement;
    private final GroupNotices notices;

    Entrance(GroupStore store, Turns turns, Settlement settlement, GroupNotices notices) {
        this.store = store;
        this.turns = turns;
        this.settlement = settlement;
        this.notices = notices;
    }

    /// What letting users in came to.
    ///
    /// @param group as it is with them
    /// @param unsettled what is left to do, if anybody came in
    record Admitted(GroupRow group, List<MemberRow> members, Optional<UnsettledRow> unsettled) {
        static Admitted to(GroupView view, List<MemberRow> joining, Edit edit) {
            if (joining.isEmpty()) return new Admitted(view.group(), joining, Optional.empty());
            var members = edit.joined(joining);
            var moved = edit.enter(view.group(), members);
            return new Admitted(moved.group(), members, Optional.of(moved.unsettled()));
        }
    }

    /// @param notice told when somebody came in
    void admit(
            Call call,
            String groupID,
            Function<Edit, Admitted> attempt,
            BiConsumer<Admitted, Version> notice) {
        turns.take(
                groupID,
                () -> {
                    var done = store.change(attempt);
                    var in = done.value();
                    settle(call, in, () -> notice.accept(in, done.version(groupID)));
                    return in;
                });
    }

    /// To be called within the turn in which they came in.
    void settle(Call call, Admitted in, Runnable notice) {
        in.unsettled().ifPresent(row -> settlement.arrive(call, row, notice));
    }

    /// Somebody came by himself.
    void tellOfEntry(Call call, Admitted in, Version version) {
        var entrant = in.members().getFirst();
        notices.memberEnter(call, in.group(), entrant, version, store.now());
    }

    /// Somebody brought them.
    void tellOfInvited(
            Call call, Admitted in, String inviter, Version version, Optional<Boolean> seen) {
        notices.memberInvited(call, in.group(), in.members(), inviter, version, seen);
    }
}
