package im.parley.load;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;

/// A message's number as sixteen hexadecimal digits: of a fixed size, so it can be written in place
/// and read back from the middle of a frame.
final class Numbers {
    static final int DIGITS = 16;
    private static final int TIME_SIZE = 6;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Numbers() {}

    static void write(byte[] into, int at, long number) {
        for (int i = 0; i < DIGITS; i++) {
            into[at + i] = HEX[(int) (number >>> 4 * (DIGITS - 1 - i)) & 15];
        }
    }

    /// Writes a time over an earlier one, as protobuf does: six bytes of seven bits, the lowest
    /// first, until the year 2109.
    static void writeTime(byte[] into, int at, long millis) {
        for (int i = 0; i < TIME_SIZE; i++) {
            int more = i < TIME_SIZE - 1 ? 0x80 : 0;
            into[at + i] = (byte) (millis >>> 7 * i & 0x7f | more);
        }
    }

    static String text(long number) {
        var digits = new byte[DIGITS];
        write(digits, 0, number);
        return new String(digits, StandardCharsets.US_ASCII);
    }

    static long read(ByteBuf from, int at) {
        long number = 0;
        for (int i = at; i < at + DIGITS; i++) {
            int digit = from.getByte(i);
            number = number << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return number;
    }
}
