package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Check;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.platform.NodeId;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A started door on a free loopback port, with whatever services a test puts behind it. A token is
/// `<userID>:<platformID>`; `admin` is the app admin; other words are the defects of tokens.
final class Door implements AutoCloseable {
    static final ApiConfig CONFIG = new ApiConfig("127.0.0.1", 0, 0, 1 << 20, 200, 10_000, 20, 0);

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final Bus bus = new Bus(vertx, new NodeId("test"), Clock.SYSTEM, false);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ApiVerticle api;

    /// Checks tokens as the auth service does, but for the signatures.
    static final class Tokens {
        static final Rules RULES =
                Rules.of("openim.auth.Auth")
                        .rule("parseToken", Policy.OPEN, Check.nonEmpty("token"));

        parseTokenResp parseToken(Call call, parseTokenReq request) {
            return switch (request.getToken()) {
                case "expired" -> throw new Refusal(ErrorCode.TOKEN_EXPIRED);
                case "kicked" -> throw new Refusal(ErrorCode.TOKEN_KICKED);
                case "forged" -> throw new Refusal(1505, "signature is invalid", "");
                default -> holder(request.getToken().split(":"));
            };
        }

        private static parseTokenResp holder(String[] parts) {
            return parseTokenResp
                    .newBuilder()
                    .setUserID(parts[0])
                    .setPlatformID(parts.length > 1 ? Integer.parseInt(parts[1]) : 10)
                    .build();
        }
    }

    record Answer(int status, HttpHeaders headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonObject json() {
            return new JsonObject(text());
        }

        int code() {
            return json().getInteger("errCode");
        }

        String detail() {
            return json().getString("errDlt");
        }

        JsonObject data() {
            return json().getJsonObject("data");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Door serving(Rules rules, Object service) {
        bus.serve(rules, service).await();
        return this;
    }

    Door open() {
        return open(CONFIG);
    }

    Door open(ApiConfig config) {
        api = new ApiVerticle(config, bus, Set.of("admin"), Clock.SYSTEM, meters);
        vertx.deployVerticle(api).await();
        return this;
    }

    int httpPort() {
        return api.httpPort();
    }

    int grpcPort() {
        return api.grpcPort();
    }

    Answer post(String token, String path, String json) {
        return raw("POST", path, json.getBytes(StandardCharsets.UTF_8), headers(token));
    }

    static Map<String, String> headers(String token) {
        return Map.of("operationID", "op-1", "token", token, "Content-Type", "application/json");
    }

    Answer raw(String method, String path, byte[] body, Map<String, String> headers) {
        return later(method, path, body, headers).orTimeout(20, TimeUnit.SECONDS).join();
    }

    CompletableFuture<Answer> later(
            String method, String path, byte[] body, Map<String, String> headers) {
        var uri = URI.create("http://127.0.0.1:" + httpPort() + path);
        var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenApply(r -> new Answer(r.statusCode(), r.headers(), r.body()));
    }

    @Override
    public void close() {
        client.close();
        vertx.close().await();
    }
}
