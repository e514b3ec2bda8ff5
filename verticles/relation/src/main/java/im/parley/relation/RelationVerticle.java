package im.parley.relation;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.notify.Notifier;
import im.parley.platform.Clock;
import im.parley.platform.Moments;
import im.parley.state.Tables;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Serves `openim.relation.friend`. To be deployed on virtual threads: its services await.
public final class RelationVerticle extends VerticleBase {
    private final Bus bus;
    private final Changes changes;
    private final Tables tables;
    private final Notifier notifier;
    private final Webhooks webhooks;
    private final Clock clock;
    private final MeterRegistry metrics;

    public RelationVerticle(
            Bus bus,
            Changes changes,
            Tables tables,
            Notifier notifier,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry metrics) {
        this.bus = bus;
        this.changes = changes;
        this.tables = tables;
        this.notifier = notifier;
        this.webhooks = webhooks;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        var friends = new FriendStore(tables, changes, metrics);
        var requests = new RequestStore(tables, friends);
        var blacks = new BlackStore(tables, changes);
        var people = new Profiles(bus);
        var notices = new RelationNotices(notifier);
        var hooks = new RelationHooks(webhooks);
        var moments = new Moments(clock);
        return Future.all(
                bus.serve(FriendLists.RULES, new FriendLists(friends, blacks, people)),
                bus.serve(
                        Friendships.RULES,
                        new Friendships(friends, people, notices, hooks, moments)),
                bus.serve(
                        FriendRequests.RULES,
                        new FriendRequests(requests, people, notices, hooks, moments, clock)),
                bus.serve(
                        BlackLists.RULES, new BlackLists(blacks, people, notices, hooks, moments)));
    }
}
