package im.parley.api;

import im.parley.bus.Failures;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import java.util.concurrent.TimeoutException;

/// One posted request from its first byte to its answer. It is answered once: by its route, by a
/// refusal on the way, by the clock, or not at all when the client has gone. Belongs to one event
/// loop.
final class Exchange {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    static final String NOT_FOUND = "404 page not found";

    private final HttpServerRequest request;
    private final Desk desk;
    private final long begunNanos = System.nanoTime();
    private final long timer;
    private final String route;
    private boolean open = true;

    /// What all exchanges of an event loop share.
    record Desk(Vertx vertx, ApiConfig config, ApiMeters meters, Gzip gzip, Runnable leave) {
        boolean compresses(byte[] body, HttpServerRequest request) {
            if (config.compressionMinBytes() < 0 || body.length < config.compressionMinBytes())
                return false;
            var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
            return accepted != null && Gzip.isAcceptedBy(accepted);
        }
    }

    /// @param route the path as the table has it, or `unknown`; by it the exchange is counted
    Exchange(HttpServerRequest request, Desk desk, String route) {
        this.request = request;
        this.desk = desk;
        this.route = route;
        this.timer = desk.vertx().setTimer(desk.config().requestTimeoutMillis(), _ -> expire());
        request.response().closeHandler(_ -> close());
    }

    HttpServerRequest request() {
        return request;
    }

    String operationID() {
        return header("operationID");
    }

    /// The value, or "" where there is none: both mean the same to this protocol.
    String header(String name) {
        var value = request.getHeader(name);
        return value == null ? "" : value;
    }

    /// The value, or "" where there is none that can be read.
    String query(String name) {
        if (request.query() == null) return "";
        try {
            var value = request.getParam(name);
            return value == null ? "" : value;
        } catch (IllegalArgumentException malformed) { // such as %zz
            return "";
        }
    }

    void succeed(byte[] envelope) {
        if (close()) send(0, 200, JSON, envelope);
    }

    void fail(Throwable failure) {
        if (!close()) return;
        var refusal = Failures.refusal(failure, operationID());
        send(refusal.code(), 200, JSON, Envelope.of(refusal));
    }

    void notFound() {
        if (close()) send(404, 404, TEXT, NOT_FOUND.getBytes());
    }

    /// http-identity-and-groups.md 1.5; any limiter is fine, this one counts calls in flight.
    void tooMany() {
        if (!close()) return;
        request.response()
                .putHeader("X-RateLimit-Policy", "in-flight")
                .putHeader("X-RateLimit-Limit", "" + desk.config().callsInFlightMax())
                .putHeader("X-RateLimit-Remaining", "0")
                .putHeader(HttpHeaders.RETRY_AFTER, "1");
        var refusal = new Refusal(ErrorCode.TOO_MANY_REQUESTS);
        send(refusal.code(), 429, JSON, Envelope.of(refusal));
    }

    private void expire() {
        fail(new TimeoutException("no answer to " + route + " in time"));
    }

    private boolean close() {
        if (!open) return false;
        open = false;
        desk.vertx().cancelTimer(timer);
        desk.leave().run();
        return true;
    }

    private void send(int code, int status, CharSequence type, byte[] body) {
        desk.meters().http(route, code, System.nanoTime() - begunNanos);
        var response = request.response();
        if (response.closed()) return;
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (desk.compresses(body, request)) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
            body = desk.gzip().compressed(body);
        }
        if (!request.isEnded()) request.handler(_ -> {}).resume(); // what still comes is dropped
        response.end(Buffer.buffer(body));
    }
}
