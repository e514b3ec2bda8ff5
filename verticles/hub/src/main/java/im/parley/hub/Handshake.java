package im.parley.hub;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Failures;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;
import im.parley.state.Presence.Place;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A socket's way from its first byte to a connection, or to a refusal (websocket.md 1.2):
///
///     count ─► arguments ─► token ─► token's owner ─► upgrade ─► presence ─► 101
///
/// The user is in presence before the 101 is written, and in the shard's table before anybody can
/// have read it: from the 101 on no message and no kick is missed.
final class Handshake extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    private final Shard shard;
    private final Hub hub;
    private final int begunAt;
    private ChannelHandlerContext ctx;
    private HttpRequest http;
    private ConnectRequest request;
    private int kicksBefore;
    private boolean asked; // only once
    private boolean counted; // among the hub's connections
    private boolean done;

    Handshake(Shard shard) {
        this.shard = shard;
        this.hub = shard.hub();
        this.begunAt = shard.tick();
    }

    int begunAt() {
        return begunAt;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        shard.entrance().add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest head && http == null) http = head;
            boolean whole = message instanceof LastHttpContent || !canUpgrade();
            if (whole && !asked && !done) begin();
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /// The body of a request that will be refused anyway is not waited for.
    private boolean canUpgrade() {
        return http.decoderResult().isSuccess() && HttpMethod.GET.equals(http.method());
    }

    private void begin() {
        asked = true;
        ctx.channel().config().setAutoRead(false); // the rest waits in the socket
        if (http.decoderResult().isFailure()) {
            refuse(http.decoderResult().cause() instanceof TooLongFrameException ? 431 : 400);
            return;
        }
        request = ConnectRequest.of(http.uri(), http.headers().get("compression", ""));
        counted = hub.countIn();
        if (!counted)
            refuse(new Refusal(ErrorCode.CONNECTIONS_OVER_MAX, "over max conn num limit"));
        else request.flaw().ifPresentOrElse(this::refuse, this::checkToken);
    }

    private void checkToken() {
        kicksBefore = shard.kicks().count();
        var call = new Call(new Caller.Stranger(), request.operationID(), hub.requestDeadline());
        var asked = parseTokenReq.newBuilder().setToken(request.token()).build();
        var outer = shard.context().beginDispatch();
        try {
            var answer = hub.auth().parseToken(call, asked);
            shard.onLoop(answer, () -> go(answer.map(this::checkOwner), this::arrive));
        } finally {
            shard.context().endDispatch(outer);
        }
    }

    private Optional<Refusal> checkOwner(parseTokenResp owner) {
        if (!owner.getUserID().equals(request.userID()))
            return Optional.of(
                    new Refusal(
                            ErrorCode.TOKEN_INVALID,
                            "token uid " + owner.getUserID() + " != userID " + request.userID()));
        if (owner.getPlatformID() != request.platformID())
            return Optional.of(
                    new Refusal(
                            ErrorCode.TOKEN_INVALID,
                            "token platform "
                                    + owner.getPlatformID()
                                    + " != platformID "
                                    + request.platformID()));
        return Optional.empty();
    }

    /// Goes on when a step has succeeded without an objection.
    private void go(Future<Optional<Refusal>> step, Runnable next) {
        if (done) return;
        if (step.failed()) refuse(Failures.refusal(step.cause(), request.operationID()));
        else step.result().ifPresentOrElse(this::refuse, next);
    }

    private void arrive() {
        int objection = Upgrade.objection(http);
        if (objection != 0) {
            refuse(objection);
            return;
        }
        long id = shard.nextConnection();
        var place = new Place(hub.node(), request.platformID(), id);
        var arrived = hub.presence().arrive(new UserId(request.userID()), place);
        shard.onLoop(
                arrived,
                () -> {
                    if (arrived.succeeded()) enter(id, place);
                    else go(arrived.map(_ -> Optional.empty()), () -> {});
                });
    }

    private void enter(long id, Place place) {
        if (done || !ctx.channel().isActive()) {
            hub.leave(request.userID(), place);
            finish();
            return;
        }
        if (shard.kicks().since(kicksBefore, request.userID(), request.platformID())) {
            hub.leave(request.userID(), place);
            refuse(new Refusal(ErrorCode.TOKEN_KICKED));
            return;
        }
        var connection = new Connection(shard, request, id);
        var channel = ctx.channel();
        channel.write(Upgrade.accept(channel.alloc(), http), channel.voidPromise());
        counted = false; // the connection is
        finish();
        shard.add(connection);
        Upgrade.switchTo(connection, channel.pipeline(), this);
        if (request.asksForResult())
            connection.sendText(ConnectResult.SUCCESS.getBytes(StandardCharsets.US_ASCII));
        else shard.flushThisTurn(connection);
        channel.config().setAutoRead(true);
        hub.entered(connection);
    }

    // ---- refusals

    /// As a text frame where the client asked for one and can have one, else as an HTTP body.
    private void refuse(Refusal refusal) {
        if (done) return;
        hub.metrics().refused(refusal.code());
        var json = ConnectResult.of(refusal);
        if (!request.asksForResult() || Upgrade.objection(http) != 0) {
            finish();
            Upgrade.refuse(ctx.pipeline(), 200, json);
            return;
        }
        finish();
        var alloc = ctx.alloc();
        var text = json.getBytes(StandardCharsets.US_ASCII);
        ctx.write(Upgrade.accept(alloc, http));
        ctx.write(SocketPipeline.frame(alloc, SocketPipeline.TEXT, Bytes.of(text)));
        ctx.writeAndFlush(SocketPipeline.closeFrame(alloc, SocketPipeline.CLOSE_NORMAL))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void refuse(int status) {
        hub.metrics().refused(status);
        finish();
        Upgrade.refuse(ctx.pipeline(), status, "");
    }

    /// It took too long, or the hub stops.
    void expire() {
        hub.metrics().dropped("unfinished_handshake");
        finish();
        ctx.close();
    }

    private void finish() {
        done = true;
        shard.entrance().remove(this);
        if (counted) hub.countOut();
        counted = false;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!done) finish();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof DecoderException) hub.metrics().dropped("bad_handshake"); // TLS
        else if (!(failure instanceof IOException))
            LOG.atError().setCause(failure).log("handshake failed");
        if (!done) finish();
        context.close();
    }
}
