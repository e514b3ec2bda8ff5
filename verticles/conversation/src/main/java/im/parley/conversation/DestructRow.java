package im.parley.conversation;

import im.parley.state.Table;

import java.util.Optional;

/// When old messages of a conversation next have to disappear for its owner
/// (http-messages-and-objects.md 12.3). It follows from the conversation's row and is written with
/// it; only the few owners who want it have one.
///
/// @param dueTime Unix milliseconds; 0 for a row that was never looked at
record DestructRow(String ownerUserID, String conversationID, long dueTime) {
    static final Table<DestructRow> TABLE =
            Table.of("conversation_destruct", DestructRow.class)
                    .key("ownerUserID", "conversationID")
                    .index("byDue", "dueTime");

    static Optional<DestructRow> of(ConversationRow row) {
        if (!row.isMsgDestruct() || row.msgDestructTime() == 0) return Optional.empty();
        long latest = row.latestMsgDestructTime();
        long due = latest == 0 ? 0 : latest + row.msgDestructTime() * 1_000;
        return Optional.of(new DestructRow(row.ownerUserID(), row.conversationID(), due));
    }

    Side side() {
        return new Side(ownerUserID, conversationID);
    }
}
