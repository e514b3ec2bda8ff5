package im.parley.hub;

import java.util.zip.CRC32;

/// The header of a gzip member (RFC 1952 2.3): of no use to us, but any client may fill it.
final class GzipHeader {
    private static final int FIXED_SIZE = 10;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final byte[] bytes;
    private final int end;
    private int at;

    private GzipHeader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        this.at = from;
    }

    /// The index of the first byte behind the header that begins at `from`; it must end before or
    /// at `end`.
    static int skip(byte[] bytes, int from, int end) throws BadFrame {
        return new GzipHeader(bytes, from, end).skip();
    }

    static int int32(byte[] bytes, int at) {
        return int16(bytes, at) | int16(bytes, at + 2) << 16;
    }

    static BadFrame bad(String detail) {
        return new BadFrame("gzip", detail);
    }

    private int skip() throws BadFrame {
        int from = at;
        pass(FIXED_SIZE);
        if ((int32(bytes, from) & 0xffffff) != 0x088b1f) throw bad("no gzip");
        int flags = bytes[from + 3];
        if ((flags & RESERVED) != 0) throw bad("reserved flags");
        if ((flags & EXTRA) != 0) pass(int16());
        if ((flags & NAME) != 0) passText();
        if ((flags & COMMENT) != 0) passText();
        if ((flags & HEADER_CHECKSUM) != 0) check(from);
        return at;
    }

    private void check(int from) throws BadFrame {
        var crc = new CRC32();
        crc.update(bytes, from, at - from);
        if (int16() != (crc.getValue() & 0xffff)) throw bad("a damaged header");
    }

    private void passText() throws BadFrame {
        do pass(1);
        while (bytes[at - 1] != 0);
    }

    private int int16() throws BadFrame {
        pass(2);
        return int16(bytes, at - 2);
    }

    private void pass(int size) throws BadFrame {
        if (size > end - at) throw bad("cut off");
        at += size;
    }

    private static int int16(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }
}
