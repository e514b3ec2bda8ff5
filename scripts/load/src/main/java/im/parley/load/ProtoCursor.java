package im.parley.load;

import io.netty.buffer.ByteBuf;

/// Walks the fields of one protobuf message in place. A generated parser would cost the client more
/// than the whole delivery costs the server.
final class ProtoCursor {
    private final ByteBuf bytes;
    private final int end;
    private int at;
    private int field;
    private int from;
    private int length;

    ProtoCursor(ByteBuf bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// Moves to the next field of a given number; false at the end.
    boolean seek(int wanted) {
        while (at < end) {
            read();
            if (field == wanted) return true;
        }
        return false;
    }

    ProtoCursor inside() {
        return new ProtoCursor(bytes, from, from + length);
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    ByteBuf bytes() {
        return bytes;
    }

    private void read() {
        int tag = (int) varint();
        field = tag >>> 3;
        switch (tag & 7) {
            case 0 -> {
                from = at;
                varint();
                length = at - from;
            }
            case 1 -> skip(8);
            case 2 -> skip((int) varint());
            case 5 -> skip(4);
            default -> throw new IllegalStateException("protobuf wire type " + (tag & 7));
        }
        if (at > end) throw new IllegalStateException("protobuf field runs past its message");
    }

    private void skip(int size) {
        from = at;
        length = size;
        at += size;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = bytes.getByte(at++);
            value |= (long) (next & 127) << shift;
            if (next >= 0) return value;
        }
        throw new IllegalStateException("protobuf varint too long");
    }
}
