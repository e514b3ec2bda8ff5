package im.parley.group;

import im.parley.bus.Call;
import im.parley.contract.Refusal;
import im.parley.state.Scan;
import im.parley.state.Write;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Sees to it that what a user may read of a group follows from whether he is in it, also when the
/// server dies between the two. On a virtual thread.
///
///     members come or go, and an [UnsettledRow] ── one write
///     what they may read ── other services
///     the row is deleted
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    /// Whoever came or went so long ago is no longer being settled by the call that moved him.
    private static final long OVERDUE_MILLIS = 60_000;

    private static final int ROWS_AT_ONCE = 100;

    private final GroupStore store;
    private final ReadBounds bounds;
    private final Turns turns;

    Settlement(GroupStore store, ReadBounds bounds, Turns turns) {
        this.store = store;
        this.bounds = bounds;
        this.turns = turns;
    }

    /// Procedure J, within the turn in which they came. The group is told when the new members'
    /// conversations are there, but before they hear of them.
    void arrive(Call call, UnsettledRow row, Runnable notice) {
        bounds.open(call, row.groupID(), row.userIDs());
        notice.run();
        bounds.lift(call, row.groupID(), row.userIDs());
        settled(row);
    }

    /// Procedure L, within the turn in which they went. Whom another node has let in again
    /// meanwhile is not shut out.
    void depart(Call call, UnsettledRow row) {
        bounds.close(call, row.groupID(), row.userIDs());
        var back = members(row);
        if (!back.isEmpty()) bounds.lift(call, row.groupID(), back);
        settled(row);
    }

    private List<String> members(UnsettledRow row) {
        var view = store.look(row.groupID(), row.userIDs()).await();
        return row.userIDs().stream().filter(user -> view.member(user).isPresent()).toList();
    }

    /// Nobody waits for it: a row too many is settled once more, which changes nothing.
    private void settled(UnsettledRow row) {
        store.write(List.of(Write.delete(UnsettledRow.TABLE, row.id())))
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("groupID", row.groupID())
                                        .log("a settled row stays"));
    }

    /// Settles what was left behind.
    void catchUp(Call call) {
        var left = Scan.of(UnsettledRow.TABLE).by(UnsettledRow.BY_TIME).limit(ROWS_AT_ONCE);
        for (var row : store.tables().scan(left).await())
            if (row.since() < store.now() - OVERDUE_MILLIS)
                turns.take(row.groupID(), () -> settleUnlessRefused(call, row));
    }

    /// A back end that refuses the conversations will refuse them again.
    private UnsettledRow settleUnlessRefused(Call call, UnsettledRow row) {
        try {
            settle(call, row);
        } catch (Refusal refusal) {
            LOG.atWarn()
                    .addKeyValue("groupID", row.groupID())
                    .addKeyValue("refusal", refusal.getMessage())
                    .log("new members stay without a conversation");
        }
        settled(row);
        return row;
    }

    /// Whether they came or went is not asked of the row: it may have changed since.
    private void settle(Call call, UnsettledRow row) {
        var in = members(row);
        var out = row.userIDs().stream().filter(user -> !in.contains(user)).toList();
        if (!in.isEmpty()) {
            bounds.open(call, row.groupID(), in);
            bounds.lift(call, row.groupID(), in);
        }
        if (!out.isEmpty()) bounds.close(call, row.groupID(), out);
    }
}
