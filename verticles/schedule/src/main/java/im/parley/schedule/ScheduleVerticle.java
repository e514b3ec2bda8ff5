package im.parley.schedule;

import im.parley.bus.Bus;
import im.parley.platform.Clock;
import im.parley.state.Tables;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.concurrent.TimeUnit;

/// To be deployed on a virtual thread: a round awaits.
public final class ScheduleVerticle extends VerticleBase {
    private final long everyMillis;
    private final Round round;
    private long timer;

    public ScheduleVerticle(
            ScheduleConfig config, Bus bus, Tables tables, Clock clock, MeterRegistry metrics) {
        everyMillis = TimeUnit.SECONDS.toMillis(config.everySeconds());
        var lease = new Lease(tables, bus.node(), clock, 2 * Round.STEP_MILLIS);
        round = new Round(Jobs.of(config, bus, clock), lease, clock, metrics, config.batchMax());
    }

    @Override
    public Future<?> start() {
        next();
        return Future.succeededFuture();
    }

    private void next() {
        timer =
                vertx.setTimer(
                        everyMillis,
                        _ -> {
                            round.run();
                            next();
                        });
    }

    @Override
    public Future<?> stop() {
        round.stop();
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }
}
