package im.parley.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Tells the events of one lane of the outbox, one after the other and in their order.
///
///     asleep ──wake──► read a page ──► tell each, again and again until it is heard or dead ──┐
///        ▲                 ▲                                                                  │
///        └── nothing there ┴──────────────────── those heard are gone ◄───────────────────────┘
///
/// An event that nobody hears holds up those behind it for as long as its attempts last; they spend
/// none of theirs meanwhile. All of this happens on the outbox's context.
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /// Events in memory; after a kill at most so many are told twice.
    private static final int PAGE = 32;

    private final Outbox outbox;
    private final Report report;
    private final int number;
    private final Vertx vertx;
    private final WebhooksConfig config;
    private final List<Future<Void>> removals = new ArrayList<>();
    private final Promise<Void> ended = Promise.promise();
    private Promise<Void> pause = Promise.promise();
    private boolean awake;
    private boolean wokenAgain;
    private boolean stopping;

    Lane(Outbox outbox, Report report, int number, Vertx vertx, WebhooksConfig config) {
        this.outbox = outbox;
        this.report = report;
        this.number = number;
        this.vertx = vertx;
        this.config = config;
    }

    void wake() {
        wokenAgain = awake;
        if (awake || stopping) return;
        awake = true;
        round();
    }

    /// Succeeds when nothing is under way any more. What was not told stays where it is.
    Future<Void> stop() {
        stopping = true;
        pause.tryComplete();
        if (!awake) ended.tryComplete();
        return ended.future();
    }

    private void round() {
        wokenAgain = false;
        outbox.next(report.hook(), number, PAGE)
                .compose(events -> tell(events.iterator()).compose(_ -> removed(events)))
                .onComplete(events -> after(events.isEmpty()), this::outage);
    }

    private void after(boolean nothingThere) {
        if (stopping) ended.complete();
        else if (!nothingThere || wokenAgain) round();
        else awake = false;
    }

    /// The stores failed, not the back end.
    private void outage(Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("hook", report.hook().key())
                .log("outbox stands still");
        pause(config.retryFirstMillis()).onComplete(_ -> after(false));
    }

    /// They are removed while the next are told, and gone before the next page is read.
    private Future<List<Event>> removed(List<Event> events) {
        var all = List.copyOf(removals);
        removals.clear();
        return Future.join(all).map(events);
    }

    private Future<Void> tell(Iterator<Event> rest) {
        return stopping || !rest.hasNext()
                ? Future.succeededFuture()
                : tell(rest.next(), 1).compose(_ -> tell(rest));
    }

    private Future<Void> tell(Event event, int attempt) {
        if (stopping) return Future.succeededFuture();
        return report.tell(event)
                .compose(
                        _ -> {
                            removals.add(outbox.heard(report.hook(), event));
                            return Future.<Void>succeededFuture();
                        },
                        failure -> unheard(event, attempt, String.valueOf(failure.getMessage())));
    }

    private Future<Void> unheard(Event event, int attempt, String why) {
        if (stopping) return Future.succeededFuture(); // perhaps we ourselves cut it off
        return attempt < config.attemptsMax()
                ? pause(delay(attempt)).compose(_ -> tell(event, attempt + 1))
                : outbox.bury(report.hook(), event, attempt, why);
    }

    /// Doubles with every attempt.
    private long delay(int attempt) {
        long delay = (long) config.retryFirstMillis() << Math.min(attempt - 1, 30);
        return Math.min(delay, config.retryMaxMillis());
    }

    private Future<Void> pause(long millis) {
        pause = Promise.promise();
        long timer = vertx.setTimer(millis, _ -> pause.tryComplete());
        if (stopping) pause.tryComplete();
        return pause.future().onComplete(_ -> vertx.cancelTimer(timer));
    }
}
