package im.parley.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// The two gob frames (websocket.md 2.2): requests as Go clients write them, and replies read by
/// field name.
final class Gob {
    private static final byte[] REQUEST_DEFINITION =
            HexFormat.of()
                    .parseHex(
                            "657f0301010c47656e6572616c577352657101ff80000106010d526571496465"
                                + "6e7469666965720104000105546f6b656e010c00010653656e644944010c0001"
                                + "0b4f7065726174696f6e4944010c0001074d7367496e6372010c00010444"
                                + "617461010a000000");
    private static final int INT = 2;
    private static final int VALUE_TYPE_SIZE = 2;

    /// The definition last seen, with the envelope field of each of its fields: a server repeats
    /// one constant.
    private static volatile Definition seen = new Definition(Unpooled.EMPTY_BUFFER, new int[0]);

    private record Definition(ByteBuf bytes, int[] fields) {}

    private Gob() {}

    static void request(
            ByteBuf out, int request, byte[] sender, byte[] operation, byte[] incr, byte[] data) {
        out.writeBytes(REQUEST_DEFINITION);
        int size =
                VALUE_TYPE_SIZE + 1 + unsignedSize(2L * request) + sized(sender) + sized(operation);
        size += sized(incr) + (data.length == 0 ? 0 : sized(data)) + 1;
        unsigned(out, size);
        out.writeShort(0xff80);
        out.writeByte(1);
        unsigned(out, 2L * request);
        bytes(out, 2, sender); // the token is empty, hence left out
        bytes(out, 1, operation);
        bytes(out, 1, incr);
        if (data.length > 0) bytes(out, 1, data);
        out.writeByte(0);
    }

    /// Reads a whole reply frame.
    static Envelope reply(ByteBuf frame) {
        var reader = frame.slice();
        var definition = definition(reader);
        int end = Math.toIntExact(unsigned(reader)) + reader.readerIndex();
        if (end > reader.writerIndex())
            throw new IllegalStateException("gob value longer than its frame");
        if (signed(reader) <= 0) throw new IllegalStateException("gob value expected");
        var envelope = new Envelope(reader);
        int at = -1;
        for (int delta; (delta = (int) unsigned(reader)) != 0; ) {
            at += delta;
            int field = definition.fields[at];
            if (Envelope.isNumber(field)) {
                envelope.number(field, signed(reader));
            } else {
                int length = Math.toIntExact(unsigned(reader));
                envelope.field(field, reader.readerIndex(), length);
                reader.skipBytes(length);
            }
        }
        return envelope;
    }

    private static Definition definition(ByteBuf reader) {
        var known = seen;
        int size = known.bytes.readableBytes();
        if (size > 0
                && reader.readableBytes() > size
                && ByteBufUtil.equals(known.bytes, 0, reader, reader.readerIndex(), size)) {
            reader.skipBytes(size);
            return known;
        }
        int start = reader.readerIndex();
        int length = Math.toIntExact(unsigned(reader));
        int end = reader.readerIndex() + length;
        var fields = fields(reader);
        if (reader.readerIndex() != end)
            throw new IllegalStateException("gob definition has another length");
        var copy = Unpooled.copiedBuffer(reader.slice(start, end - start));
        return seen = new Definition(copy, fields);
    }

    private static int[] fields(ByteBuf reader) {
        long id = signed(reader);
        expect(reader, 3, 1, 1);
        text(reader); // the type's name carries no meaning
        expect(reader, 1);
        if (signed(reader) != -id || id >= 0)
            throw new IllegalStateException("gob definition of " + id);
        expect(reader, 0, 1);
        var fields = new int[(int) unsigned(reader)];
        for (int i = 0; i < fields.length; i++) fields[i] = field(reader);
        expect(reader, 0, 0);
        return fields;
    }

    private static int field(ByteBuf reader) {
        expect(reader, 1);
        var name = text(reader);
        expect(reader, 1);
        long type = signed(reader);
        expect(reader, 0);
        int field = Arrays.asList(Envelope.FIELDS).indexOf(name);
        if (field < 0 || Envelope.isNumber(field) != (type == INT)) {
            throw new IllegalStateException("gob field " + name + " of type " + type);
        }
        return field;
    }

    private static void expect(ByteBuf reader, int... values) {
        for (int value : values) {
            int found = reader.readByte();
            if (found != value)
                throw new IllegalStateException("gob: " + value + " expected, not " + found);
        }
    }

    private static String text(ByteBuf reader) {
        return reader.readString(Math.toIntExact(unsigned(reader)), StandardCharsets.UTF_8);
    }

    private static int sized(byte[] value) {
        return 1 + unsignedSize(value.length) + value.length;
    }

    private static void bytes(ByteBuf out, int delta, byte[] value) {
        out.writeByte(delta);
        unsigned(out, value.length);
        out.writeBytes(value);
    }

    private static int unsignedSize(long value) {
        return value <= 127 ? 1 : 1 + (71 - Long.numberOfLeadingZeros(value)) / 8;
    }

    private static void unsigned(ByteBuf out, long value) {
        if (value <= 127) {
            out.writeByte((int) value);
            return;
        }
        int size = unsignedSize(value) - 1;
        out.writeByte(256 - size);
        for (int i = size - 1; i >= 0; i--) out.writeByte((int) (value >>> 8 * i));
    }

    private static long unsigned(ByteBuf reader) {
        int first = reader.readUnsignedByte();
        if (first <= 127) return first;
        long value = 0;
        for (int i = 256 - first; i > 0; i--) value = value << 8 | reader.readUnsignedByte();
        return value;
    }

    private static long signed(ByteBuf reader) {
        long value = unsigned(reader);
        return (value & 1) == 0 ? value >>> 1 : ~(value >>> 1);
    }
}
