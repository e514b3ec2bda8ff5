package im.parley.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

import java.util.List;

/// What one event loop writes to many connections: frames one behind the other in one direct buffer
/// for each way of writing frames that somebody here reads, shared by all of them.
final class Copies {
    private final ByteBufAllocator alloc;
    private final ByteBuf[] whole = new ByteBuf[Variant.COUNT];
    private List<SharedFrame> frames = List.of();

    Copies(ByteBufAllocator alloc) {
        this.alloc = alloc;
    }

    /// From now on these are copies of other frames.
    void take(List<SharedFrame> next) {
        frames = next;
    }

    int count() {
        return frames.size();
    }

    /// All frames; the caller owns the buffer.
    ByteBuf of(int variant) {
        if (whole[variant] == null) whole[variant] = joined(variant);
        return whole[variant].retainedDuplicate();
    }

    private ByteBuf joined(int variant) {
        if (frames.size() == 1) return frame(frames.getFirst(), variant);
        int bytes = 0;
        var payloads = new Bytes[frames.size()];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = frames.get(i).payload(variant);
            bytes += SocketPipeline.frameBytes(payloads[i].size());
        }
        var joined = alloc.directBuffer(bytes);
        for (var payload : payloads) SocketPipeline.append(joined, SocketPipeline.BINARY, payload);
        return joined;
    }

    /// One of the frames; the caller owns the buffer.
    ByteBuf of(int variant, int index) {
        if (frames.size() == 1) return of(variant);
        return frame(frames.get(index), variant);
    }

    private ByteBuf frame(SharedFrame frame, int variant) {
        return SocketPipeline.frame(alloc, SocketPipeline.BINARY, frame.payload(variant));
    }

    /// Recipients keep theirs.
    void release() {
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] != null) whole[i].release();
            whole[i] = null;
        }
    }
}
