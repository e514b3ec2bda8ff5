package im.parley.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

/// The event loop that a verticle instance lives on. A service may answer on a thread of its own;
/// what belongs to the loop (exchanges, the deflater) is touched on the loop.
final class Loop {
    private final ContextInternal context;

    /// @param vertx asked on the loop itself
    Loop(Vertx vertx) {
        this.context = (ContextInternal) vertx.getOrCreateContext();
    }

    <T> Future<T> here(Future<T> anywhere) {
        Promise<T> here = context.promise();
        anywhere.onComplete(here);
        return here.future();
    }
}
