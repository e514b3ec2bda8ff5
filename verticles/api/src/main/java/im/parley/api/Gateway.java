package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.json.BadJson;
import im.parley.json.ProtoJson;
import im.parley.platform.Clock;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// The HTTP door: every request passes the same gates in the same order, which clients can observe
/// (http-identity-and-groups.md 1.1). One of an event loop.
final class Gateway implements Handler<HttpServerRequest> {
    private static final String OPTIONS_ANSWER = "\"Options Request!\"";

    private final Bus bus;
    private final Routes routes;
    private final Identity identity;
    private final Clock clock;
    private final ApiConfig config;
    private final OpenApi openApi;
    private final ApiMeters meters;
    private final Exchange.Desk desk;
    private final Loop loop;
    private int inFlight;

    Gateway(
            Vertx vertx,
            Loop loop,
            ApiConfig config,
            Bus bus,
            Routes routes,
            Identity identity,
            Clock clock,
            ApiMeters meters,
            Gzip gzip) {
        this.bus = bus;
        this.routes = routes;
        this.identity = identity;
        this.clock = clock;
        this.config = config;
        this.openApi = new OpenApi(routes);
        this.meters = meters;
        this.desk = new Exchange.Desk(vertx, config, meters, gzip, () -> inFlight--);
        this.loop = loop;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Cors.allow(request.response());
        switch (request.method().name()) {
            case "POST" -> post(request);
            case "OPTIONS" -> answer(request, 200, "application/json", OPTIONS_ANSWER);
            case "GET" -> get(request);
            default -> notFound(request);
        }
    }

    private void get(HttpServerRequest request) {
        if (request.path().equals(OpenApi.PATH))
            answer(request, 200, "application/json", openApi.text());
        else notFound(request);
    }

    private void notFound(HttpServerRequest request) {
        meters.http(ApiMeters.UNKNOWN, 404, 0);
        answer(request, 404, "text/plain", Exchange.NOT_FOUND);
    }

    private static void answer(HttpServerRequest request, int status, String type, String text) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .end(Buffer.buffer(text));
    }

    /// The body stays unread until the caller is known: strangers shall cost no memory.
    private void post(HttpServerRequest request) {
        request.pause();
        var route = routes.at(request.path());
        var exchange =
                new Exchange(request, desk, route.map(Route::path).orElse(ApiMeters.UNKNOWN));
        if (++inFlight > config.callsInFlightMax() && config.callsInFlightMax() > 0)
            exchange.tooMany();
        else
            loop.here(admitted(exchange, request.path()))
                    .onComplete(
                            call ->
                                    route.ifPresentOrElse(
                                            found -> serve(exchange, found, call),
                                            exchange::notFound),
                            exchange::fail);
    }

    private Future<Call> admitted(Exchange exchange, String path) {
        long deadline = clock.millis() + config.requestTimeoutMillis();
        return identity.admit(
                exchange.operationID(),
                AuthRoutes.needToken(path),
                exchange.header("token"),
                deadline);
    }

    private void serve(Exchange exchange, Route route, Call call) {
        var contentType = exchange.header("Content-Type");
        var key = exchange.query("key");
        var answer =
                Body.of(exchange.request(), config.bodyMaxBytes())
                        .compose(body -> run(route, new Route.Post(contentType, key, body), call));
        loop.here(answer).map(Envelope::of).onComplete(exchange::succeed, exchange::fail);
    }

    private Future<Data> run(Route route, Route.Post post, Call call) {
        try {
            return switch (route) {
                case Route.Row row -> call(row, post.body(), call);
                case Route.Odd odd -> {
                    var step = odd.shape().read(post);
                    if (!odd.admits(call)) throw new Refusal(ErrorCode.NO_PERMISSION);
                    yield step.run(call);
                }
            };
        } catch (BadJson bad) { // the client is told in place of the code's own text (1.1)
            throw new Refusal(ErrorCode.ARGS.number(), bad.getMessage(), "");
        }
    }

    private Future<Data> call(Route.Row row, byte[] body, Call call) throws BadJson {
        var rpc = row.rpc();
        if (row.lists().isEmpty())
            return bus.call(call, rpc, ProtoJson.read(body, rpc.request())).map(Data::of);
        var parsed = ProtoJson.parse(body, rpc.request());
        for (var list : row.lists())
            if (!parsed.has(list)) throw new Refusal(ErrorCode.ARGS, list + " is null");
        return bus.call(call, rpc, parsed.message()).map(Data::of);
    }
}
