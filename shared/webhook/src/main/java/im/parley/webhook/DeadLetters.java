package im.parley.webhook;

import im.parley.platform.Clock;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Events that nobody heard, kept for an operator to look at. Over the bound the oldest go. Safe to
/// use from every thread.
final class DeadLetters {
    /// Rows of one write.
    private static final int STEP = 200;

    private final Tables tables;
    private final Clock clock;
    private final int keptMax;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicBoolean trimming = new AtomicBoolean();

    DeadLetters(Tables tables, Clock clock, int keptMax, MeterRegistry metrics) {
        this.tables = tables;
        this.clock = clock;
        this.keptMax = keptMax;
        Gauge.builder("parley.webhook.dead.kept", kept, AtomicLong::get).register(metrics);
    }

    Future<Void> open() {
        return tables.count(Scan.of(DeadLetter.TABLE))
                .map(
                        count -> {
                            kept.set(count);
                            return null;
                        });
    }

    Future<Void> bury(Event event, int attempts, String why) {
        var letter = DeadLetter.of(event, clock.millis(), attempts, why);
        return tables.write(List.of(event.removal(), Write.put(DeadLetter.TABLE, letter)))
                .map(_ -> kept.incrementAndGet())
                .compose(_ -> trim());
    }

    private Future<Void> trim() {
        long excess = kept.get() - keptMax;
        if (excess <= 0 || !trimming.compareAndSet(false, true)) return Future.succeededFuture();
        return tables.scan(oldest("").limit((int) Math.min(excess, STEP)))
                .compose(letters -> remove(letters, List.of()))
                .onComplete(_ -> trimming.set(false));
    }

    /// @param hookKey empty for all
    static Scan<DeadLetter> oldest(String hookKey) {
        var all = Scan.of(DeadLetter.TABLE);
        return hookKey.isEmpty()
                ? all.by(DeadLetter.BY_AGE)
                : all.by(DeadLetter.BY_HOOK).within(hookKey);
    }

    /// @param others writes that belong to the removal
    Future<Void> remove(List<DeadLetter> letters, List<Write> others) {
        var writes = new ArrayList<>(others);
        for (var letter : letters) writes.add(Write.delete(DeadLetter.TABLE, letter.id()));
        return tables.write(writes).map(_ -> kept.addAndGet(-letters.size())).mapEmpty();
    }

    Future<List<DeadLetter>> page(String hookKey, int skip, int limit) {
        return tables.scan(oldest(hookKey).skip(skip).limit(limit));
    }

    Future<Long> count(String hookKey) {
        return tables.count(oldest(hookKey));
    }

    Future<List<DeadLetter>> of(Collection<String> ids) {
        return tables.getAll(DeadLetter.TABLE, ids.stream().distinct().map(Key::of).toList());
    }

    /// Goes through all that are dead by now, the oldest first. Each step must remove its letters.
    ///
    /// @return how many there were
    Future<Integer> each(String hookKey, Step step) {
        return each(hookKey, clock.millis(), 0, step);
    }

    private Future<Integer> each(String hookKey, long now, int done, Step step) {
        return page(hookKey, 0, STEP)
                .map(page -> page.stream().filter(letter -> letter.died() <= now).toList())
                .compose(
                        letters ->
                                letters.isEmpty()
                                        ? Future.succeededFuture(done)
                                        : step.take(letters)
                                                .compose(
                                                        _ ->
                                                                each(
                                                                        hookKey,
                                                                        now,
                                                                        done + letters.size(),
                                                                        step)));
    }

    @FunctionalInterface
    interface Step {
        Future<Void> take(List<DeadLetter> letters);
    }
}
