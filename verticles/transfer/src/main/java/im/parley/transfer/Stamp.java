package im.parley.transfer;

import com.google.protobuf.CodedOutputStream;

import im.parley.proto.sdkws.MsgData;

import java.io.IOException;
import java.io.UncheckedIOException;

/// What a message is given in its conversation.
///
/// @param seq 0 for a message that is not stored
record Stamp(long seq, long sendTime) {
    /// A message that its sender marked as being sent is sent (message-pipeline.md 1.5, `status`).
    private static final int SENDING = 1;

    private static final int SENT = 2;

    /// The bytes of the message with this stamp on it. They are laid behind those of the message:
    /// of several values of a protobuf field the last one counts, so nothing is taken apart and
    /// built again.
    byte[] on(MsgData message) {
        boolean numbered = seq != message.getSeq();
        boolean dated = sendTime != message.getSendTime();
        boolean settled = message.getStatus() == SENDING;
        int size = message.getSerializedSize();
        if (numbered) size += CodedOutputStream.computeInt64Size(MsgData.SEQ_FIELD_NUMBER, seq);
        if (dated)
            size += CodedOutputStream.computeInt64Size(MsgData.SENDTIME_FIELD_NUMBER, sendTime);
        if (settled) size += CodedOutputStream.computeInt32Size(MsgData.STATUS_FIELD_NUMBER, SENT);
        var bytes = new byte[size];
        try {
            var out = CodedOutputStream.newInstance(bytes);
            message.writeTo(out);
            if (numbered) out.writeInt64(MsgData.SEQ_FIELD_NUMBER, seq);
            if (dated) out.writeInt64(MsgData.SENDTIME_FIELD_NUMBER, sendTime);
            if (settled) out.writeInt32(MsgData.STATUS_FIELD_NUMBER, SENT);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }
}
