package im.parley.conversation;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.notify.Notifier;
import im.parley.platform.Clock;
import im.parley.state.Tables;
import im.parley.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.List;

/// Serves `openim.conversation.conversation`. Runs on an event loop; several instances may.
public final class ConversationVerticle extends VerticleBase {
    static final String SERVICE = "openim.conversation.conversation";

    private final Bus bus;
    private final Changes changes;
    private final Tables tables;
    private final Notifier notifier;
    private final Webhooks webhooks;
    private final Clock clock;

    public ConversationVerticle(
            Bus bus,
            Changes changes,
            Tables tables,
            Notifier notifier,
            Webhooks webhooks,
            Clock clock) {
        this.bus = bus;
        this.changes = changes;
        this.tables = tables;
        this.notifier = notifier;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        var store = new ConversationStore(tables, changes);
        var notices = new ConversationNotices(notifier);
        var hooks = new ConversationHooks(webhooks);
        var updates = new RowUpdates(store, notices);
        return Future.all(
                List.of(
                        bus.serve(ConversationReads.RULES, new ConversationReads(store)),
                        bus.serve(ConversationSync.RULES, new ConversationSync(store)),
                        bus.serve(
                                NewConversations.RULES,
                                new NewConversations(store, new NewChats(store), hooks, clock)),
                        bus.serve(
                                ConversationSettings.RULES,
                                new ConversationSettings(store, notices, bus, clock)),
                        bus.serve(RowUpdates.RULES, updates),
                        bus.serve(Removal.RULES, new Removal(store, bus, clock)),
                        bus.serve(Receivers.RULES, new Receivers(store)),
                        bus.serve(SortedList.RULES, new SortedList(store, bus)),
                        bus.serve(Destruction.RULES, new Destruction(store, updates, bus, clock))));
    }
}
