package im.parley.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import im.parley.contract.ContentType;
import im.parley.contract.SessionType;
import im.parley.json.ProtoJson;
import im.parley.proto.sdkws.MessageRevokedContent;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Marks;
import im.parley.state.MessageStore.Numbered;
import im.parley.state.Note.Revocation;

import io.vertx.core.json.JsonObject;

/// How a stored message looks to a user, by what was noted of it since (message-pipeline.md 6.3).
final class Sight {
    /// Also what stands where a message will never be, so that a client asks no more.
    static final int DELETED = 4;

    private Sight() {}

    static MsgData of(MsgData stored, Marks marks) {
        boolean read = isRead(stored, marks);
        if (read == stored.getIsRead() && !marks.hidden() && marks.revocation().isEmpty())
            return stored;
        var seen = stored.toBuilder().setIsRead(read);
        if (marks.hidden()) seen.setStatus(DELETED).clearContent();
        marks.revocation().ifPresent(revocation -> revoke(seen, stored, revocation));
        return seen.build();
    }

    /// By the other one: that somebody has read what he wrote himself says nothing.
    private static boolean isRead(MsgData stored, Marks marks) {
        return stored.getSessionType() == SessionType.SINGLE.number()
                && marks.readBy().stream()
                        .anyMatch(reader -> !reader.value().equals(stored.getSendID()));
    }

    /// The text for phones goes too: it may repeat the content.
    private static void revoke(MsgData.Builder seen, MsgData stored, Revocation revocation) {
        seen.setContentType(ContentType.MSG_REVOKED)
                .setContent(detail(revoked(stored, revocation)))
                .clearOfflinePushInfo();
    }

    private static MessageRevokedContent revoked(MsgData stored, Revocation revocation) {
        return MessageRevokedContent.newBuilder()
                .setRevokerID(revocation.by().value())
                .setRevokerRole(revocation.role())
                .setClientMsgID(stored.getClientMsgID())
                .setRevokerNickname(revocation.nickname())
                .setRevokeTime(revocation.time())
                .setSourceMessageSendTime(stored.getSendTime())
                .setSourceMessageSendID(stored.getSendID())
                .setSourceMessageSenderNickname(stored.getSenderNickname())
                .setSessionType(stored.getSessionType())
                .setSeq(stored.getSeq())
                .build();
    }

    private static ByteString detail(Message tips) {
        var outer = JsonObject.of("detail", ProtoJson.text(tips));
        return ByteString.copyFrom(outer.toBuffer().getBytes());
    }

    /// Nobody can send this type, so only a message that was taken back has it.
    static boolean isRevoked(MsgData seen) {
        return seen.getContentType() == ContentType.MSG_REVOKED;
    }

    static MsgData placeholder(long seq, long sendTime) {
        return MsgData.newBuilder().setSeq(seq).setStatus(DELETED).setSendTime(sendTime).build();
    }

    static MsgData parsed(Numbered message) {
        try {
            return MsgData.parseFrom(message.body());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("unreadable message, seq " + message.seq(), e);
        }
    }
}
