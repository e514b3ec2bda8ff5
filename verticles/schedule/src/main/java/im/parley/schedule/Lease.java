package im.parley.schedule;

import im.parley.platform.Clock;
import im.parley.platform.NodeId;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Who does a job: one node at a time, until its lease ends or it gives it up. The row is changed
/// by compare-and-set, so of two nodes that reach for it only one has it.
final class Lease {
    static final Table<Row> LEASES = Table.of("scheduleLease", Row.class).key("job");

    record Row(String job, String node, long untilMillis) {}

    private final Tables tables;
    private final NodeId node;
    private final Clock clock;
    private final long millis;

    /// @param millis must be longer than a step of a job may take
    Lease(Tables tables, NodeId node, Clock clock, long millis) {
        this.tables = tables;
        this.node = node;
        this.clock = clock;
        this.millis = millis;
    }

    /// Takes or prolongs it; false while it is another node's.
    Future<Boolean> hold(String job) {
        var held = new AtomicBoolean();
        return tables.transact(() -> tables.get(LEASES, job).map(row -> reach(job, row, held)))
                .map(_ -> held.get());
    }

    private List<Write> reach(String job, Optional<Row> row, AtomicBoolean held) {
        held.set(row.isEmpty() || isFree(row.get()));
        boolean holdsLongEnough = row.isPresent() && isYoung(row.get());
        return held.get() && !holdsLongEnough ? taking(job, row) : List.of();
    }

    /// What this node no longer needs another one may have at once.
    Future<Void> giveUp(String job) {
        return tables.transact(() -> tables.get(LEASES, job).map(row -> leaving(job, row)));
    }

    private List<Write> leaving(String job, Optional<Row> row) {
        boolean mine = row.isPresent() && isMine(row.get());
        return mine ? List.of(Write.delete(LEASES, job)) : List.of();
    }

    private List<Write> taking(String job, Optional<Row> before) {
        var mine = new Row(job, node.value(), clock.millis() + millis);
        return List.of(
                before.map(row -> Write.replace(LEASES, row, mine))
                        .orElseGet(() -> Write.insert(LEASES, mine)));
    }

    private boolean isFree(Row row) {
        return isMine(row) || row.untilMillis() < clock.millis();
    }

    /// A job of many short steps need not write its lease at each.
    private boolean isYoung(Row row) {
        return isMine(row) && row.untilMillis() - clock.millis() > millis / 2;
    }

    private boolean isMine(Row row) {
        return row.node().equals(node.value());
    }
}
