package im.parley.group;

import im.parley.bus.Call;
import im.parley.contract.Refusal;
import im.parley.state.Scan;
import im.parley.state.Write;

import io.vertx.core.Future;

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

    /// No call waits for it: a row too many is settled once more, which changes nothing.
    private Future<Void> settled(UnsettledRow row) {
        return store.write(List.of(Write.delete(UnsettledRow.TABLE, row.id())))
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("groupID", row.groupID())
                                        .log("a settled row stays"));
    }

    /// Settles what was left behind of what happened before then.
    void catchUp(Call call, long before) {
        List<UnsettledRow> left;
        do {
            left = oldest().stream().filter(row -> row.since() < before).toList();
            for (var row : left)
                turns.take(row.groupID(), () -> settleUnlessRefused(call, row).await());
        } while (left.size() == ROWS_AT_ONCE);
    }

    private List<UnsettledRow> oldest() {
        var oldest = Scan.of(UnsettledRow.TABLE).by(UnsettledRow.BY_TIME).limit(ROWS_AT_ONCE);
        return store.tables().scan(oldest).await();
    }

    /// A back end that refuses the conversations will refuse them again.
    private Future<Void> settleUnlessRefused(Call call, UnsettledRow row) {
        try {
            settle(call, row);
        } catch (Refusal refusal) {
            LOG.atWarn()
                    .addKeyValue("groupID", row.groupID())
                    .addKeyValue("refusal", refusal.getMessage())
                    .log("new members stay without a conversation");
        }
        return settled(row);
    }

    /// Whether they came or went is not asked of the row: it may have changed since, and on another
    /// node it may change meanwhile.
    private void settle(Call call, UnsettledRow row) {
        List<String> in;
        do {
            in = members(row);
            settle(call, row, in);
        } while (!members(row).equals(in));
    }

    private void settle(Call call, UnsettledRow row, List<String> in) {
        var out = row.userIDs().stream().filter(user -> !in.contains(user)).toList();
        if (!in.isEmpty()) {
            bounds.open(call, row.groupID(), in);
            bounds.lift(call, row.groupID(), in);
        }
        if (!out.isEmpty()) bounds.close(call, row.groupID(), out);
    }
}
