package im.parley.sync;

import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.contract.ConversationId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;
import im.parley.state.MessageStore.Numbered;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Fills one answer with messages, as far as a client can take it: past the limit the older
/// messages of a range are left out (a device fetches them when it shows them), and of single seqs
/// the later ones (message-pipeline.md 10.2, I-17).
final class Pages {
    /// What a client must see where a message will never be, so that it asks no more (6.3).
    private static final int DELETED = 4;

    /// Bounds what an answer costs while it is made, however much was asked for.
    private static final int READ_AT_ONCE = 100;

    private final MessageStore store;
    private int bytesLeft;

    Pages(MessageStore store, int bytesMax) {
        this.store = store;
        this.bytesLeft = bytesMax;
    }

    /// The newest `count` of seqFirst … seqLast, ascending, one for every seq.
    List<MsgData> range(ConversationId conversation, long seqFirst, long seqLast, long count) {
        long first = Math.max(seqFirst, seqLast - count + 1);
        var newestFirst = new ArrayList<MsgData>();
        for (long last = seqLast; last >= first && bytesLeft > 0; last -= READ_AT_ONCE) {
            long from = Math.max(first, last - READ_AT_ONCE + 1);
            var stored = bySeq(store.range(conversation, from, last, READ_AT_ONCE).await());
            for (long seq = last; seq >= from && fits(stored.get(seq)); seq--)
                newestFirst.add(message(conversation, seq, stored));
        }
        return newestFirst.reversed();
    }

    /// One for every seq, in the order asked for.
    List<MsgData> pick(ConversationId conversation, List<Long> seqs) {
        var messages = new ArrayList<MsgData>();
        for (int from = 0; from < seqs.size() && bytesLeft > 0; from += READ_AT_ONCE) {
            var some = seqs.subList(from, Math.min(seqs.size(), from + READ_AT_ONCE));
            var stored = bySeq(store.pick(conversation, some).await());
            for (long seq : some) {
                if (!fits(stored.get(seq))) break;
                messages.add(message(conversation, seq, stored));
            }
        }
        return messages;
    }

    private boolean fits(Numbered stored) {
        bytesLeft -= stored == null ? 16 : stored.body().length + 16;
        return bytesLeft >= 0;
    }

    private static HashMap<Long, Numbered> bySeq(List<Numbered> messages) {
        var map = new HashMap<Long, Numbered>();
        for (var message : messages) map.put(message.seq(), message);
        return map;
    }

    private MsgData message(ConversationId conversation, long seq, HashMap<Long, Numbered> stored) {
        var message = stored.get(seq);
        return message == null ? placeholder(conversation, seq) : parsed(message);
    }

    private MsgData placeholder(ConversationId conversation, long seq) {
        var earlier = store.range(conversation, 1, seq - 1, 1).await();
        long sendTime = earlier.isEmpty() ? 0 : parsed(earlier.getFirst()).getSendTime();
        return MsgData.newBuilder().setSeq(seq).setStatus(DELETED).setSendTime(sendTime).build();
    }

    static MsgData parsed(Numbered message) {
        try {
            return MsgData.parseFrom(message.body());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("unreadable message, seq " + message.seq(), e);
        }
    }
}
