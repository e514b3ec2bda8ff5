package im.parley.group;

import im.parley.bus.Bus;
import im.parley.notify.Notifier;
import im.parley.state.Tables;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Serves `openim.group.group`. To be deployed on virtual threads: its service awaits.
public final class GroupVerticle extends VerticleBase {
    private final Bus bus;
    private final Tables tables;
    private final Notifier notifier;

    public GroupVerticle(Bus bus, Tables tables, Notifier notifier) {
        this.bus = bus;
        this.tables = tables;
        this.notifier = notifier;
    }

    @Override
    public Future<?> start() {
        var service =
                new GroupService(
                        new GroupStore(tables), new Profiles(bus), new GroupNotices(notifier));
        return bus.serve(GroupService.RULES, service);
    }
}
