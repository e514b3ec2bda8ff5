package im.parley.hub;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Bytes of known number that have yet to be laid down, so that they are written once, at their
/// place in what is sent.
interface Bytes {
    int size();

    /// Writes exactly `size()` bytes, starting at index `at`.
    void write(byte[] out, int at);

    static Bytes of(byte[] laid) {
        return new Laid(laid);
    }

    static Bytes of(MessageLite message) {
        return new OfMessage(message);
    }

    default byte[] toArray() {
        var bytes = new byte[size()];
        write(bytes, 0);
        return bytes;
    }

    record Laid(byte[] bytes) implements Bytes {
        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public void write(byte[] out, int at) {
            System.arraycopy(bytes, 0, out, at, bytes.length);
        }
    }

    record OfMessage(MessageLite message) implements Bytes {
        @Override
        public int size() {
            return message.getSerializedSize();
        }

        @Override
        public void write(byte[] out, int at) {
            try {
                var stream = CodedOutputStream.newInstance(out, at, size());
                message.writeTo(stream);
                stream.checkNoSpaceLeft();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
