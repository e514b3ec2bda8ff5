package im.parley.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A back end that webhooks are posted to: it keeps what it hears, and passes everything unless it
/// is told to answer otherwise (notifications-and-webhooks.md C1).
public final class HookEndpoint implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final JsonObject PASS =
            JsonObject.of("actionCode", 0, "errCode", 0, "errMsg", "", "errDlt", "", "nextCode", 0);

    private final HttpServer server;
    private final Map<String, Consumer<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Heard> unread = new LinkedBlockingQueue<>();

    /// One request.
    ///
    /// @param command the last part of the path
    /// @param query empty when there is none
    /// @param headers by lower-case name
    /// @param connection where it came from
    public record Heard(
            String method,
            String command,
            String query,
            Map<String, String> headers,
            String text,
            String connection) {
        public JsonObject body() {
            return new JsonObject(text);
        }
    }

    private HookEndpoint(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::hear);
    }

    public static HookEndpoint open(Vertx vertx) {
        return open(vertx, 0);
    }

    /// @param port of an endpoint that was there before
    public static HookEndpoint open(Vertx vertx, int port) {
        var endpoint = new HookEndpoint(vertx);
        endpoint.server.listen(port, "127.0.0.1").await();
        return endpoint;
    }

    public int port() {
        return server.actualPort();
    }

    /// For the configuration.
    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks";
    }

    public void answer(String command, JsonObject answer) {
        answer(command, 200, answer.encode());
    }

    public void answer(String command, int status, String body) {
        answer(command, request -> response(request).setStatusCode(status).end(body));
    }

    /// @param how called when the body has been read; it must end the response sometime
    public void answer(String command, Consumer<HttpServerRequest> how) {
        answers.put(command, how);
    }

    public void refuse(String command, int errCode, String errMsg, String errDlt) {
        var refusal = JsonObject.of("actionCode", 0, "errCode", errCode, "errMsg", errMsg);
        answer(command, refusal.put("errDlt", errDlt).put("nextCode", 1));
    }

    private static HttpServerResponse response(HttpServerRequest request) {
        return request.response().putHeader("Content-Type", "application/json");
    }

    private void hear(HttpServerRequest request) {
        request.body().onSuccess(body -> hear(request, body));
    }

    private void hear(HttpServerRequest request, Buffer body) {
        var command = request.path().substring(request.path().lastIndexOf('/') + 1);
        var headers = new ConcurrentHashMap<String, String>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(), value));
        var one =
                new Heard(
                        request.method().name(),
                        command,
                        request.query() == null ? "" : request.query(),
                        headers,
                        body.toString(),
                        request.connection().remoteAddress().toString());
        heard.add(one);
        unread.add(one);
        answers.getOrDefault(command, HookEndpoint::pass).accept(request);
    }

    private static void pass(HttpServerRequest request) {
        response(request).end(PASS.toBuffer());
    }

    /// All so far.
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /// Waits for the oldest request that was not returned yet.
    public Heard next() {
        try {
            var one = unread.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (one == null) throw new AssertionError("no request came");
            return one;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close().await();
    }
}
