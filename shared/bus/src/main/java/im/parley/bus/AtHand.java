package im.parley.bus;

import io.vertx.core.Future;

import java.util.function.Function;

/// [Future#compose] and [Future#map] for the hot path, where what a step goes on from is mostly at
/// hand: a copy, a hook that is off. Then the step is taken at once, which spares the objects and
/// the two hand-overs by which a future tells its listener; else it is taken when the time comes.
public final class AtHand {
    private AtHand() {}

    public static <A, B> Future<B> compose(Future<A> from, Function<? super A, Future<B>> next) {
        if (!from.succeeded()) return from.compose(next);
        try {
            return next.apply(from.result());
        } catch (Throwable failure) { // as a future would take it
            return Future.failedFuture(failure);
        }
    }

    public static <A, B> Future<B> map(Future<A> from, Function<? super A, B> made) {
        if (!from.succeeded()) return from.map(made);
        try {
            return Future.succeededFuture(made.apply(from.result()));
        } catch (Throwable failure) {
            return Future.failedFuture(failure);
        }
    }
}
