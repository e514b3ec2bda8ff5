package im.parley.user;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.notify.Notifier;
import im.parley.platform.Clock;
import im.parley.state.Presence;
import im.parley.state.Tables;
import im.parley.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.List;
import java.util.stream.Collectors;

/// Serves `openim.user.user`, on virtual threads.
public final class UserVerticle extends VerticleBase {
    private final List<AppAdmin> appAdmins;
    private final Tables tables;
    private final Presence presence;
    private final Notifier notifier;
    private final Bus bus;
    private final Changes changes;
    private final Clock clock;
    private final Webhooks webhooks;

    public UserVerticle(
            List<AppAdmin> appAdmins,
            Tables tables,
            Presence presence,
            Notifier notifier,
            Bus bus,
            Changes changes,
            Clock clock,
            Webhooks webhooks) {
        this.appAdmins = List.copyOf(appAdmins);
        this.tables = tables;
        this.presence = presence;
        this.notifier = notifier;
        this.bus = bus;
        this.changes = changes;
        this.clock = clock;
        this.webhooks = webhooks;
    }

    @Override
    public Future<?> start() {
        var users = new UserStore(tables, changes);
        var notices = new UserNotices(notifier);
        var adminIds =
                appAdmins.stream().map(admin -> admin.id().value()).collect(Collectors.toSet());
        new AdminRows(users, clock).ensure(appAdmins);
        return Future.all(
                List.of(
                        bus.serve(
                                UserService.RULES,
                                new UserService(
                                        users,
                                        notices,
                                        new UserHooks(webhooks),
                                        new Acquaintances(bus),
                                        clock)),
                        bus.serve(Directory.RULES, new Directory(users, tables)),
                        bus.serve(OnlineStatus.RULES, new OnlineStatus(presence)),
                        bus.serve(UserCommands.RULES, new UserCommands(tables, notices, clock)),
                        bus.serve(
                                NotificationAccounts.RULES,
                                new NotificationAccounts(users, adminIds, clock)),
                        bus.serve(ClientConfigs.RULES, new ClientConfigs(tables, users))));
    }
}
