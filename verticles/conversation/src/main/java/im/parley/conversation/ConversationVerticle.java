package im.parley.conversation;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.notify.Notifier;
import im.parley.platform.Clock;
import im.parley.state.Tables;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.List;
import java.util.function.Supplier;

/// Serves `openim.conversation.conversation`. Runs on an event loop; several instances may.
public final class ConversationVerticle extends VerticleBase {
    static final String SERVICE = "openim.conversation.conversation";

    private final ConversationStore store;
    private final Bus bus;
    private final Notifier notifier;
    private final Webhooks webhooks;
    private final Clock clock;

    private ConversationVerticle(
            ConversationStore store, Bus bus, Notifier notifier, Webhooks webhooks, Clock clock) {
        this.store = store;
        this.bus = bus;
        this.notifier = notifier;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /// All instances have one store, so that its copies are there once.
    public static Supplier<ConversationVerticle> instances(
            Bus bus,
            Changes changes,
            Tables tables,
            Notifier notifier,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry metrics) {
        var store = new ConversationStore(tables, changes, metrics);
        return () -> new ConversationVerticle(store, bus, notifier, webhooks, clock);
    }

    @Override
    public Future<?> start() {
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
