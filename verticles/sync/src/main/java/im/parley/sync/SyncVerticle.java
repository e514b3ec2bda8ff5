package im.parley.sync;

import im.parley.bus.Bus;
import im.parley.platform.Clock;
import im.parley.state.MessageStore;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Deployed on virtual threads: a pull is a story of several look-ups.
public final class SyncVerticle extends VerticleBase {
    private final SyncConfig config;
    private final Bus bus;
    private final MessageStore store;
    private final Clock clock;

    public SyncVerticle(SyncConfig config, Bus bus, MessageStore store, Clock clock) {
        this.config = config;
        this.bus = bus;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        var readable = new Readable(bus, store);
        return bus.serve(SyncService.RULES, new SyncService(config, readable, store, clock));
    }
}
