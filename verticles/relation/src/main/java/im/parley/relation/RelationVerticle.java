package im.parley.relation;

import im.parley.bus.Bus;
import im.parley.notify.Notifier;
import im.parley.state.Tables;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Serves `openim.relation.friend`. To be deployed on virtual threads: its service awaits.
public final class RelationVerticle extends VerticleBase {
    private final Bus bus;
    private final Tables tables;
    private final Notifier notifier;

    public RelationVerticle(Bus bus, Tables tables, Notifier notifier) {
        this.bus = bus;
        this.tables = tables;
        this.notifier = notifier;
    }

    @Override
    public Future<?> start() {
        var service =
                new RelationService(
                        new RelationStore(tables),
                        new Profiles(bus),
                        new RelationNotices(notifier));
        return bus.serve(RelationService.RULES, service);
    }
}
