package im.parley.load;

import im.parley.proto.sdkws.MsgData;

/// A message as the server shows it, with all that must be the same wherever it is shown.
record Message(
        long seq,
        String id,
        String serverMsgId,
        String sender,
        long sendTime,
        String text,
        Form form) {
    private static final int DELETED = 4;
    private static final int REVOCATION = 2101;
    private static final int SYSTEM = 200;

    /// How it looks to who reads it (message-pipeline.md 6.3).
    enum Form {
        WHOLE,
        /// For everybody.
        REVOKED,
        /// For who reads it; only its text is gone.
        DELETED
    }

    /// A message as it was sent.
    Message(long seq, String id, String serverMsgId, String sender, long sendTime, String text) {
        this(seq, id, serverMsgId, sender, sendTime, text, Form.WHOLE);
    }

    static Message of(MsgData data) {
        return new Message(
                data.getSeq(),
                data.getClientMsgID(),
                data.getServerMsgID(),
                data.getSendID(),
                data.getSendTime(),
                data.getContent().toStringUtf8(),
                form(data));
    }

    /// The notice of a revocation is of the same kind as what is left of the revoked message.
    private static Form form(MsgData data) {
        if (data.getStatus() == DELETED) return Form.DELETED;
        boolean revocation = data.getContentType() == REVOCATION;
        return revocation && data.getMsgFrom() != SYSTEM ? Form.REVOKED : Form.WHOLE;
    }

    /// A seq that has no message is answered by a placeholder without an id (message-pipeline.md
    /// 6.3).
    boolean isPlaceholder() {
        return id.isEmpty();
    }

    /// The same message, whatever has been done to its text.
    boolean isSameAs(Message other) {
        return seq == other.seq
                && id.equals(other.id)
                && serverMsgId.equals(other.serverMsgId)
                && sender.equals(other.sender)
                && sendTime == other.sendTime;
    }

    /// May a message that is stored like this one have been shown like that before?
    boolean mayHaveBeen(Message shown) {
        return equals(shown) || form == Form.REVOKED && isSameAs(shown);
    }
}
