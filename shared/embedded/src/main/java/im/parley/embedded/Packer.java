package im.parley.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Bytes under construction: the compact form of values.
final class Packer {
    private byte[] bytes;
    private int length;

    Packer(int sizeHint) {
        bytes = new byte[sizeHint];
    }

    Packer octet(int value) {
        if (length == bytes.length) grow(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Packer raw(byte[] other) {
        if (length + other.length > bytes.length) grow(other.length);
        System.arraycopy(other, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    /// Eight bytes, most significant first.
    Packer fixed64(long value) {
        return fixed32((int) (value >>> 32)).fixed32((int) value);
    }

    Packer fixed32(int value) {
        return octet(value >>> 24).octet(value >>> 16).octet(value >>> 8).octet(value);
    }

    /// Seven bits a byte, least significant first; short for small non-negative values.
    Packer varint(long value) {
        var left = value;
        while ((left & ~0x7FL) != 0) {
            octet((int) left & 0x7F | 0x80);
            left >>>= 7;
        }
        return octet((int) left);
    }

    /// Short for small values of either sign.
    Packer signed(long value) {
        return varint(value << 1 ^ value >> 63);
    }

    Packer text(String text) {
        var utf8 = text.getBytes(UTF_8);
        return varint(utf8.length).raw(utf8);
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void grow(int by) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + by + 16));
    }
}
