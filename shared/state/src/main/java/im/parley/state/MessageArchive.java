package im.parley.state;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The message store with all that can become of stored messages. `transfer` knows only how to
/// append; this side of it is for `sync`, which marks and removes.
public interface MessageArchive extends MessageStore {
    /// Keeps all of these or none. Fails with [AlreadyRevoked] when a message was taken back
    /// before.
    Future<Void> note(List<Note> notes);

    /// What is noted of those of these messages of which something is, for the eyes of this user.
    Future<Map<Long, Marks>> marks(
            UserId viewer, ConversationId conversation, Collection<Long> seqs);

    /// The highest seq whose message was sent at this time or before; 0 when there is none. Send
    /// times never decrease within a conversation.
    Future<Long> seqAt(ConversationId conversation, long time);

    /// The next conversations in the order of their ids' bytes that hold messages.
    Future<List<ConversationId>> conversations(ConversationId after, int count);

    /// Takes away the oldest messages that were sent at this time or before, at most `count` of
    /// them, with all that is known of them, and raises the conversation's lower bound behind them.
    ///
    /// @return how many went
    Future<Integer> retire(ConversationId conversation, long time, int count);

    /// A message can be taken back once.
    final class AlreadyRevoked extends RuntimeException {
        public AlreadyRevoked(ConversationId conversation, long seq) {
            super("seq " + seq + " of " + conversation + " was taken back", null, false, false);
        }
    }
}
