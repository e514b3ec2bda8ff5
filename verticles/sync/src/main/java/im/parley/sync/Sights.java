package im.parley.sync;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Marks;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.Numbered;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stored messages as one user sees them. Messages and what is noted of them are read side by side:
/// a note that comes between counts as later, as whoever made it has no answer yet.
final class Sights {
    private final MessageArchive store;
    private final UserId viewer;

    Sights(MessageArchive store, UserId viewer) {
        this.store = store;
        this.viewer = viewer;
    }

    /// @param stored what the store has of these seqs
    Map<Long, MsgData> of(
            ConversationId conversation, Collection<Long> seqs, Future<List<Numbered>> stored) {
        var shown = each(conversation, seqs, stored);
        adjustQuotes(conversation, shown);
        return shown;
    }

    private Map<Long, MsgData> each(
            ConversationId conversation, Collection<Long> seqs, Future<List<Numbered>> stored) {
        var noted = store.marks(viewer, conversation, seqs);
        var shown = new HashMap<Long, MsgData>();
        for (var message : stored.await()) {
            var marks = noted.await().getOrDefault(message.seq(), Marks.NONE);
            shown.put(message.seq(), Sight.of(Sight.parsed(message), marks));
        }
        return shown;
    }

    private void adjustQuotes(ConversationId conversation, Map<Long, MsgData> shown) {
        var quotes = new HashMap<Long, Quote>();
        shown.forEach((seq, message) -> Quote.in(message).ifPresent(it -> quotes.put(seq, it)));
        if (quotes.isEmpty()) return;
        var quoted = new HashSet<Long>();
        for (var quote : quotes.values()) if (quote.isOfSeq()) quoted.add(quote.seq());
        var originals = each(conversation, quoted, store.pick(conversation, quoted));
        quotes.forEach(
                (seq, quote) -> {
                    var original = Optional.ofNullable(originals.get(quote.seq()));
                    shown.put(seq, quote.adjusted(shown.get(seq), original));
                });
    }
}
