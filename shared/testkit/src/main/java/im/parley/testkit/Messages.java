package im.parley.testkit;

import com.google.protobuf.ByteString;

import im.parley.contract.ContentType;
import im.parley.contract.ConversationId;
import im.parley.contract.Platform;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.platform.Ids;
import im.parley.platform.NodeId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;
import im.parley.state.Submission;

/// Messages as clients send them and as stores are given them.
public final class Messages {
    private Messages() {}

    /// A text to a user, as an SDK fills it in; change what the test is about by `toBuilder()`.
    public static MsgData text(String from, String to, String text) {
        return text(from, text).setRecvID(to).setSessionType(SessionType.SINGLE.number()).build();
    }

    /// A text to a group.
    public static MsgData groupText(String from, String group, String text) {
        return text(from, text)
                .setGroupID(group)
                .setSessionType(SessionType.GROUP.number())
                .build();
    }

    private static MsgData.Builder text(String from, String text) {
        var content = "{\"content\":\"" + text + "\"}";
        return MsgData.newBuilder()
                .setSendID(from)
                .setClientMsgID(Ids.messageId())
                .setSenderPlatformID(Platform.ANDROID.id())
                .setSenderNickname(from)
                .setMsgFrom(100)
                .setContentType(ContentType.TEXT)
                .setContent(ByteString.copyFromUtf8(content))
                .setCreateTime(FakeClock.NOON);
    }

    /// The message under a seq, with a send time that grows with it.
    public static MessageStore.Entry entry(MsgData message, long seq) {
        long sendTime = FakeClock.NOON + seq;
        var stored = message.toBuilder().setSeq(seq).setSendTime(sendTime).build();
        return new MessageStore.Entry(
                ConversationId.of(message),
                seq,
                sendTime,
                new UserId(message.getSendID()),
                message.getClientMsgID(),
                message.getCreateTime(),
                true,
                stored.toByteArray());
    }

    /// The message on its way, with nobody waiting for its outcome.
    public static Submission submission(MsgData message) {
        return new Submission(message, Ids.messageId(), new NodeId("test"), 0);
    }
}
