package im.parley.conversation;

import im.parley.contract.SessionType;
import im.parley.proto.conversation.Conversation;

/// One user's side of one conversation (http-messages-and-objects.md 5.1).
///
/// @param userID the other side; empty for a group
/// @param groupID empty for a chat of two
/// @param maxSeq the last seq the owner may read, 0 for no bound
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
    /// "Receive, but do not notify", as a receive option.
    static final int SILENT = 2;

    /// How the wire says "never" for `latestMsgDestructTime`.
    private static final long NEVER = -62_135_596_800_000L;

    /// A new row with everything at its default (message-pipeline.md 2.6).
    static ConversationRow withUser(
            String owner, String conversationID, SessionType type, String peer, long now) {
        return new ConversationRow(
                owner,
                conversationID,
                0,
                type.number(),
                peer,
                "",
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
