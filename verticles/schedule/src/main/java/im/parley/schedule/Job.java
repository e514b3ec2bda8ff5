package im.parley.schedule;

import im.parley.bus.Call;

import io.vertx.core.Future;

/// @param name for the lease and the metrics
record Job(String name, Step step) {
    @FunctionalInterface
    interface Step {
        /// @return how many it found; fewer than asked for when no more are due
        Future<Integer> take(Call call, int limit);
    }
}
