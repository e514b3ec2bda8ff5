package im.parley.sync;

import im.parley.bus.Bus;
import im.parley.notify.Notifier;
import im.parley.platform.Clock;
import im.parley.state.MessageArchive;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.List;

/// Deployed on virtual threads: a pull is a story of several look-ups.
public final class SyncVerticle extends VerticleBase {
    private final SyncConfig config;
    private final Bus bus;
    private final MessageArchive store;
    private final Notifier notifier;
    private final Webhooks webhooks;
    private final Clock clock;
    private final MeterRegistry metrics;

    public SyncVerticle(
            SyncConfig config,
            Bus bus,
            MessageArchive store,
            Notifier notifier,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry metrics) {
        this.config = config;
        this.bus = bus;
        this.store = store;
        this.notifier = notifier;
        this.webhooks = webhooks;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        var readable = new Readable(bus, store, metrics);
        var people = new People(bus);
        var groups = new Groups(bus);
        var notices = new SyncNotices(notifier);
        var hooks = new SyncHooks(webhooks);
        return Future.all(
                List.of(
                        bus.serve(SeqService.RULES, new SeqService(readable, store, clock)),
                        bus.serve(PullService.RULES, new PullService(config, readable, store)),
                        bus.serve(BoundService.RULES, new BoundService(store)),
                        bus.serve(
                                ReadService.RULES,
                                new ReadService(readable, store, notices, hooks)),
                        bus.serve(
                                RevokeService.RULES,
                                new RevokeService(
                                        readable, store, people, groups, notices, hooks, clock)),
                        bus.serve(
                                DeleteService.RULES,
                                new DeleteService(readable, store, groups, notices)),
                        bus.serve(
                                ClearService.RULES,
                                new ClearService(readable, store, groups, bus, notices)),
                        bus.serve(RetentionService.RULES, new RetentionService(store, clock)),
                        bus.serve(
                                SearchService.RULES,
                                new SearchService(store, new ChatLogs(people, groups))),
                        bus.serve(
                                StatisticsService.RULES,
                                new StatisticsService(store, people, groups))));
    }
}
