package im.parley.group;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.notify.Notifier;
import im.parley.platform.Clock;
import im.parley.state.Tables;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Serves `openim.group.group`. To be deployed on virtual threads: its services await.
public final class GroupVerticle extends VerticleBase {
    static final String SERVICE = "openim.group.group";

    /// The longest list of users or groups that a request may have (http-identity-and-groups.md
    /// 4.1).
    static final int USERS_MAX = 1_000;

    private final GroupConfig config;
    private final Bus bus;
    private final Changes changes;
    private final Tables tables;
    private final Notifier notifier;
    private final Webhooks webhooks;
    private final Clock clock;
    private final MeterRegistry metrics;

    public GroupVerticle(
            GroupConfig config,
            Bus bus,
            Changes changes,
            Tables tables,
            Notifier notifier,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry metrics) {
        this.config = config;
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
        var store = new GroupStore(tables, changes, clock);
        var lists = new MemberLists(store, changes, config.listedMembersMax(), metrics);
        var profiles = new Profiles(bus);
        return Future.all(changing(store, lists, profiles), reading(store, lists, profiles));
    }

    private Future<?> changing(GroupStore store, MemberLists lists, Profiles profiles) {
        var actors = new Actors(store, profiles);
        var notices = new GroupNotices(notifier, profiles, actors);
        var hooks = new GroupHooks(webhooks);
        var memberHooks = new MemberHooks(webhooks);
        var turns = new Turns();
        var settlement = new Settlement(store, new ReadBounds(bus, config), turns);
        var dismissals = new Dismissals(store, lists);
        var entrance = new Entrance(store, turns, settlement, notices);
        var requests =
                new JoinRequests(
                        store,
                        new RequestStore(tables),
                        profiles,
                        entrance,
                        turns,
                        new RequestNotices(notifier, profiles, actors, store),
                        memberHooks);
        var groups =
                new GroupService(
                        store,
                        new Founding(store, profiles, notices, hooks, memberHooks),
                        dismissals,
                        new Announcements(bus, lists),
                        turns,
                        notices,
                        hooks);
        var admission = new Admission(store, profiles, entrance, requests, memberHooks);
        var members = new MemberService(store, settlement, turns, notices, memberHooks);
        var upkeep = new Upkeep(store, settlement, dismissals);
        upkeep.beforeServing();
        vertx.setPeriodic(Upkeep.EVERY_MILLIS, _ -> upkeep.run());
        return Future.all(
                        bus.serve(GroupService.RULES, groups),
                        bus.serve(Admission.RULES, admission),
                        bus.serve(JoinRequests.RULES, requests),
                        bus.serve(MemberService.RULES, members),
                        bus.serve(
                                Descriptions.RULES,
                                new Descriptions(store, turns, notices, memberHooks)))
                .onSuccess(_ -> context.runOnContext(_ -> upkeep.run()));
    }

    private Future<?> reading(GroupStore store, MemberLists lists, Profiles profiles) {
        var applications = new Applications(store, new RequestStore(tables), profiles);
        return Future.all(
                bus.serve(GroupReads.RULES, new GroupReads(store, new GroupSearch(tables))),
                bus.serve(MemberReads.RULES, new MemberReads(store, lists, profiles)),
                bus.serve(Applications.RULES, applications),
                bus.serve(GroupSync.RULES, new GroupSync(store, lists, profiles)),
                bus.serveOnAnyThread(HotReads.RULES, new HotReads(store, lists, changes, metrics)));
    }
}
