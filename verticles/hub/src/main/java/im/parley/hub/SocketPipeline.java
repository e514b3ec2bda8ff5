package im.parley.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One WebSocket after its handshake: bytes in, whole messages out (RFC 6455, no extensions). It is
/// the only handler of its channel, and between messages it holds no buffer.
///
///     channelRead ──► rest ──► frame ──┬─ control ──► answered here
///                                      └─ data ──► fragments joined ──► onText, onBinary
///
/// A message's buffer is valid only during the call and stays this class's. All methods belong to
/// the channel's event loop.
abstract class SocketPipeline extends ChannelInboundHandlerAdapter {
    static final int CLOSE_NORMAL = 1000;
    static final int CLOSE_GOING_AWAY = 1001;
    static final int CLOSE_PROTOCOL = 1002;
    static final int CLOSE_NOT_TEXT = 1007;
    static final int CLOSE_POLICY = 1008;
    static final int CLOSE_TOO_BIG = 1009;
    static final int CLOSE_FAILURE = 1011;

    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int CONTROL_MAX = 125;

    /// What may wait here before the socket is left unread, which costs two system calls.
    private static final int REST_BYTES_MAX = 4 << 10;

    private ChannelHandlerContext ctx;
    private ByteBuf rest; // of a frame that is not complete, or what may not be read yet
    private ByteBuf fragments; // of a message that is not complete
    private byte opcode; // of that message; 0 between messages
    private boolean reading;
    private boolean paused;
    private boolean closing;

    /// What a message may have at most, its fragments taken together, as on the wire.
    abstract int messageBytesMax();

    abstract void onText(ByteBuf message);

    abstract void onBinary(ByteBuf message);

    /// A whole frame of any kind has come.
    void onFrame() {}

    /// Whether the next frame may be read now. Whoever makes room later calls [#readOn].
    boolean hasRoom() {
        return true;
    }

    /// The connection serves nobody any more: it is being closed, or was. Called once.
    abstract void onGone(String reason);

    /// The channel is closed. Called once, after [#onGone].
    void onClosed() {}

    /// Something was written and is not flushed yet.
    void onWritten() {
        ctx.flush();
    }

    final ChannelHandlerContext context() {
        return ctx;
    }

    final boolean closing() {
        return closing;
    }

    final boolean paused() {
        return paused;
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    // ---- reading

    @Override
    public final void channelRead(ChannelHandlerContext context, Object read) {
        var in = (ByteBuf) read;
        if (closing) { // what still comes is not for anybody
            in.release();
            return;
        }
        rest =
                rest == null
                        ? in
                        : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), rest, in);
        readOn();
    }

    /// Reads as many frames as are here and as there is room for.
    final void readOn() {
        if (reading) return; // the loop below goes on by itself
        reading = true;
        boolean full = false;
        try {
            while (!closing && rest != null && rest.isReadable() && !full) {
                if (!hasRoom()) full = true;
                else if (readFrame(rest)) onFrame();
                else break;
            }
        } finally {
            reading = false;
        }
        pause(full && rest.readableBytes() > REST_BYTES_MAX);
        if (rest == null) return;
        if (closing || !rest.isReadable()) releaseRest();
        else if (full) shrinkRest();
        else rest.discardSomeReadBytes();
    }

    /// A socket that is not read makes its client wait, and costs nothing.
    private void pause(boolean pause) {
        if (pause == paused) return;
        paused = pause;
        ctx.channel().config().setAutoRead(!pause);
    }

    /// Many may have to wait at the same time, so nobody keeps a whole reading buffer meanwhile.
    private void shrinkRest() {
        int bytes = rest.readableBytes();
        if (rest.capacity() < 2 * bytes) return;
        var fitting = ctx.alloc().directBuffer(bytes).writeBytes(rest);
        releaseRest();
        rest = fitting;
    }

    /// Takes one frame off `in` and acts on it; false when it is not complete or not acceptable.
    private boolean readFrame(ByteBuf in) {
        int at = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < 2) return false;
        int first = in.getUnsignedByte(at);
        int second = in.getUnsignedByte(at + 1);
        boolean last = (first & 0x80) != 0;
        int kind = first & 0x0f;
        int shortLength = second & 0x7f;
        if ((first & 0x70) != 0 || (second & 0x80) == 0 || !fits(kind, last, shortLength))
            return refuse(CLOSE_PROTOCOL, "bad_frame_header");

        int headerBytes = shortLength < 126 ? 6 : shortLength == 126 ? 8 : 14;
        if (readable < headerBytes) return false;
        long length =
                switch (shortLength) {
                    case 126 -> in.getUnsignedShort(at + 2);
                    case 127 -> in.getLong(at + 2);
                    default -> shortLength;
                };
        boolean minimal = shortLength < 126 || length > (shortLength == 126 ? 125 : 0xffff);
        if (!minimal) return refuse(CLOSE_PROTOCOL, "bad_frame_header"); // negative ones too
        if (length + (fragments == null ? 0 : fragments.readableBytes()) > messageBytesMax())
            return refuse(CLOSE_TOO_BIG, "too_big");
        if (readable - headerBytes < length) return false;

        int payloadAt = at + headerBytes;
        unmask(in, payloadAt, (int) length, in.getInt(payloadAt - 4));
        in.readerIndex(payloadAt);
        accept(kind, last, in.readSlice((int) length));
        return true;
    }

    private boolean fits(int kind, boolean last, int shortLength) {
        return switch (kind) {
            case CONTINUATION -> opcode != 0;
            case TEXT, BINARY -> opcode == 0;
            case CLOSE, PING, PONG -> last && shortLength <= CONTROL_MAX;
            default -> false;
        };
    }

    private static void unmask(ByteBuf in, int from, int length, int mask) {
        long twice = (long) mask << 32 | mask & 0xffff_ffffL;
        int end = from + length;
        int at = from;
        for (; at + 8 <= end; at += 8) in.setLong(at, in.getLong(at) ^ twice);
        for (int shift = 24; at < end; at++, shift = shift - 8 & 31)
            in.setByte(at, in.getByte(at) ^ mask >>> shift);
    }

    private boolean refuse(int code, String reason) {
        close(code, reason);
        return false;
    }

    private void accept(int kind, boolean last, ByteBuf payload) {
        switch (kind) {
            case PING -> send(frame(ctx.alloc(), PONG, payload));
            case PONG -> {}
            case CLOSE -> answerClose(payload);
            default -> acceptData(kind, last, payload);
        }
    }

    private void acceptData(int kind, boolean last, ByteBuf payload) {
        if (last && opcode == 0) {
            hand(kind, payload);
            return;
        }
        if (opcode == 0) opcode = (byte) kind;
        if (fragments == null)
            fragments = ctx.alloc().buffer(Math.max(256, payload.readableBytes()));
        fragments.writeBytes(payload);
        if (!last) return;
        var message = fragments;
        int joined = opcode;
        fragments = null;
        opcode = 0;
        try {
            hand(joined, message);
        } finally {
            message.release();
        }
    }

    private void hand(int kind, ByteBuf message) {
        if (kind == BINARY) onBinary(message);
        else if (ByteBufUtil.isText(message, StandardCharsets.UTF_8)) onText(message);
        else close(CLOSE_NOT_TEXT, "not_utf8");
    }

    // ---- writing

    /// Writes a whole frame without flushing it; the buffer is given away.
    final void send(ByteBuf frame) {
        ctx.write(frame, ctx.voidPromise());
        onWritten();
    }

    /// An unmasked frame, header and payload in one direct buffer that the caller owns.
    static ByteBuf frame(ByteBufAllocator alloc, int kind, Bytes payload) {
        var frame = alloc.directBuffer(frameBytes(payload.size()));
        append(frame, kind, payload);
        return frame;
    }

    private static ByteBuf frame(ByteBufAllocator alloc, int kind, ByteBuf payload) {
        var frame = alloc.directBuffer(frameBytes(payload.readableBytes()));
        open(frame, kind, payload.readableBytes());
        frame.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
        return frame;
    }

    /// What a frame with a payload of this length takes.
    static int frameBytes(int length) {
        return length + (length < 126 ? 2 : length <= 0xffff ? 4 : 10);
    }

    /// Writes a whole frame behind what `out` holds.
    static void append(ByteBuf out, int kind, Bytes payload) {
        int size = payload.size();
        open(out, kind, size);
        var scratch = Scratch.atLeast(size);
        payload.write(scratch, 0);
        out.writeBytes(scratch, 0, size);
    }

    private static void open(ByteBuf out, int kind, int length) {
        out.writeByte(0x80 | kind);
        if (length < 126) out.writeByte(length);
        else if (length <= 0xffff) out.writeByte(126).writeShort(length);
        else out.writeByte(127).writeLong(length);
    }

    static ByteBuf ping(ByteBufAllocator alloc) {
        return frame(alloc, PING, Unpooled.EMPTY_BUFFER);
    }

    // ---- closing

    /// Says why, then ends the connection. What was sent before is flushed first.
    final void close(int code, String reason) {
        if (closing) return;
        goingAway(reason);
        ctx.writeAndFlush(closeFrame(ctx.alloc(), code))
                .addListener((ChannelFutureListener) this::lingerUntilEof);
    }

    /// Ends the connection at once; what the peer has not taken yet is lost.
    final void drop(String reason) {
        if (!closing) goingAway(reason);
        ctx.close();
    }

    /// Says so and closes, without waiting for what the peer still sends: the node stops.
    final void sendAway() {
        if (closing) return;
        goingAway("");
        ctx.writeAndFlush(closeFrame(ctx.alloc(), CLOSE_GOING_AWAY))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void goingAway(String reason) {
        closing = true;
        onGone(reason);
    }

    /// Closing a socket with unread input resets it, and the reset may overtake the Close frame. So
    /// only our side ends, and what still comes is thrown away until the peer ends his.
    private void lingerUntilEof(ChannelFuture written) {
        var channel = written.channel();
        if (written.isSuccess()
                && channel instanceof DuplexChannel duplex
                && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
            ctx.channel().config().setAutoRead(true);
        } else {
            channel.close();
        }
    }

    private void answerClose(ByteBuf payload) {
        int length = payload.readableBytes();
        int code = length < 2 ? CLOSE_NORMAL : payload.getUnsignedShort(payload.readerIndex());
        if (length == 1 || !mayBeSent(code)) {
            close(CLOSE_PROTOCOL, "bad_close");
            return;
        }
        payload.skipBytes(Math.min(2, length));
        if (!ByteBufUtil.isText(payload, StandardCharsets.UTF_8)) {
            close(CLOSE_NOT_TEXT, "bad_close");
            return;
        }
        goingAway("");
        var echo =
                length == 0
                        ? frame(ctx.alloc(), CLOSE, Unpooled.EMPTY_BUFFER)
                        : closeFrame(ctx.alloc(), code);
        ctx.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
    }

    /// RFC 6455 7.4: the other numbers are reserved or only have a meaning inside a program.
    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003
                || code >= 1007 && code <= 1011
                || code >= 3000 && code <= 4999;
    }

    static ByteBuf closeFrame(ByteBufAllocator alloc, int code) {
        return frame(alloc, CLOSE, Bytes.of(new byte[] {(byte) (code >> 8), (byte) code}));
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        if (!closing) goingAway(""); // the peer just went
        releaseRest();
        if (fragments != null) fragments.release();
        fragments = null;
        onClosed();
    }

    private void releaseRest() {
        if (rest != null) rest.release();
        rest = null;
    }

    /// Broken sockets end here, and so do bugs: neither may touch another connection.
    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof IOException) {
            drop("");
            return;
        }
        onFailure(failure);
        drop("failure");
    }

    abstract void onFailure(Throwable failure);
}
