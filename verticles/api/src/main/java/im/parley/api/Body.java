package im.parley.api;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// Collects the body of one request up to a bound. What is beyond is read and dropped, so that the
/// connection stays usable; who sends twice the bound is answered before he is done. When the
/// client goes away nobody is told: there is nobody to answer.
final class Body {
    private final int maxBytes;
    private final Promise<byte[]> whole = Promise.promise();
    private Buffer kept = Buffer.buffer();
    private long seen;

    private Body(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @param request paused
    static Future<byte[]> of(HttpServerRequest request, int maxBytes) {
        var body = new Body(maxBytes);
        request.handler(body::take).endHandler(_ -> body.end()).resume();
        return body.whole.future();
    }

    private void take(Buffer piece) {
        seen += piece.length();
        if (seen <= maxBytes) {
            kept = seen == piece.length() ? piece : kept.appendBuffer(piece);
            return;
        }
        kept = Buffer.buffer();
        if (seen > 2L * maxBytes) whole.tryFail(tooLong());
    }

    private void end() {
        if (seen <= maxBytes) whole.tryComplete(kept.getBytes());
        else whole.tryFail(tooLong());
    }

    private Refusal tooLong() {
        return new Refusal(ErrorCode.ARGS, "the body is longer than " + maxBytes + " bytes");
    }
}
