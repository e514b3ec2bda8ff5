package im.parley.sync;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.Numbered;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Fills one answer with messages, as far as a client can take it: past the limit the older
/// messages of a range are left out (a device fetches them when it shows them), and of single seqs
/// the later ones (message-pipeline.md 10.2, I-17).
final class Pages {
    /// Bounds what an answer costs while it is made, however much was asked for.
    private static final int READ_AT_ONCE = 100;

    private final MessageArchive store;
    private final Sights sights;
    private int bytesLeft;

    Pages(MessageArchive store, UserId viewer, int bytesMax) {
        this.store = store;
        this.sights = new Sights(store, viewer);
        this.bytesLeft = bytesMax;
    }

    /// The newest `count` of seqFirst … seqLast, ascending, one for every seq.
    List<MsgData> range(ConversationId conversation, long seqFirst, long seqLast, long count) {
        long first = Math.max(seqFirst, seqLast - count + 1);
        var newestFirst = new ArrayList<MsgData>();
        for (long last = seqLast; last >= first && bytesLeft > 0; last -= READ_AT_ONCE) {
            long from = Math.max(first, last - READ_AT_ONCE + 1);
            var seqs = LongStream.rangeClosed(from, last).boxed().toList();
            var shown = shown(conversation, seqs, store.range(conversation, from, last, 100));
            for (long seq = last; seq >= from && fits(shown.get(seq)); seq--)
                newestFirst.add(shown.get(seq));
        }
        return newestFirst.reversed();
    }

    /// One for every seq, in the order asked for.
    List<MsgData> pick(ConversationId conversation, List<Long> seqs) {
        var messages = new ArrayList<MsgData>();
        for (int from = 0; from < seqs.size() && bytesLeft > 0; from += READ_AT_ONCE) {
            var some = seqs.subList(from, Math.min(seqs.size(), from + READ_AT_ONCE));
            var shown = shown(conversation, some, store.pick(conversation, some));
            for (long seq : some) {
                if (!fits(shown.get(seq))) break;
                messages.add(shown.get(seq));
            }
        }
        return messages;
    }

    private boolean fits(MsgData message) {
        bytesLeft -= message.getSerializedSize() + 16;
        return bytesLeft >= 0;
    }

    /// What stands for each of these seqs: the message, or a placeholder for one that is gone.
    private Map<Long, MsgData> shown(
            ConversationId conversation, List<Long> seqs, Future<List<Numbered>> stored) {
        var shown = sights.of(conversation, seqs, stored);
        var missing =
                seqs.stream()
                        .distinct()
                        .filter(seq -> !shown.containsKey(seq))
                        .sorted(Comparator.reverseOrder())
                        .toList();
        var before = new Numbered(Long.MAX_VALUE, new byte[0]);
        for (long seq : missing) {
            if (before.seq() >= seq) before = nearestBefore(conversation, seq);
            long sendTime = Sight.parsed(before).getSendTime();
            shown.put(seq, Sight.placeholder(seq, sendTime));
        }
        return shown;
    }

    /// Clients sort by time, so a placeholder has that of its older neighbour (6.3).
    private Numbered nearestBefore(ConversationId conversation, long seq) {
        var earlier = store.range(conversation, 1, seq - 1, 1).await();
        return earlier.isEmpty() ? new Numbered(0, new byte[0]) : earlier.getFirst();
    }
}
