package im.parley.contract;

import im.parley.proto.sdkws.MsgData;

/// Where messages live. The text is wire contract (message-pipeline.md 0.1); as user ids may hold
/// `_`, its parts are never read back: who takes part is looked up from stored rows.
public record ConversationId(String value) {
    /// Where a message belongs (message-pipeline.md 0.1): whether it is a notification is said by
    /// its options alone, between whom by its session type.
    public static ConversationId of(MsgData message) {
        boolean chat = MsgOption.IS_NOT_NOTIFICATION.in(message.getOptionsMap());
        var sender = new UserId(message.getSendID());
        var receiver = new UserId(message.getRecvID());
        var session =
                SessionType.of(message.getSessionType())
                        .orElseThrow(() -> new Refusal(ErrorCode.ARGS, "unknown sessionType"));
        return switch (session) {
            case SINGLE -> chat ? single(sender, receiver) : notices(sender, receiver);
            case OFFICIAL -> chat ? official(sender, receiver) : notices(sender, receiver);
            case GROUP -> chat ? group(message.getGroupID()) : groupNotices(message.getGroupID());
        };
    }

    /// The chat of two people; one conversation a pair, whoever writes first.
    public static ConversationId single(UserId one, UserId other) {
        return pair("si_", one, other);
    }

    /// What a notification account tells a user.
    public static ConversationId official(UserId one, UserId other) {
        return pair("sn_", one, other);
    }

    public static ConversationId group(String groupId) {
        return new ConversationId("sg_" + groupId);
    }

    /// System notifications between two users, or of a user to himself.
    public static ConversationId notices(UserId one, UserId other) {
        return pair("n_", one, other);
    }

    public static ConversationId groupNotices(String groupId) {
        return new ConversationId("n_" + groupId);
    }

    /// The notification conversation that goes with this one.
    public ConversationId twin() {
        return new ConversationId("n" + value.substring(value.indexOf('_')));
    }

    public boolean holdsNotices() {
        return value.startsWith("n_");
    }

    /// What all conversations of the same people or the same group have in common: they must be
    /// numbered by the same worker (message-pipeline.md 0.1, queue key).
    public String peers() {
        return value.substring(value.indexOf('_') + 1);
    }

    /// `peers().hashCode()`, without a copy of the text.
    public int peersHash() {
        int hash = 0;
        for (int i = value.indexOf('_') + 1; i < value.length(); i++)
            hash = 31 * hash + value.charAt(i);
        return hash;
    }

    private static ConversationId pair(String prefix, UserId one, UserId other) {
        var first = one.compareTo(other) <= 0 ? one : other;
        var second = first == one ? other : one;
        return new ConversationId(prefix + first + "_" + second);
    }

    @Override
    public String toString() {
        return value;
    }
}
