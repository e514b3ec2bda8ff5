package im.parley.state;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Messages by conversation and seq, and how far users have read. `transfer` appends; what else can
/// become of messages is for [MessageArchive].
public interface MessageStore {
    /// How a conversation stands: its highest seq, its lowest readable one (0 is 1), and when its
    /// last message was stored.
    record Bounds(long maxSeq, long minSeq, long lastTime) {
        public static final Bounds NONE = new Bounds(0, 0, 0);
    }

    /// What bounds a user within a conversation; 0 is unset.
    record UserBounds(long minSeq, long maxSeq, long readSeq) {
        public static final UserBounds NONE = new UserBounds(0, 0, 0);

        /// Whoever has read further has still read further.
        public UserBounds readTo(long seq) {
            return seq <= readSeq ? this : new UserBounds(minSeq, maxSeq, seq);
        }
    }

    /// A message under its number.
    ///
    /// @param body an encoded `openim.sdkws.MsgData`, as clients are sent it
    record Numbered(long seq, byte[] body) {}

    /// A message to be stored.
    ///
    /// @param clientMsgID what makes a repeated send recognisable; empty for none
    /// @param createTime when its sender says that he wrote it
    /// @param readBySender whether the sender has thereby read up to it (message-pipeline.md 2.4)
    record Entry(
            ConversationId conversation,
            long seq,
            long sendTime,
            UserId sender,
            String clientMsgID,
            long createTime,
            boolean readBySender,
            byte[] body) {}

    /// What makes two sends the same send (message-pipeline.md 10.2, I-4). Who sends again sends
    /// the whole message again, with the time at which it was written. So a store may keep sends in
    /// the order of that time, and finds what is new nowhere but among the newest, however many
    /// there are (decision 7).
    record SendKey(
            ConversationId conversation, UserId sender, String clientMsgID, long createTime) {}

    /// Stores all or nothing, with everything that follows from it: bounds, send keys, read
    /// positions. Fails with [Repeated] when one of the sends is stored already, and with [Fenced]
    /// when one of the seqs is taken: then another worker owns the conversation, and the caller
    /// must stop.
    Future<Void> append(List<Entry> entries);

    /// The messages that were stored for these sends; the others are left out. Of one that was
    /// erased since, there is what its sender has to be answered.
    Future<Map<SendKey, Numbered>> find(Collection<SendKey> sends);

    /// An entry for every conversation asked for.
    Future<Map<ConversationId, Bounds>> bounds(Collection<ConversationId> conversations);

    /// An entry for every conversation asked for.
    Future<Map<ConversationId, UserBounds>> bounds(
            UserId user, Collection<ConversationId> conversations);

    /// The stored messages of seqFirst … seqLast, ascending, at most the newest `count` of them.
    Future<List<Numbered>> range(
            ConversationId conversation, long seqFirst, long seqLast, int count);

    /// The stored ones of these seqs, ascending.
    Future<List<Numbered>> pick(ConversationId conversation, Collection<Long> seqs);

    /// Somebody sends again what is stored already; [#find] tells under which seq.
    final class Repeated extends RuntimeException {
        public Repeated(ConversationId conversation, String clientMsgID) {
            super(clientMsgID + " of " + conversation + " is stored", null, false, false);
        }
    }

    /// A seq was given twice.
    final class Fenced extends RuntimeException {
        public Fenced(ConversationId conversation, long seq) {
            super("seq " + seq + " of " + conversation + " is taken", null, false, false);
        }
    }
}
