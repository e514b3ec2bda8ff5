package im.parley.hub;

import com.google.protobuf.CodedOutputStream;

import im.parley.contract.ConversationId;
import im.parley.proto.courier.Delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// One message on its way to the connections of its recipients (websocket.md 4.1).
record Push(Delivery delivery, SharedFrame frame) {
    private static final int LENGTH_DELIMITED = 2;

    static Push of(Delivery delivery) {
        return new Push(
                delivery,
                new SharedFrame(
                        codec -> codec.writePush(delivery.getOperationID(), body(delivery))));
    }

    String sendID() {
        return delivery.getSendID();
    }

    String clientMsgID() {
        return delivery.getClientMsgID();
    }

    /// A `PushMessages` with one conversation and one message, laid around the message's stored
    /// bytes, which are neither read nor encoded again.
    ///
    ///     PushMessages{ 1 msgs | 2 notificationMsgs: { 1 key, 2 PullMsgs{ 1 Msgs: message } } }
    static byte[] body(Delivery delivery) {
        var key = delivery.getConversationID().getBytes(StandardCharsets.UTF_8);
        var message = delivery.getMessage();
        int pullSize = field(message.size());
        int entrySize = field(key.length) + field(pullSize);
        int list = new ConversationId(delivery.getConversationID()).holdsNotices() ? 2 : 1;
        var body = new byte[field(entrySize)];
        try {
            var out = CodedOutputStream.newInstance(body);
            open(out, list, entrySize);
            open(out, 1, key.length);
            out.writeRawBytes(key);
            open(out, 2, pullSize);
            open(out, 1, message.size());
            out.writeRawBytes(message);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body;
    }

    /// The size of a field with a one-byte tag.
    private static int field(int size) {
        return 1 + CodedOutputStream.computeUInt32SizeNoTag(size) + size;
    }

    private static void open(CodedOutputStream out, int number, int size) throws IOException {
        out.writeTag(number, LENGTH_DELIMITED);
        out.writeUInt32NoTag(size);
    }
}
