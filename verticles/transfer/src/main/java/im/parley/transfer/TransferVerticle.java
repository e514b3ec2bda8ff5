package im.parley.transfer;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.courier.Couriers;
import im.parley.platform.Clock;
import im.parley.state.MessageLog;
import im.parley.state.MessageStore;
import im.parley.state.Presence;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Starts a worker for every partition that the log assigns to this node; the log gives each its
/// batches one at a time, on whichever event loop.
public final class TransferVerticle extends VerticleBase {
    private final TransferConfig config;
    private final Bus bus;
    private final Changes changes;
    private final MessageLog log;
    private final MessageStore store;
    private final Presence presence;
    private final Webhooks webhooks;
    private final Clock clock;
    private final MeterRegistry registry;

    public TransferVerticle(
            TransferConfig config,
            Bus bus,
            Changes changes,
            MessageLog log,
            MessageStore store,
            Presence presence,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry registry) {
        this.config = config;
        this.bus = bus;
        this.changes = changes;
        this.log = log;
        this.store = store;
        this.presence = presence;
        this.webhooks = webhooks;
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public Future<?> start() {
        var groups = new GroupMembers(bus, changes, config.membersKept(), registry);
        var rows = new Rows(bus, changes, groups, config.conversationsKept(), registry);
        var hooks = new OnlinePushHooks(webhooks);
        var dispatch = new Dispatch(presence, groups, hooks, new Couriers(bus));
        var news = new StoredNews(webhooks, clock);
        var metrics = new TransferMetrics(registry);
        log.read(
                _ -> {
                    var numbers = new Numbers(store, config.conversationsKept());
                    return new Worker(store, numbers, rows, dispatch, news, metrics, clock);
                });
        return Future.succeededFuture();
    }
}
