package im.parley.group;

import im.parley.bus.Call;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finishes what a crash or an outage left undone: at the start whatever was begun before it, later
/// from time to time what is no longer under way. Several nodes may do the same at once; each step
/// may be repeated. On a virtual thread.
final class Upkeep {
    static final long EVERY_MILLIS = 60_000;

    /// So long a change may be under way by the call that began it.
    private static final long UNDER_WAY_MILLIS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final GroupStore store;
    private final Settlement settlement;
    private final Dismissals dismissals;
    private final long started;
    private boolean busy;

    Upkeep(GroupStore store, Settlement settlement, Dismissals dismissals) {
        this.store = store;
        this.settlement = settlement;
        this.dismissals = dismissals;
        this.started = store.now();
    }

    /// What is known here alone is put right before anybody is served.
    void beforeServing() {
        dismissals.catchUp(started);
    }

    /// What fails is tried again the next time.
    void run() {
        if (busy) return;
        busy = true;
        Future.succeededFuture()
                .compose(_ -> catchUp())
                .onFailure(failure -> LOG.atWarn().setCause(failure).log("groups are not kept up"))
                .onComplete(_ -> busy = false);
    }

    private Future<Void> catchUp() {
        long now = store.now();
        long before = Math.max(started, now - UNDER_WAY_MILLIS);
        dismissals.catchUp(before);
        dismissals.removeOld();
        settlement.catchUp(Call.ofServer("group-upkeep", now + EVERY_MILLIS), before);
        return Future.succeededFuture();
    }
}
