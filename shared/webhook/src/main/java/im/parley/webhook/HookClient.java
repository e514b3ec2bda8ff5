package im.parley.webhook;

import im.parley.platform.Clock;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Posts letters (notifications-and-webhooks.md C1). Everything of an exchange, the wait for a
/// connection and redirects included, happens on the caller's context and within one deadline.
final class HookClient {
    private static final int TIMEOUT_MAX_MILLIS = 15_000;
    private static final int REDIRECTS_MAX = 10;

    /// Most servers keep an idle connection for longer, so none is lost while we write; those that
    /// do not say so in their answers, and the client listens.
    private static final int IDLE_SECONDS = 15;

    /// More letters than this for each connection do not wait, they fail.
    private static final int WAITING_PER_CONNECTION = 20;

    private final Vertx vertx;
    private final WebhooksConfig config;
    private final Signature signature;
    private final Clock clock;
    private final HttpClient http;

    /// What came back. What is longer than allowed is cut, and so is no JSON.
    record Reply(int status, Buffer body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    HookClient(
            Vertx vertx,
            WebhooksConfig config,
            Signature signature,
            Clock clock,
            int connectionsMax) {
        this.vertx = vertx;
        this.config = config;
        this.signature = signature;
        this.clock = clock;
        var options =
                new HttpClientOptions()
                        .setDecompressionSupported(true)
                        .setKeepAliveTimeout(IDLE_SECONDS);
        var pool =
                new PoolOptions()
                        .setHttp1MaxSize(connectionsMax)
                        .setMaxWaitQueueSize(connectionsMax * WAITING_PER_CONNECTION);
        this.http = vertx.createHttpClient(options, pool);
    }

    /// Never without a limit, whatever is configured.
    static int bounded(int timeoutMillis) {
        return timeoutMillis > 0 ? Math.min(timeoutMillis, TIMEOUT_MAX_MILLIS) : TIMEOUT_MAX_MILLIS;
    }

    /// Fails on anything but an answer.
    Future<Reply> post(Letter letter, int timeoutMillis) {
        var exchange = new Exchange(letter, bounded(timeoutMillis));
        vertx.getOrCreateContext().runOnContext(_ -> exchange.begin());
        return exchange.reply.future();
    }

    Future<Void> close() {
        return http.close();
    }

    /// One letter from its first hop to its answer; all of it on one context.
    private final class Exchange {
        private final Promise<Reply> reply = Promise.promise();
        private final Letter letter;
        private final int timeoutMillis;
        private HttpClientRequest hop;
        private int redirects;

        Exchange(Letter letter, int timeoutMillis) {
            this.letter = letter;
            this.timeoutMillis = timeoutMillis;
        }

        void begin() {
            long timer = vertx.setTimer(timeoutMillis, _ -> expire());
            reply.future().onComplete(_ -> vertx.cancelTimer(timer));
            go(HttpMethod.POST, config.url() + "/" + letter.path());
        }

        private void expire() {
            fail(new TimeoutException("no answer within " + timeoutMillis + " ms"));
        }

        private void fail(Throwable failure) {
            reply.tryFail(failure);
            if (hop != null) hop.reset();
        }

        private void go(HttpMethod method, String address) {
            try {
                var options = new RequestOptions().setMethod(method).setAbsoluteURI(address);
                http.request(withHeaders(options).setConnectTimeout(timeoutMillis))
                        .onComplete(request -> send(request, address), this::fail);
            } catch (RuntimeException badAddress) { // what a redirect names is not ours
                fail(badAddress);
            }
        }

        private RequestOptions withHeaders(RequestOptions options) {
            options.putHeader("operationID", printable(letter.operationID()))
                    .putHeader("webhook-id", letter.id());
            return options.getMethod() == HttpMethod.POST ? signed(options) : options;
        }

        private RequestOptions signed(RequestOptions options) {
            long now = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
            options.putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("webhook-timestamp", Long.toString(now));
            return signature.isThere()
                    ? options.putHeader(
                            "webhook-signature", signature.over(letter.id(), now, letter.body()))
                    : options;
        }

        private void send(HttpClientRequest request, String address) {
            hop = request;
            if (reply.future().isComplete()) {
                request.reset();
                return;
            }
            request.response().onComplete(response -> read(response, address), this::fail);
            if (request.getMethod() == HttpMethod.POST) request.end(letter.body());
            else request.end();
        }

        private void read(HttpClientResponse response, String address) {
            var body = Buffer.buffer();
            response.exceptionHandler(this::fail);
            response.handler(part -> take(response, part, body));
            response.endHandler(_ -> arrived(response, body, address));
        }

        private void take(HttpClientResponse response, Buffer part, Buffer body) {
            if (body.length() + part.length() <= config.answerBytesMax()) {
                body.appendBuffer(part);
                return;
            }
            reply.tryComplete(new Reply(response.statusCode(), body));
            hop.reset();
        }

        private void arrived(HttpClientResponse response, Buffer body, String address) {
            var target = response.getHeader("Location");
            boolean moved = List.of(301, 302, 303, 307, 308).contains(response.statusCode());
            if (!moved || target == null) reply.tryComplete(new Reply(response.statusCode(), body));
            else follow(response.statusCode(), address, target);
        }

        /// As browsers and the reference do: 307 and 308 keep the request, the others make it a
        /// GET without a body.
        private void follow(int status, String address, String target) {
            if (++redirects > REDIRECTS_MAX) {
                fail(new IllegalStateException("more than " + REDIRECTS_MAX + " redirects"));
                return;
            }
            boolean same = hop.getMethod() == HttpMethod.POST && status >= 307;
            try {
                var next = URI.create(address).resolve(target).toString();
                go(same ? HttpMethod.POST : HttpMethod.GET, next);
            } catch (IllegalArgumentException badAddress) {
                fail(badAddress);
            }
        }
    }

    /// An operation id is a client's text; a header is not safe from that.
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
