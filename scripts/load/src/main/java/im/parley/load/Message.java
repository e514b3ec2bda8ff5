package im.parley.load;

import im.parley.proto.sdkws.MsgData;

/// A chat message as the server shows it, with all that must be the same wherever it is shown.
record Message(long seq, String id, String serverMsgId, String sender, long sendTime, String text) {
    static Message of(MsgData data) {
        return new Message(
                data.getSeq(),
                data.getClientMsgID(),
                data.getServerMsgID(),
                data.getSendID(),
                data.getSendTime(),
                data.getContent().toStringUtf8());
    }

    /// A seq that has no message is answered by a placeholder without an id (message-pipeline.md
    /// 6.3).
    boolean isPlaceholder() {
        return id.isEmpty();
    }
}
