package im.parley.sync;

import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.UserBounds;

/// What of a conversation a user may read (message-pipeline.md 6.2).
///
/// @param lowest the bound as stored, 0 when nothing was ever cleared or hidden
/// @param last the highest readable seq, 0 when there is none
record Stretch(long lowest, long last) {
    /// @param rowMax the `maxSeq` of the user's conversation row, 0 for none
    static Stretch of(Bounds conversation, UserBounds user, long rowMax) {
        long last = conversation.maxSeq();
        if (user.maxSeq() > 0) last = Math.min(last, user.maxSeq());
        if (rowMax > 0) last = Math.min(last, rowMax);
        return new Stretch(Math.max(conversation.minSeq(), user.minSeq()), last);
    }

    long first() {
        return Math.max(1, lowest);
    }

    boolean holds(long seq) {
        return seq >= first() && seq <= last;
    }
}
