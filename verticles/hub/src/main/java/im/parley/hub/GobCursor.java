package im.parley.hub;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over gob's basic encodings (websocket.md 2.2). It never leaves its window: every length
/// is compared with what remains before a byte is copied.
final class GobCursor {
    private final byte[] bytes;
    private int at;
    private int end;

    GobCursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int at() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    /// Does `prefix` come next? Then it is passed.
    boolean passes(byte[] prefix) {
        boolean same =
                prefix.length <= remaining()
                        && Arrays.equals(prefix, 0, prefix.length, bytes, at, at + prefix.length);
        if (same) at += prefix.length;
        return same;
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /// Narrows the window to the next `length` bytes and returns the old end for `leave`.
    int enter(int length) {
        int outer = end;
        end = at + length;
        return outer;
    }

    /// Goes to the end of the narrowed window and opens the outer one again.
    void leave(int outer) {
        at = end;
        end = outer;
    }

    /// An unsigned number; more than 63 bits appear as negative.
    long unsigned() throws BadFrame {
        int first = octet();
        if (first <= 0x7f) return first;
        int size = 256 - first;
        if (size > Long.BYTES) throw bad("a number of more than eight bytes");
        long value = 0;
        for (int i = 0; i < size; i++) value = value << 8 | octet();
        return value;
    }

    long signed() throws BadFrame {
        long folded = unsigned();
        return (folded & 1) == 0 ? folded >>> 1 : ~(folded >>> 1);
    }

    int int32() throws BadFrame {
        long value = signed();
        if (value != (int) value) throw bad("a number beyond 32 bits");
        return (int) value;
    }

    /// The length of something that must lie inside the window.
    int length() throws BadFrame {
        long length = unsigned();
        if (length < 0 || length > remaining()) throw bad("a length beyond its message");
        return (int) length;
    }

    byte[] data() throws BadFrame {
        int length = length();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /// A text of at most `max` bytes.
    String text(int max) throws BadFrame {
        int length = length();
        if (length > max) throw bad("a text that is too long");
        var text = new String(bytes, at, length, StandardCharsets.UTF_8);
        // Replies repeat texts byte for byte, and what is not UTF-8 could not be repeated.
        if (text.indexOf('\uFFFD') >= 0 && !encodesTo(text, length)) throw bad("a broken text");
        at += length;
        return text;
    }

    void skipBytes() throws BadFrame {
        int length = length();
        at += length;
    }

    private boolean encodesTo(String text, int length) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(encoded, 0, encoded.length, bytes, at, at + length);
    }

    private int octet() throws BadFrame {
        if (at >= end) throw bad("cut off");
        return bytes[at++] & 0xff;
    }

    static BadFrame bad(String detail) {
        return new BadFrame("gob", detail);
    }
}
