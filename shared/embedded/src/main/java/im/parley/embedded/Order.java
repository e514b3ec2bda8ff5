package im.parley.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Writes values so that their bytes, compared unsigned, are in the order of the values, also when
/// one follows another. Text is in the order of its UTF-8 bytes:
///
///     text      UTF-8 with 00 as 01 01 and 01 as 01 02, then 00
///     int       4 bytes, most significant first, the sign bit flipped
///     long      8 bytes, the same way
///     boolean   0 or 1
final class Order {
    /// No UTF-8 starts with this.
    static final byte[] BEHIND_ALL_TEXT = {(byte) 0xFF};

    private static final int END = 0;
    private static final int ESCAPE = 1;

    private Order() {}

    static void put(Packer packer, Class<?> type, Object value) {
        if (type == String.class) text(packer, (String) value);
        else if (type == int.class) packer.fixed32(((Number) value).intValue() ^ Integer.MIN_VALUE);
        else if (type == long.class) packer.fixed64(((Number) value).longValue() ^ Long.MIN_VALUE);
        else if (type == boolean.class) packer.octet((Boolean) value ? 1 : 0);
        else throw new IllegalArgumentException("no order on " + type);
    }

    static void text(Packer packer, String text) {
        var utf8 = text.getBytes(UTF_8);
        if (isPlain(utf8)) packer.raw(utf8);
        else
            for (byte octet : utf8) {
                if (octet == 0 || octet == ESCAPE) packer.octet(ESCAPE).octet(octet + 1);
                else packer.octet(octet);
            }
        packer.octet(END);
    }

    /// The text alone, as a key or the start of one.
    static byte[] text(String text) {
        var packer = new Packer(text.length() + 16);
        text(packer, text);
        return packer.bytes();
    }

    /// The text that starts here, as it was before it was written.
    static String textAt(byte[] bytes, int start) {
        var plain = new Packer(bytes.length);
        for (int at = start; bytes[at] != END; at++)
            plain.octet(bytes[at] == ESCAPE ? bytes[++at] - 1 : bytes[at]);
        return new String(plain.bytes(), UTF_8);
    }

    /// Where the value that starts here ends.
    static int after(byte[] bytes, int start, Class<?> type) {
        if (type == int.class) return start + 4;
        if (type == long.class) return start + 8;
        if (type == boolean.class) return start + 1;
        int end = start;
        while (bytes[end] != END) end++;
        return end + 1;
    }

    /// The first key behind all that start with this.
    static byte[] behind(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) last--;
        if (last < 0) throw new IllegalArgumentException("nothing is behind this prefix");
        var next = Arrays.copyOf(prefix, last + 1);
        next[last]++;
        return next;
    }

    static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static boolean isPlain(byte[] utf8) {
        for (byte octet : utf8) if (octet == 0 || octet == ESCAPE) return false;
        return true;
    }
}
