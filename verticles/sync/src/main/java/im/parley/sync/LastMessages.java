package im.parley.sync;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.Numbered;

import io.vertx.core.Future;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The message that a list of conversations shows for each: the newest that the user has not
/// deleted for himself (message-pipeline.md 6.7).
final class LastMessages {
    /// Who deleted more than these in a row sees none.
    private static final int LOOKED_AT_MAX = 200;

    private final MessageArchive store;
    private final Sights sights;

    LastMessages(MessageArchive store, UserId viewer) {
        this.store = store;
        this.sights = new Sights(store, viewer);
    }

    Map<ConversationId, MsgData> of(Map<ConversationId, Stretch> stretches) {
        var newest = new HashMap<ConversationId, Future<List<Numbered>>>();
        stretches.forEach((id, stretch) -> newest.put(id, last(id, stretch, 1)));
        var found = new HashMap<ConversationId, MsgData>();
        stretches.forEach(
                (id, stretch) ->
                        visible(id, newest.get(id).await())
                                .or(() -> further(id, stretch, newest.get(id).result()))
                                .ifPresent(message -> found.put(id, message)));
        return found;
    }

    private Future<List<Numbered>> last(ConversationId conversation, Stretch stretch, int count) {
        return store.range(conversation, stretch.first(), stretch.last(), count);
    }

    private Optional<MsgData> further(
            ConversationId conversation, Stretch stretch, List<Numbered> newest) {
        return newest.isEmpty()
                ? Optional.empty()
                : visible(conversation, last(conversation, stretch, LOOKED_AT_MAX).await());
    }

    private Optional<MsgData> visible(ConversationId conversation, List<Numbered> stored) {
        var seqs = stored.stream().map(Numbered::seq).toList();
        var shown = sights.of(conversation, seqs, Future.succeededFuture(stored));
        return seqs.reversed().stream()
                .map(shown::get)
                .filter(message -> message.getStatus() != Sight.DELETED)
                .findFirst();
    }
}
