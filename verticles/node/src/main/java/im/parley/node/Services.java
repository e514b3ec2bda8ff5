package im.parley.node;

import static io.vertx.core.ThreadingModel.EVENT_LOOP;
import static io.vertx.core.ThreadingModel.VIRTUAL_THREAD;

import im.parley.auth.AuthVerticle;
import im.parley.contract.UserId;
import im.parley.conversation.ConversationVerticle;
import im.parley.group.GroupVerticle;
import im.parley.relation.RelationVerticle;
import im.parley.schedule.ScheduleVerticle;
import im.parley.send.SendVerticle;
import im.parley.sync.SyncVerticle;
import im.parley.transfer.TransferVerticle;
import im.parley.user.AppAdmin;
import im.parley.user.UserVerticle;

import io.vertx.core.Deployable;
import io.vertx.core.ThreadingModel;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which services a node has, what each is given, and on which threads it runs.
final class Services {
    /// @param instances 1, or one an event loop
    record Service(
            String name,
            ThreadingModel threads,
            int instances,
            Supplier<? extends Deployable> maker) {}

    private Services() {}

    /// In the order of starting. None calls another before all have started, but for `user`, which
    /// writes its own tables, and `group`, which settles with `conversation` and `sync` what a
    /// crash has left.
    static List<Service> of(ParleyConfig config, Secret secret, Ground g, int eventLoops) {
        var state = g.state();
        var admins = admins(config.admins());
        var adminIds = admins.stream().map(AppAdmin::id).collect(Collectors.toUnmodifiableSet());
        return List.of(
                stories(
                        "user",
                        () ->
                                new UserVerticle(
                                        admins,
                                        state.tables(),
                                        state.presence(),
                                        g.notifier(),
                                        g.bus(),
                                        g.changes(),
                                        g.clock(),
                                        g.webhooks())),
                stories(
                        "auth",
                        () ->
                                new AuthVerticle(
                                        config.auth(),
                                        secret.value(),
                                        adminIds,
                                        state.tokens(),
                                        g.bus(),
                                        g.changes(),
                                        g.clock(),
                                        g.metrics())),
                stories(
                        "relation",
                        () ->
                                new RelationVerticle(
                                        g.bus(),
                                        g.changes(),
                                        state.tables(),
                                        g.notifier(),
                                        g.webhooks(),
                                        g.clock(),
                                        g.metrics())),
                hot(
                        "conversation",
                        eventLoops,
                        ConversationVerticle.instances(
                                g.bus(),
                                g.changes(),
                                state.tables(),
                                g.notifier(),
                                g.webhooks(),
                                g.clock(),
                                g.metrics())),
                stories(
                        "sync",
                        () ->
                                new SyncVerticle(
                                        config.sync(),
                                        g.bus(),
                                        state.messages(),
                                        g.notifier(),
                                        g.webhooks(),
                                        g.clock(),
                                        g.metrics())),
                stories(
                        "group",
                        () ->
                                new GroupVerticle(
                                        config.group(),
                                        g.bus(),
                                        g.changes(),
                                        state.tables(),
                                        g.notifier(),
                                        g.webhooks(),
                                        g.clock(),
                                        g.metrics())),
                hot(
                        "transfer",
                        1,
                        () ->
                                new TransferVerticle(
                                        config.transfer(),
                                        g.bus(),
                                        g.changes(),
                                        state.log(),
                                        state.messages(),
                                        state.presence(),
                                        g.webhooks(),
                                        g.clock(),
                                        g.metrics())),
                hot("send", eventLoops, send(config, g, adminIds)),
                stories(
                        "schedule",
                        () ->
                                new ScheduleVerticle(
                                        config.schedule(),
                                        g.bus(),
                                        state.tables(),
                                        g.clock(),
                                        g.metrics())));
    }

    private static Supplier<SendVerticle> send(ParleyConfig config, Ground g, Set<UserId> admins) {
        return SendVerticle.instances(
                config.send(),
                g.bus(),
                g.changes(),
                g.state().log(),
                g.state().tables(),
                g.tickets(),
                g.webhooks(),
                g.clock(),
                g.metrics(),
                userID -> admins.contains(new UserId(userID)));
    }

    /// Whoever has no nickname is called by his id.
    private static List<AppAdmin> admins(AdminsConfig config) {
        var names = config.nicknames();
        return IntStream.range(0, config.userIDs().size())
                .mapToObj(
                        i -> {
                            var id = config.userIDs().get(i);
                            return new AppAdmin(
                                    new UserId(id), i < names.size() ? names.get(i) : id);
                        })
                .toList();
    }

    private static Service stories(String name, Supplier<? extends Deployable> maker) {
        return new Service(name, VIRTUAL_THREAD, 1, maker);
    }

    private static Service hot(String name, int instances, Supplier<? extends Deployable> maker) {
        return new Service(name, EVENT_LOOP, instances, maker);
    }
}
