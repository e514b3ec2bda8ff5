package im.parley.hub;

import io.netty.buffer.ByteBuf;

import java.util.Arrays;

/// Turns the payload of a binary WebSocket frame into a request, and a reply or push into such a
/// payload. There are four codecs, one for each encoding with and without gzip.
///
/// A codec keeps no state and any thread may use it; what is reused (inflater, deflater, scratch
/// arrays) belongs to the calling thread, so callers should be few and lasting: event loops.
final class FrameCodec {
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
    Bytes payload(ServerFrame frame) {
        var body = encoding.body(frame);
        return gzip ? Bytes.of(Gzip.ofThisThread().write(body)) : body;
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
        var bytes = Scratch.atLeast(size);
        payload.getBytes(payload.readerIndex(), bytes, 0, size);
        return encoding.read(bytes, 0, size);
    }

    private static FrameCodec[] all(boolean gzip) {
        return Arrays.stream(Encoding.values())
                .map(encoding -> new FrameCodec(encoding, gzip))
                .toArray(FrameCodec[]::new);
    }
}
