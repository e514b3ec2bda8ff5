package im.parley.sync;

import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.UserBounds;

/// What of a conversation a user may read, and how far he has (message-pipeline.md 6.2).
///
/// @param rowMax the `maxSeq` of the user's conversation row, 0 for none
record Stretch(Bounds conversation, UserBounds user, long rowMax) {
    /// The bound as stored, 0 when nothing was ever cleared or hidden.
    long lowest() {
        return Math.max(conversation.minSeq(), user.minSeq());
    }

    long first() {
        return Math.max(1, lowest());
    }

    /// 0 when there is nothing to read.
    long last() {
        long last = conversation.maxSeq();
        if (user.maxSeq() > 0) last = Math.min(last, user.maxSeq());
        if (rowMax > 0) last = Math.min(last, rowMax);
        return last;
    }

    boolean holds(long seq) {
        return seq >= first() && seq <= last();
    }

    /// How far the user has read, as a client is told: what he cannot read any more is not unread.
    long readTo() {
        return Math.max(user.readSeq(), first() - 1);
    }
}
