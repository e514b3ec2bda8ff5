package im.parley.hub;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Packs a frame into one gzip member and unpacks it (websocket.md 2.4, RFC 1952), with tools that
/// belong to one thread and are used again and again.
///
/// A small frame is put into a stored block: that is a single copy, where compressing costs some
/// microseconds to save a few dozen bytes. Larger ones (pulls) are compressed at the fastest level.
/// An incoming member tells its inflated size at its end. It is believed only as an upper bound,
/// and only within `INFLATED_MAX` and what deflate can expand to at all, so nothing larger is ever
/// allocated or inflated.
final class Gzip {
    static final int INFLATED_MAX = 1 << 20;
    static final int STORED_MAX = 1024;
    static final int TRAILER_SIZE = 8;

    private static final FastThreadLocal<Gzip> LOCAL =
            new FastThreadLocal<>() {
                @Override
                protected Gzip initialValue() {
                    return new Gzip();
                }

                @Override
                protected void onRemoval(Gzip gzip) {
                    gzip.inflater.end();
                    gzip.deflater.end();
                }
            };

    /// Magic, deflate, no flags, no time, no extra flags, unknown system.
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int STORED_HEADER_SIZE = 5;
    private static final int SCRATCH_KEPT_MAX = 64 << 10;

    /// No deflate stream grows by more (258 bytes from two bits).
    private static final long EXPANSION_MAX = 1032;
    private static final byte[] EMPTY = {};

    private final Inflater inflater = new Inflater(true);
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private byte[] in = EMPTY;
    private byte[] out = EMPTY;

    private Gzip() {}

    static Gzip ofThisThread() {
        return LOCAL.get();
    }

    /// The request inside `payload`, which stays as it is.
    ClientFrame read(ByteBuf payload, Encoding encoding) throws BadFrame {
        int size = payload.readableBytes();
        try {
            if (payload.hasArray()) {
                int from = payload.arrayOffset() + payload.readerIndex();
                return read(payload.array(), from, from + size, encoding);
            }
            in = atLeast(size, in);
            payload.getBytes(payload.readerIndex(), in, 0, size);
            return read(in, 0, size, encoding);
        } finally {
            forgetLarge();
        }
    }

    /// The gzip member that holds `body`.
    byte[] write(Bytes body) {
        int size = body.size();
        if (size <= STORED_MAX) return stored(body, size);
        try {
            return compressed(body, size);
        } finally {
            forgetLarge();
        }
    }

    private ClientFrame read(byte[] bytes, int from, int to, Encoding encoding) throws BadFrame {
        int trailer = to - TRAILER_SIZE;
        int deflated = GzipHeader.skip(bytes, from, trailer);
        int size = inflatedSize(bytes, deflated, trailer);
        out = atLeast(size + 1, out); // one more shows whether the stream is longer than it says
        inflate(bytes, deflated, to, size);
        if (checksum(out, 0, size) != GzipHeader.int32(bytes, trailer)) {
            throw GzipHeader.bad("damaged");
        }
        return encoding.read(out, 0, size);
    }

    private static int inflatedSize(byte[] bytes, int deflated, int trailer) throws BadFrame {
        long size = Integer.toUnsignedLong(GzipHeader.int32(bytes, trailer + 4));
        if (size > INFLATED_MAX) throw new BadFrame("bomb", "inflates beyond the bound");
        if (size > EXPANSION_MAX * (trailer - deflated)) throw GzipHeader.bad("a wrong size");
        return (int) size;
    }

    /// The trailer is given to the inflater too, which wants to see a byte behind a bare stream,
    /// and must be all that it leaves: one member is one frame.
    private void inflate(byte[] bytes, int from, int to, int size) throws BadFrame {
        try {
            inflater.setInput(bytes, from, to - from);
            int inflated = inflater.inflate(out, 0, size + 1);
            boolean whole = inflater.finished() && inflater.getRemaining() == TRAILER_SIZE;
            if (inflated != size || !whole) throw GzipHeader.bad("a wrong size");
        } catch (DataFormatException broken) {
            throw GzipHeader.bad("broken deflate");
        } finally {
            inflater.reset();
        }
    }

    private byte[] stored(Bytes body, int size) {
        int start = HEADER.length + STORED_HEADER_SIZE;
        var member = member(STORED_HEADER_SIZE + size);
        member[HEADER.length] = 1; // the last block, stored
        int16(size, member, HEADER.length + 1);
        int16(~size, member, HEADER.length + 3);
        body.write(member, start);
        return sealed(member, checksum(member, start, size), size);
    }

    private byte[] compressed(Bytes body, int size) {
        in = atLeast(size, in);
        body.write(in, 0);
        int deflated = deflate(size);
        var member = member(deflated);
        System.arraycopy(out, 0, member, HEADER.length, deflated);
        return sealed(member, checksum(in, 0, size), size);
    }

    /// Compresses the first bytes of `in` into `out`; returns how many they became.
    private int deflate(int size) {
        deflater.setInput(in, 0, size);
        deflater.finish();
        int deflated = 0;
        while (!deflater.finished()) {
            if (deflated == out.length) out = Arrays.copyOf(out, Math.max(size / 2, deflated * 2));
            deflated += deflater.deflate(out, deflated, out.length - deflated);
        }
        deflater.reset();
        return deflated;
    }

    private int checksum(byte[] bytes, int from, int size) {
        crc.reset();
        crc.update(bytes, from, size);
        return (int) crc.getValue();
    }

    private void forgetLarge() {
        if (in.length > SCRATCH_KEPT_MAX) in = EMPTY;
        if (out.length > SCRATCH_KEPT_MAX) out = EMPTY;
    }

    private static byte[] atLeast(int size, byte[] scratch) {
        return scratch.length >= size ? scratch : new byte[Math.max(size, 4 << 10)];
    }

    private static byte[] member(int deflated) {
        return Arrays.copyOf(HEADER, HEADER.length + deflated + TRAILER_SIZE);
    }

    private static byte[] sealed(byte[] member, int checksum, int size) {
        int trailer = member.length - TRAILER_SIZE;
        int16(checksum, member, trailer);
        int16(checksum >>> 16, member, trailer + 2);
        int16(size, member, trailer + 4);
        int16(size >>> 16, member, trailer + 6);
        return member;
    }

    private static void int16(int value, byte[] target, int at) {
        target[at] = (byte) value;
        target[at + 1] = (byte) (value >>> 8);
    }
}
