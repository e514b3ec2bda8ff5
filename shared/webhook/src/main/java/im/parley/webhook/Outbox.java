package im.parley.webhook;

import im.parley.bus.Call;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Events that are accepted are told at least once, also when the process is killed in between.
///
///     after-hook ──row──► lane 0…3 of its command ──► back end
///                              └── after the last attempt ──► dead letters ──replay──► lane
///
/// Safe to use from every thread; the lanes share one context.
final class Outbox {
    /// For what is under way when the server stops.
    private static final long STOP_SECONDS = 3;

    /// Numbers count on from the time, so that they grow over restarts.
    private static final long NUMBERS_PER_MILLI = 1_000;

    private final WebhooksConfig config;
    private final Map<Hook, Report> told;
    private final DeadLetters dead;
    private final Tables tables;
    private final Clock clock;
    private final Context context;
    private final Map<Hook, List<Lane>> lanes = new EnumMap<>(Hook.class);
    private final AtomicLong lastNumber = new AtomicLong();

    /// @param told every hook whose events are told
    Outbox(
            WebhooksConfig config,
            Map<Hook, Report> told,
            DeadLetters dead,
            Vertx vertx,
            Tables tables,
            Clock clock) {
        this.config = config;
        this.told = told;
        this.dead = dead;
        this.tables = tables;
        this.clock = clock;
        this.context = vertx.getOrCreateContext();
        told.forEach((hook, report) -> lanes.put(hook, lanes(report, vertx)));
    }

    private List<Lane> lanes(Report report, Vertx vertx) {
        return IntStream.range(0, Event.LANES)
                .mapToObj(number -> new Lane(this, report, number, vertx, config))
                .toList();
    }

    /// Goes on where the last process stopped. Before this nothing must be accepted.
    Future<Void> open() {
        return Future.all(told.keySet().stream().map(this::counted).toList())
                .map(
                        _ -> {
                            onContext(() -> everyLane().forEach(Lane::wake));
                            return null;
                        });
    }

    private Future<Long> counted(Hook hook) {
        return tables.count(Scan.of(Event.TABLE).within(hook.key()))
                .map(count -> waiting(hook).addAndGet(count));
    }

    private AtomicLong waiting(Hook hook) {
        return told.get(hook).backlog().waiting();
    }

    private List<Lane> everyLane() {
        return lanes.values().stream().flatMap(List::stream).toList();
    }

    private void onContext(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    /// Succeeds when nothing is under way any more, or what is took too long: it is told again
    /// after the next start.
    Future<Void> close() {
        return Future.future(
                closed ->
                        onContext(
                                () ->
                                        Future.join(everyLane().stream().map(Lane::stop).toList())
                                                .timeout(STOP_SECONDS, TimeUnit.SECONDS)
                                                .onComplete(_ -> closed.complete())));
    }

    /// Succeeds when the event is stored. A full outbox loses it: the operation it is about has
    /// happened, and is not undone because a back end does not listen.
    Future<Void> accept(Call call, Hook hook, JsonObject body) {
        if (waiting(hook).get() >= config.eventsWaitingMax()) {
            told.get(hook).backlog().dropped().increment();
            return Future.succeededFuture();
        }
        var letter = Letter.of(Ids.messageId(), hook, call.operationID(), body);
        var event = Event.of(hook, body, letter, nextNumber(), clock.millis());
        waiting(hook).incrementAndGet();
        return tables.write(List.of(Write.insert(Event.TABLE, event)))
                .onSuccess(_ -> wake(hook, event.lane()))
                .onFailure(_ -> waiting(hook).decrementAndGet());
    }

    private long nextNumber() {
        long now = clock.millis() * NUMBERS_PER_MILLI;
        return lastNumber.updateAndGet(last -> Math.max(last + 1, now));
    }

    private void wake(Hook hook, int lane) {
        onContext(() -> lanes.get(hook).get(lane).wake());
    }

    Future<List<Event>> next(Hook hook, int lane, int limit) {
        return tables.scan(Scan.of(Event.TABLE).within(hook.key(), lane).limit(limit));
    }

    Future<Void> heard(Hook hook, Event event) {
        return tables.write(List.of(event.removal()))
                .map(_ -> waiting(hook).decrementAndGet())
                .mapEmpty();
    }

    Future<Void> bury(Hook hook, Event event, int attempts, String why) {
        return dead.bury(event, attempts, why)
                .map(
                        _ -> {
                            waiting(hook).decrementAndGet();
                            told.get(hook).backlog().dead().increment();
                            return null;
                        });
    }

    /// Behind those that wait; those of a hook that is off wait until it is on.
    Future<Void> replay(List<DeadLetter> letters) {
        var events = letters.stream().map(letter -> letter.replayed(nextNumber())).toList();
        var inserts = new ArrayList<Write>();
        for (var event : events) inserts.add(Write.insert(Event.TABLE, event));
        return dead.remove(letters, inserts).onSuccess(_ -> events.forEach(this::replayed));
    }

    private void replayed(Event event) {
        for (var hook : told.keySet())
            if (hook.key().equals(event.hook())) {
                waiting(hook).incrementAndGet();
                wake(hook, event.lane());
            }
    }
}
