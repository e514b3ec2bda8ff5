package im.parley.conversation;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.platform.Clock;
import im.parley.state.Tables;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Serves `openim.conversation.conversation`. Runs on an event loop; several instances may.
public final class ConversationVerticle extends VerticleBase {
    private final Bus bus;
    private final Changes changes;
    private final Tables tables;
    private final Clock clock;

    public ConversationVerticle(Bus bus, Changes changes, Tables tables, Clock clock) {
        this.bus = bus;
        this.changes = changes;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        var store = new ConversationStore(tables);
        var newChats = new NewChats(store, this::announce);
        return bus.serve(
                ConversationService.RULES, new ConversationService(store, newChats, clock));
    }

    private void announce(ConversationRow row) {
        changes.publish("conversation", row.ownerUserID() + " " + row.conversationID());
    }
}
