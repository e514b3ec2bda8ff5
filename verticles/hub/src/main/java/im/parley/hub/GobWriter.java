package im.parley.hub;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Lays down one `Resp`: its constant definition, then the value (websocket.md 2.2). Fields that
/// are zero or empty are left out, and a field is announced by its distance from the last one
/// written.
final class GobWriter implements Bytes {
    /// Type id 64, which Go clients of every version accept.
    private static final byte[] DEFINITION =
            HexFormat.of()
                    .parseHex(
                            "5f7f03010104526573"
                                    + "7001ff80000106"
                                    + "010d5265714964656e746966696572010400"
                                    + "01074d7367496e6372010c00"
                                    + "010b4f7065726174696f6e4944010c00"
                                    + "0107457272436f6465010400"
                                    + "01064572724d7367010c00"
                                    + "010444617461010a00"
                                    + "0000");

    private static final long TYPE_ID = folded(64);
    private static final byte[] EMPTY = {};

    private final ServerFrame frame;
    private final Bytes msgIncr;
    private final Bytes operationID;
    private final Bytes errMsg;
    private final int valueSize;

    private byte[] out = EMPTY;
    private int at;
    private int lastField;

    GobWriter(ServerFrame frame) {
        this.frame = frame;
        msgIncr = utf8(frame.msgIncr());
        operationID = utf8(frame.operationID());
        errMsg = utf8(frame.errMsg());
        valueSize =
                size(TYPE_ID)
                        + fieldSize(frame.reqIdentifier())
                        + fieldSize(msgIncr)
                        + fieldSize(operationID)
                        + fieldSize(frame.errCode())
                        + fieldSize(errMsg)
                        + fieldSize(frame.data())
                        + 1;
    }

    @Override
    public int size() {
        return DEFINITION.length + size(valueSize) + valueSize;
    }

    @Override
    public void write(byte[] target, int start) {
        out = target;
        at = start;
        lastField = -1;
        put(DEFINITION);
        put(valueSize);
        put(TYPE_ID);
        field(0, frame.reqIdentifier());
        field(1, msgIncr);
        field(2, operationID);
        field(3, frame.errCode());
        field(4, errMsg);
        field(5, frame.data());
        put(0);
    }

    private void field(int index, int value) {
        if (value == 0) return;
        announce(index);
        put(folded(value));
    }

    private void field(int index, Bytes bytes) {
        int size = bytes.size();
        if (size == 0) return;
        announce(index);
        put(size);
        bytes.write(out, at);
        at += size;
    }

    private void announce(int index) {
        put(index - lastField);
        lastField = index;
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        at += bytes.length;
    }

    /// An unsigned number: itself up to 127, else its size (as 256 - n) and its n bytes.
    private void put(long unsigned) {
        if (unsigned <= 0x7f) {
            out[at++] = (byte) unsigned;
            return;
        }
        int bytes = size(unsigned) - 1;
        out[at++] = (byte) -bytes;
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out[at++] = (byte) (unsigned >> shift);
        }
    }

    private static int fieldSize(int value) {
        return value == 0 ? 0 : 1 + size(folded(value));
    }

    private static int fieldSize(Bytes bytes) {
        int size = bytes.size();
        return size == 0 ? 0 : 1 + size(size) + size;
    }

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int size(long unsigned) {
        return unsigned <= 0x7f ? 1 : 1 + (71 - Long.numberOfLeadingZeros(unsigned)) / 8;
    }

    /// A signed number keeps its sign in the lowest bit, so that small ones stay short.
    private static long folded(long signed) {
        return signed << 1 ^ signed >> 63;
    }
}
