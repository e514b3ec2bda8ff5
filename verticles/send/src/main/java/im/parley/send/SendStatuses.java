package im.parley.send;

import im.parley.platform.Clock;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What became of the sends of back ends, by operation id and for a day
/// (http-messages-and-objects.md 1.6, 2.6). Writing clears away what is older, so nothing else has
/// to. Safe to use from every thread.
final class SendStatuses {
    record StatusRow(String operationID, int status, long time) {}

    static final Table<StatusRow> STATUSES =
            Table.of("send_status", StatusRow.class).key("operationID").index("byTime", "time");

    static final int UNKNOWN = 0;
    private static final long KEPT_MILLIS = Duration.ofDays(1).toMillis();

    /// Each so many writes take at most twice as many old rows away: the table cannot grow.
    private static final int SWEEP_EVERY = 256;

    private final Tables tables;
    private final Clock clock;
    private final AtomicInteger written = new AtomicInteger();

    SendStatuses(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    Future<Integer> of(String operationID) {
        long oldest = clock.millis() - KEPT_MILLIS;
        return tables.get(STATUSES, operationID)
                .map(
                        row ->
                                row.filter(it -> it.time >= oldest)
                                        .map(StatusRow::status)
                                        .orElse(UNKNOWN));
    }

    Future<Void> set(String operationID, int status) {
        var row = new StatusRow(operationID, status, clock.millis());
        var write = tables.write(List.of(Write.put(STATUSES, row)));
        return written.incrementAndGet() % SWEEP_EVERY == 0 ? write.compose(_ -> sweep()) : write;
    }

    private Future<Void> sweep() {
        long oldest = clock.millis() - KEPT_MILLIS;
        return tables.scan(Scan.of(STATUSES).by("byTime").limit(2 * SWEEP_EVERY))
                .compose(
                        rows ->
                                tables.write(
                                        rows.stream()
                                                .filter(row -> row.time < oldest)
                                                .map(row -> Write.delete(STATUSES, row.operationID))
                                                .toList()));
    }
}
