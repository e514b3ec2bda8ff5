package im.parley.load;

import com.google.protobuf.ByteString;

import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.OfflinePushInfo;

import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/// A text message of a given size from one user to another or to a group, encoded once: only its
/// clientMsgID, its time and its text are written for each send. The id is the run's number and the
/// message's, so whoever receives it knows when it was due.
final class Letter {
    static final int ID_SIZE = 2 * Numbers.DIGITS;
    private static final int CLIENT_MSG_ID = MsgData.CLIENTMSGID_FIELD_NUMBER;
    private static final int SINGLE = 1;
    private static final int GROUP = 3;
    private static final byte[] LETTERS =
            ascii("abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789");
    private static final String BEFORE_TEXT = "{\"content\":\"";
    private static final String AFTER_TEXT = "\"}";

    private final byte[] data;
    private final byte[] incr;
    private final int idAt;
    private final int timeAt;
    private final int textAt;
    private final int textEnd;

    /// @param size of the encoded MsgData; a small one is made as small as it can be.
    Letter(Login sender, String receiver, long run, int size) {
        this(sender, Room.single(sender.user(), receiver), run, size);
    }

    Letter(Login sender, Room room, long run, int size) {
        data = fitted(sender, room, Numbers.text(run), size);
        incr = ascii(sender.user() + "_" + Numbers.text(0));
        idAt = field(data, CLIENT_MSG_ID).from() + Numbers.DIGITS;
        timeAt = field(data, MsgData.CREATETIME_FIELD_NUMBER).from();
        var content = field(data, MsgData.CONTENT_FIELD_NUMBER);
        textAt = content.from() + BEFORE_TEXT.length();
        textEnd = content.from() + content.length() - AFTER_TEXT.length();
    }

    /// Writes the letter with a number; the caller flushes.
    void write(Connection connection, long number) {
        Numbers.write(incr, incr.length - Numbers.DIGITS, number);
        connection.write(Envelope.SEND, incr, incr, numbered(number));
    }

    /// The encoded MsgData with a number; valid until the next one is asked for.
    byte[] numbered(long number) {
        Numbers.write(data, idAt, number);
        Numbers.writeTime(data, timeAt, System.currentTimeMillis());
        scribble();
        return data;
    }

    private void scribble() {
        var random = ThreadLocalRandom.current();
        for (int at = textAt; at < textEnd; ) {
            long bits = random.nextLong();
            for (int i = 0; i < 10 && at < textEnd; i++, bits >>>= 6)
                data[at++] = LETTERS[(int) bits & 63];
        }
    }

    static MsgData.Builder text(Login sender, Room room, String clientMsgId, String text) {
        var content = BEFORE_TEXT + text + AFTER_TEXT;
        return MsgData.newBuilder()
                .setSendID(sender.user())
                .setRecvID(room.peer(sender.user()))
                .setGroupID(room.group())
                .setClientMsgID(clientMsgId)
                .setSenderPlatformID(sender.platform())
                .setSenderNickname("nick " + sender.user())
                .setSessionType(room.group().isEmpty() ? SINGLE : GROUP)
                .setMsgFrom(100)
                .setContentType(101)
                .setContent(ByteString.copyFromUtf8(content))
                .setCreateTime(System.currentTimeMillis())
                .setStatus(1)
                .setOfflinePushInfo(OfflinePushInfo.newBuilder().setTitle("t").setDesc("d"));
    }

    private static byte[] fitted(Login sender, Room room, String run, int size) {
        int least = text(sender, room, run + run, "").build().getSerializedSize();
        var text = "x".repeat(Math.max(0, size - least));
        return text(sender, room, run + run, text).build().toByteArray();
    }

    private static ProtoCursor field(byte[] data, int number) {
        var cursor = new ProtoCursor(Unpooled.wrappedBuffer(data), 0, data.length);
        if (!cursor.seek(number))
            throw new IllegalStateException("a letter without field " + number);
        return cursor;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Takes the messages of a push one by one.
    interface Postman {
        /// @param number as it was given to [Letter#write]
        void delivered(long run, long number);
    }

    /// Hands out the letters in a push; other messages are passed over.
    static void open(Envelope push, Postman postman) {
        var conversations = push.cursor();
        while (conversations.seek(1)) { // msgs
            var entry = conversations.inside();
            if (entry.seek(2)) messages(entry.inside(), postman);
        }
    }

    private static void messages(ProtoCursor pulled, Postman postman) {
        while (pulled.seek(1)) { // Msgs
            var message = pulled.inside();
            if (message.seek(CLIENT_MSG_ID) && message.length() == ID_SIZE) {
                int at = message.from();
                var bytes = message.bytes();
                postman.delivered(
                        Numbers.read(bytes, at), Numbers.read(bytes, at + Numbers.DIGITS));
            }
        }
    }
}
