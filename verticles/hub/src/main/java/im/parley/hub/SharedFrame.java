package im.parley.hub;

/// A frame for many connections on many event loops.
final class SharedFrame {
    private final ServerFrame frame;
    private final Bytes[] zipped = new Bytes[Variant.COUNT]; // a race only makes one twice

    SharedFrame(ServerFrame frame) {
        this.frame = frame;
    }

    /// Zipped once for all loops; a plain one is as cheaply laid down anew as copied.
    Bytes payload(int variant) {
        var codec = Variant.codec(variant);
        if (!codec.gzip()) return codec.payload(frame);
        if (zipped[variant] == null) zipped[variant] = codec.payload(frame);
        return zipped[variant];
    }
}
