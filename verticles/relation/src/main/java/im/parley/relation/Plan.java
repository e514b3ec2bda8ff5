package im.parley.relation;

import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What an operation will have done, and the writes that do it.
record Plan<T>(T outcome, List<Write> writes) {
    Plan<T> and(List<Write> more) {
        return new Plan<>(outcome, Stream.concat(writes.stream(), more.stream()).toList());
    }

    /// Makes the plan anew over what is stored then, until nobody was faster, and tells what was
    /// done in the end.
    static <T> T carryOut(Tables tables, Supplier<Future<Plan<T>>> attempt) {
        var last = new AtomicReference<T>();
        tables.transact(
                        () ->
                                attempt.get()
                                        .map(
                                                plan -> {
                                                    last.set(plan.outcome);
                                                    return plan.writes;
                                                }))
                .await();
        return last.get();
    }
}
