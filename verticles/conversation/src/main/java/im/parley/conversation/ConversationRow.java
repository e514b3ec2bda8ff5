package im.parley.conversation;

import im.parley.contract.SessionType;
import im.parley.proto.conversation.Conversation;
import im.parley.state.Table;

import java.util.Comparator;

/// One user's side of one conversation (http-messages-and-objects.md 5.1).
///
/// @param userID the other side; empty for a group
/// @param groupID empty for a chat of two
/// @param maxSeq the last seq the owner may read, 0 for no bound
/// @param msgDestructTime seconds
/// @param latestMsgDestructTime Unix milliseconds, 0 for never
/// @param createTime Unix milliseconds
record ConversationRow(
        String ownerUserID,
        String conversationID,
        int recvMsgOpt,
        int conversationType,
        String userID,
        String groupID,
        boolean isPinned,
        String attachedInfo,
        boolean isPrivateChat,
        int groupAtType,
        String ex,
        int burnDuration,
        long minSeq,
        long maxSeq,
        long msgDestructTime,
        long latestMsgDestructTime,
        boolean isMsgDestruct,
        long createTime) {
    /// The orders find the rows of everybody that speak of one peer, and of one conversation by
    /// receive option.
    static final Table<ConversationRow> TABLE =
            Table.of("conversation", ConversationRow.class)
                    .key("ownerUserID", "conversationID")
                    .index("byPeer", "userID")
                    .index("byOption", "conversationID", "recvMsgOpt");

    static final Comparator<ConversationRow> BY_CREATION =
            Comparator.comparingLong(ConversationRow::createTime);

    /// "Do not receive", as a receive option.
    static final int REFUSED = 1;

    /// "Receive, but do not notify".
    static final int SILENT = 2;

    /// How the wire says "never" for `latestMsgDestructTime`.
    private static final long NEVER = -62_135_596_800_000L;

    /// A new row with everything at its default (message-pipeline.md 2.6).
    static ConversationRow withUser(Side side, SessionType type, String peer, long now) {
        return made(side, type, peer, "", now);
    }

    /// The same for a member of a group.
    static ConversationRow inGroup(Side side, String groupID, long now) {
        return made(side, SessionType.GROUP, "", groupID, now);
    }

    private static ConversationRow made(
            Side side, SessionType type, String peer, String groupID, long now) {
        return new ConversationRow(
                side.owner(),
                side.conversationID(),
                0,
                type.number(),
                peer,
                groupID,
                false,
                "",
                false,
                0,
                "",
                0,
                0,
                0,
                0,
                0,
                false,
                now);
    }

    Side side() {
        return new Side(ownerUserID, conversationID);
    }

    Conversation toMessage() {
        return Conversation.newBuilder()
                .setOwnerUserID(ownerUserID)
                .setConversationID(conversationID)
                .setRecvMsgOpt(recvMsgOpt)
                .setConversationType(conversationType)
                .setUserID(userID)
                .setGroupID(groupID)
                .setIsPinned(isPinned)
                .setAttachedInfo(attachedInfo)
                .setIsPrivateChat(isPrivateChat)
                .setGroupAtType(groupAtType)
                .setEx(ex)
                .setBurnDuration(burnDuration)
                .setMinSeq(minSeq)
                .setMaxSeq(maxSeq)
                .setMsgDestructTime(msgDestructTime)
                .setLatestMsgDestructTime(
                        latestMsgDestructTime == 0 ? NEVER : latestMsgDestructTime)
                .setIsMsgDestruct(isMsgDestruct)
                .build();
    }
}
