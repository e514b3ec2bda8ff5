package im.parley.load;

import io.netty.buffer.ByteBuf;

import java.util.concurrent.ThreadLocalRandom;

/// WebSocket frames of a client (RFC 6455 section 5): always whole, always masked.
final class Frames {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /// Room left before a payload, so that the header can be put there once the length is known.
    static final int HEADER_MAX = 14;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private Frames() {}

    /// Completes a frame whose payload starts at `HEADER_MAX` of an otherwise empty buffer.
    static ByteBuf seal(ByteBuf frame, int opcode) {
        int length = frame.writerIndex() - HEADER_MAX;
        int mask = ThreadLocalRandom.current().nextInt();
        mask(frame, HEADER_MAX, mask);
        int header = 2 + extension(length) + 4;
        int at = HEADER_MAX - header;
        frame.readerIndex(at);
        frame.setByte(at, FINAL | opcode);
        switch (extension(length)) {
            case 0 -> frame.setByte(at + 1, MASKED | length);
            case 2 -> frame.setByte(at + 1, MASKED | 126).setShort(at + 2, length);
            default -> frame.setByte(at + 1, MASKED | 127).setLong(at + 2, length);
        }
        frame.setInt(HEADER_MAX - 4, mask);
        return frame;
    }

    private static int extension(int length) {
        return length < 126 ? 0 : length < 65_536 ? 2 : 8;
    }

    private static void mask(ByteBuf frame, int from, int mask) {
        long both = (long) mask << 32 | mask & 0xffffffffL;
        int at = from;
        int end = frame.writerIndex();
        for (; at + 8 <= end; at += 8) frame.setLong(at, frame.getLong(at) ^ both);
        for (int i = 0; at < end; at++, i++) {
            frame.setByte(at, frame.getByte(at) ^ (byte) (mask >>> 24 - 8 * (i & 3)));
        }
    }
}
