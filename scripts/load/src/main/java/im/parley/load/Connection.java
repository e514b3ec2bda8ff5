package im.parley.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One device's connection: handshake and frames by hand, no objects of an HTTP or WebSocket
/// library.
///
/// Methods that write may be called from any thread; the listener hears everything on the event
/// loop.
final class Connection extends ByteToMessageDecoder {
    private static final int PAYLOAD_MAX = 4 << 20;

    private enum State {
        SHAKING,
        AWAITING_RESULT,
        OPEN,
        OVER
    }

    private final int number;
    private final Login login;
    private final byte[] user;
    private final Encoding encoding;
    private final Handshake handshake;
    private final Listener listener;
    private volatile ChannelHandlerContext context;
    private State state = State.SHAKING;
    private String why = "";

    Connection(int number, Login login, Encoding encoding, Handshake handshake, Listener listener) {
        this.number = number;
        this.login = login;
        this.user = login.userBytes();
        this.encoding = encoding;
        this.handshake = handshake;
        this.listener = listener;
    }

    int number() {
        return number;
    }

    Login login() {
        return login;
    }

    /// On the event loop only.
    boolean isOpen() {
        return state == State.OPEN;
    }

    /// Writes a request; `flush` sends it and all that was written before.
    void write(int request, byte[] operation, byte[] incr, byte[] data) {
        var frame = context.alloc().buffer(256 + data.length + data.length / 2);
        frame.writerIndex(Frames.HEADER_MAX);
        encoding.request(frame, request, user, operation, incr, data);
        context.write(Frames.seal(frame, Frames.BINARY), context.voidPromise());
    }

    void flush() {
        context.flush();
    }

    /// Writes and flushes a request whose operationID is its msgIncr.
    void request(int request, String incr, byte[] data) {
        var id = incr.getBytes(StandardCharsets.UTF_8);
        write(request, id, id, data);
        flush();
    }

    /// The keep-alive of the connection's SDK (websocket.md 1.5).
    void ping() {
        if (encoding.answeredInText()) {
            control(Frames.TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
        } else {
            control(Frames.PING, "1".getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Closes like a native client: without a Close frame.
    void drop() {
        var open = context;
        if (open != null) open.close();
    }

    /// Ends a connection that never came to be.
    void failed(Throwable cause) {
        over(String.valueOf(cause));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.writeAndFlush(handshake.request(ctx.alloc(), login, encoding), ctx.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        switch (state) {
            case SHAKING -> shake(ctx, in);
            case AWAITING_RESULT, OPEN -> frame(ctx, in);
            case OVER -> in.skipBytes(in.readableBytes());
        }
    }

    @Override
    public void handlerRemoved0(ChannelHandlerContext ctx) {
        over(why);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        over(why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset is how a killed server says good-bye; anything else is a frame that we cannot
        // bear.
        if (!(cause instanceof IOException)) {
            why = String.valueOf(cause instanceof DecoderException ? cause.getCause() : cause);
        }
        ctx.close();
    }

    private void shake(ChannelHandlerContext ctx, ByteBuf in) {
        switch (handshake.answer(in)) {
            case Handshake.Incomplete _ -> {}
            case Handshake.Refused(var code) -> {
                why = code;
                ctx.close();
            }
            case Handshake.Accepted _ -> {
                state = State.AWAITING_RESULT;
                if (!encoding.answeredInText()) open();
            }
        }
    }

    private void open() {
        state = State.OPEN;
        listener.opened(this);
    }

    private void frame(ChannelHandlerContext ctx, ByteBuf in) {
        int at = in.readerIndex();
        if (in.readableBytes() < 2) return;
        int length = in.getUnsignedByte(at + 1);
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (in.readableBytes() < header) return;
        if (length == 126) length = in.getUnsignedShort(at + 2);
        else if (length == 127) length = (int) Math.min(in.getLong(at + 2), PAYLOAD_MAX + 1);
        if (length > PAYLOAD_MAX) throw new IllegalStateException("a frame of more than 4 MiB");
        if (in.readableBytes() < header + length) return;
        int first = in.getUnsignedByte(at);
        if ((first & 0xf0) != 0x80)
            throw new IllegalStateException("a frame that begins with " + first);
        var payload = in.slice(at + header, length);
        in.skipBytes(header + length);
        dispatch(ctx, first & 15, payload);
    }

    private void dispatch(ChannelHandlerContext ctx, int opcode, ByteBuf payload) {
        switch (opcode) {
            case Frames.BINARY -> listener.heard(this, encoding.reply(payload));
            case Frames.PING -> control(Frames.PONG, ByteBufUtil.getBytes(payload));
            case Frames.PONG -> {}
            case Frames.CLOSE -> ctx.close();
            case Frames.TEXT -> text(ctx, payload.toString(StandardCharsets.UTF_8));
            default -> throw new IllegalStateException("a frame of kind " + opcode);
        }
    }

    private void text(ChannelHandlerContext ctx, String text) {
        if (state == State.OPEN) return; // the pong of a text ping
        why = Handshake.errCode(text);
        if (why.equals("0")) {
            why = "";
            open();
        } else {
            ctx.close();
        }
    }

    private void control(int opcode, byte[] payload) {
        var frame = context.alloc().buffer(Frames.HEADER_MAX + payload.length);
        frame.writerIndex(Frames.HEADER_MAX).writeBytes(payload);
        context.writeAndFlush(Frames.seal(frame, opcode), context.voidPromise());
    }

    private void over(String reason) {
        if (state == State.OVER) return;
        state = State.OVER;
        listener.closed(this, reason);
    }
}
