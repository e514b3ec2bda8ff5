package im.parley.group;

import im.parley.bus.Call;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done from time to time: finishing what a crash or an outage left undone. Several nodes
/// may do the same at once; each step may be repeated. On a virtual thread.
final class Upkeep {
    static final long EVERY_MILLIS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final GroupStore store;
    private final Settlement settlement;
    private final Dismissals dismissals;
    private boolean busy;

    Upkeep(GroupStore store, Settlement settlement, Dismissals dismissals) {
        this.store = store;
        this.settlement = settlement;
        this.dismissals = dismissals;
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
        settlement.catchUp(Call.ofServer("group-upkeep", store.now() + EVERY_MILLIS));
        dismissals.catchUp();
        return Future.succeededFuture();
    }
}
