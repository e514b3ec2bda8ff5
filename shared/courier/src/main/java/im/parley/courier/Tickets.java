package im.parley.courier;

import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.proto.courier.Outcome;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Who waits for which outcome. A ticket nobody answered in time fails with [Unknown]: the message
/// may or may not be stored, and the sender may safely send it again.
public final class Tickets {
    private static final long SWEEP_MILLIS = 500;

    private record Waiting(Promise<Outcome> promise, long until) {}

    private final Vertx vertx;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    public Tickets(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /// @param outcome completes on the context that drew the ticket
    public record Ticket(long number, Future<Outcome> outcome) {}

    public Ticket draw(long until) {
        long number = last.incrementAndGet();
        Promise<Outcome> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
        waiting.put(number, new Waiting(promise, until));
        return new Ticket(number, promise.future());
    }

    /// Nobody waits any more: the message was not taken.
    public void tear(long number) {
        waiting.remove(number);
    }

    void settle(Outcome outcome) {
        var waiter = waiting.remove(outcome.getTicket());
        if (waiter == null) return; // answered too late; the sender will ask again
        if (outcome.getCode() == 0) waiter.promise.complete(outcome);
        else
            waiter.promise.fail(
                    new Refusal(outcome.getCode(), outcome.getText(), outcome.getDetail()));
    }

    public int waitingCount() {
        return waiting.size();
    }

    /// Starts giving up on tickets whose time has passed.
    public void sweepRegularly() {
        vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep(clock.millis()));
    }

    void sweep(long now) {
        waiting.forEach(
                (number, waiter) -> {
                    if (waiter.until < now && waiting.remove(number, waiter))
                        waiter.promise.fail(new Unknown());
                });
    }

    /// The outcome is not known in time. Say nothing to the client: he asks again.
    public static final class Unknown extends RuntimeException {
        Unknown() {
            super("the outcome is not known in time", null, false, false);
        }
    }
}
