package im.parley.embedded;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.UserBounds;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the writer thread remembers of the conversations it lately wrote to, so that a message
/// costs no read. Nobody else changes them, so what is remembered is what is stored, once the
/// commit at hand has succeeded; when it fails, all is forgotten.
final class Heads {
    // More than a commit can touch: what it changed is never dropped before it is written.
    private static final int REMEMBERED_MAX = 20_000;

    /// The end of a conversation.
    static final class Head {
        final byte[] prefix;
        long maxSeq;
        long minSeq;
        long lastTime;
        // No stored send was written later; what is newer than this is new.
        long newestSend;
        final Senders senders;
        // The last seq claimed by the append numbered `claimant`, not yet written.
        long claimedSeq;
        long claimant;
        long writtenBy;

        private Head(byte[] prefix, Bounds bounds, long newestSend, Senders senders) {
            this.prefix = prefix;
            this.maxSeq = bounds.maxSeq();
            this.minSeq = bounds.minSeq();
            this.lastTime = bounds.lastTime();
            this.newestSend = newestSend;
            this.senders = senders;
        }

        byte[] value() {
            return MessageFormat.seqs(maxSeq, minSeq, lastTime, newestSend, senders);
        }
    }

    /// How far a user has read a conversation.
    static final class Mark {
        final byte[] key;
        UserBounds bounds;
        long writtenBy;

        private Mark(byte[] key, UserBounds bounds) {
            this.key = key;
            this.bounds = bounds;
        }

        void raise(long readSeq) {
            bounds = bounds.readTo(readSeq);
        }

        byte[] value() {
            return MessageFormat.userBounds(bounds);
        }
    }

    private record Reader(UserId user, ConversationId conversation) {}

    private final Map<ConversationId, Head> heads = new Lately<>();
    private final Map<Reader, Mark> marks = new Lately<>();

    Head head(ConversationId conversation, Draft draft) {
        var known = heads.get(conversation);
        if (known != null) return known;
        var prefix = MessageFormat.prefix(conversation);
        var stored = draft.get(Family.SEQS, prefix);
        var bounds = stored.map(MessageFormat::bounds).orElse(Bounds.NONE);
        long newestSend = stored.map(MessageFormat::newestSend).orElse(0L);
        var senders = stored.map(MessageFormat::senders).orElseGet(Senders::new);
        var head = new Head(prefix, bounds, newestSend, senders);
        heads.put(conversation, head);
        return head;
    }

    Mark mark(UserId user, ConversationId conversation, Draft draft) {
        var reader = new Reader(user, conversation);
        var known = marks.get(reader);
        if (known != null) return known;
        var key = MessageFormat.readsKey(user, conversation);
        var stored = draft.get(Family.READS, key).map(MessageFormat::userBounds);
        var mark = new Mark(key, stored.orElse(UserBounds.NONE));
        marks.put(reader, mark);
        return mark;
    }

    void forget() {
        heads.clear();
        marks.clear();
    }

    private static final class Lately<K, V> extends LinkedHashMap<K, V> {
        Lately() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }
}
