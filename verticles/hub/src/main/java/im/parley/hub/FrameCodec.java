package im.parley.hub;

import io.netty.buffer.ByteBuf;

import java.util.Arrays;

/// Turns the payload of a binary WebSocket frame into a request, and a reply or push into such a
/// payload. There are four codecs, one for each encoding with and without gzip.
///
/// A codec keeps no state and any thread may use it; what is reused (inflater, deflater, scratch
/// arrays) belongs to the calling thread, so callers should be few and lasting: event loops.
final class FrameCodec {
    private static final int PUSH_MSG = 2001; // websocket.md 3.1
    private static final int SCRATCH_SIZE = 16 << 10;
    private static final ThreadLocal<byte[]> SCRATCH =
            ThreadLocal.withInitial(() -> new byte[SCRATCH_SIZE]);
    private static final FrameCodec[] PLAIN = all(false);
    private static final FrameCodec[] GZIPPED = all(true);

    private final Encoding encoding;
    private final boolean gzip;

    private FrameCodec(Encoding encoding, boolean gzip) {
        this.encoding = encoding;
        this.gzip = gzip;
    }

    static FrameCodec of(Encoding encoding, boolean gzip) {
        return (gzip ? GZIPPED : PLAIN)[encoding.ordinal()];
    }

    /// The request in `payload`, which stays the caller's: it is neither consumed nor released.
    ClientFrame read(ByteBuf payload) throws BadFrame {
        return gzip ? Gzip.ofThisThread().read(payload, encoding) : readPlain(payload);
    }

    /// The whole payload of one binary frame.
    byte[] write(ServerFrame frame) {
        var body = encoding.body(frame);
        return gzip ? Gzip.ofThisThread().write(body) : plain(body);
    }

    /// A message push: encode it once, send the same bytes to every recipient of this codec.
    byte[] writePush(String operationID, byte[] data) {
        return write(new ServerFrame(PUSH_MSG, "", operationID, 0, "", data));
    }

    Encoding encoding() {
        return encoding;
    }

    boolean gzip() {
        return gzip;
    }

    private ClientFrame readPlain(ByteBuf payload) throws BadFrame {
        int size = payload.readableBytes();
        if (payload.hasArray()) {
            int from = payload.arrayOffset() + payload.readerIndex();
            return encoding.read(payload.array(), from, from + size);
        }
        var bytes = size <= SCRATCH_SIZE ? SCRATCH.get() : new byte[size];
        payload.getBytes(payload.readerIndex(), bytes, 0, size);
        return encoding.read(bytes, 0, size);
    }

    private static byte[] plain(FrameBody body) {
        var payload = new byte[body.size()];
        body.write(payload, 0);
        return payload;
    }

    private static FrameCodec[] all(boolean gzip) {
        return Arrays.stream(Encoding.values())
                .map(encoding -> new FrameCodec(encoding, gzip))
                .toArray(FrameCodec[]::new);
    }
}
