package im.parley.state;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Tables of records. Reads see every write that has succeeded.
public interface Tables {
    int ATTEMPTS_MAX = 64;
    int ATTEMPTS_AT_ONCE = 4;

    <R extends Record> Future<Optional<R>> get(Table<R> table, Object... key);

    /// The rows of these keys in their order; missing ones are left out.
    <R extends Record> Future<List<R>> getAll(Table<R> table, Collection<Key> keys);

    <R extends Record> Future<List<R>> scan(Scan<R> scan);

    /// How many rows the scan meets, its skip and limit left aside.
    Future<Long> count(Scan<?> scan);

    /// All of these writes or none. Fails with [Conflict] when an insert's key or unique index is
    /// taken, or a replaced row is not as expected.
    Future<Void> write(List<Write> writes);

    /// Reads, decides and writes, again from the start whenever somebody else was faster.
    ///
    /// @param attempt reads what it needs and returns the writes; an empty list writes nothing
    default Future<Void> transact(Supplier<Future<List<Write>>> attempt) {
        return attempt(attempt, ATTEMPTS_MAX);
    }

    private Future<Void> attempt(Supplier<Future<List<Write>>> attempt, int left) {
        return attempt.get()
                .compose(writes -> writes.isEmpty() ? Future.succeededFuture() : write(writes))
                .recover(
                        failure ->
                                failure instanceof Conflict && left > 1
                                        ? pause(ATTEMPTS_MAX - left)
                                                .compose(_ -> attempt(attempt, left - 1))
                                        : Future.failedFuture(failure));
    }

    /// Of a crowd at one row each round only one succeeds; who has lost several times stands back
    /// for a moment, so that the others need not lose as often.
    private static Future<Void> pause(int lost) {
        var context = Vertx.currentContext();
        if (lost < ATTEMPTS_AT_ONCE || context == null) return Future.succeededFuture();
        long millis = ThreadLocalRandom.current().nextLong(1, 2 + 4L * (lost - ATTEMPTS_AT_ONCE));
        return context.owner().timer(millis).mapEmpty();
    }

    /// A write found the table otherwise than it said.
    final class Conflict extends RuntimeException {
        private final Write write;

        public Conflict(Write write) {
            super("conflict in " + write.table().name(), null, false, false);
            this.write = write;
        }

        public Write write() {
            return write;
        }
    }
}
