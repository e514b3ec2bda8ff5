package im.parley.hub;

import com.google.protobuf.ByteString;
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
        var body = new Body(delivery.getConversationID(), delivery.getMessage());
        var frame = ServerFrame.unasked(RequestTable.PUSH_MSG, delivery.getOperationID(), body);
        return new Push(delivery, new SharedFrame(frame));
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
    static final class Body implements Bytes {
        private final int list;
        private final byte[] key;
        private final ByteString message;
        private final int pullSize;
        private final int entrySize;

        Body(String conversation, ByteString message) {
            this.list = new ConversationId(conversation).holdsNotices() ? 2 : 1;
            this.key = conversation.getBytes(StandardCharsets.UTF_8);
            this.message = message;
            this.pullSize = field(message.size());
            this.entrySize = field(key.length) + field(pullSize);
        }

        @Override
        public int size() {
            return field(entrySize);
        }

        @Override
        public void write(byte[] target, int at) {
            try {
                var out = CodedOutputStream.newInstance(target, at, size());
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
}
