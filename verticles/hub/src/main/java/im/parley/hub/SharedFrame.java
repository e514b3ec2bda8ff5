package im.parley.hub;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// A frame for many connections on many event loops, encoded once for each way of writing frames.
/// Two loops that want the same encoding at the same moment may both make it; nobody waits.
final class SharedFrame {
    private final Function<FrameCodec, byte[]> encode;
    private final AtomicReferenceArray<byte[]> encoded = new AtomicReferenceArray<>(Variant.COUNT);

    SharedFrame(Function<FrameCodec, byte[]> encode) {
        this.encode = encode;
    }

    byte[] bytes(int variant) {
        var bytes = encoded.get(variant);
        if (bytes != null) return bytes;
        bytes = encode.apply(Variant.codec(variant));
        encoded.set(variant, bytes);
        return bytes;
    }
}
