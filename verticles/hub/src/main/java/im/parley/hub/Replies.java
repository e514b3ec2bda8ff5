package im.parley.hub;

import com.google.protobuf.Message;

import im.parley.bus.Failures;
import im.parley.contract.ErrorCode;
import im.parley.courier.Tickets;
import im.parley.hub.RequestTable.Route;

import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// What a client is told of its request (websocket.md 3.2): the one place where the result of a
/// call becomes a frame.
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    /// A native client ends its session on a longer frame and asks for it again: websocket.md 2.1.
    private static final int FRAME_BYTES_MAX = 1 << 20;

    private Replies() {}

    /// Nothing, when what was asked for may or may not have happened: an error would be a lie, so
    /// the client hears nothing and asks again (message-pipeline.md 10.2, I-7).
    static Optional<ServerFrame> of(
            Route route, ClientFrame request, Future<? extends Message> result) {
        if (result.succeeded())
            return Optional.of(
                    route.bareReply()
                            ? ServerFrame.bareAnswer(request)
                            : ServerFrame.answer(request, Bytes.of(result.result())));
        if (isUncertain(result.cause())) return Optional.empty();
        var refusal = Failures.refusal(result.cause(), request.operationID());
        return Optional.of(ServerFrame.refusal(request, refusal.code(), refusal.text()));
    }

    private static boolean isUncertain(Throwable failure) {
        return failure instanceof Tickets.Unknown
                || failure instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.TIMEOUT;
    }

    static Bytes payload(int variant, ServerFrame reply) {
        var payload = Variant.codec(variant).payload(reply);
        if (payload.size() <= FRAME_BYTES_MAX) return payload;
        LOG.atError()
                .addKeyValue("reqIdentifier", reply.reqIdentifier())
                .addKeyValue("operationID", reply.operationID())
                .addKeyValue("bytes", payload.size())
                .log("reply is longer than any client takes");
        return Variant.codec(variant).payload(tooLong(reply));
    }

    private static ServerFrame tooLong(ServerFrame reply) {
        return new ServerFrame(
                reply.reqIdentifier(),
                reply.msgIncr(),
                reply.operationID(),
                ErrorCode.INTERNAL.number(),
                ErrorCode.INTERNAL.text(),
                new byte[0]);
    }
}
