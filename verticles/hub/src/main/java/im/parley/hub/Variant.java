package im.parley.hub;

/// The four ways to write frames, numbered so that a connection keeps its own in a byte.
final class Variant {
    static final int COUNT = 2 * Encoding.values().length;

    private Variant() {}

    static byte of(Encoding encoding, boolean gzip) {
        return (byte) (encoding.ordinal() * 2 + (gzip ? 1 : 0));
    }

    static FrameCodec codec(int variant) {
        return FrameCodec.of(variant < 2 ? Encoding.GOB : Encoding.JSON, (variant & 1) != 0);
    }
}
