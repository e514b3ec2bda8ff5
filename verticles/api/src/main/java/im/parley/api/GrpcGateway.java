package im.parley.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Failures;
import im.parley.bus.Policy;
import im.parley.bus.Rules.Rule;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.InvalidMessageException;
import io.vertx.grpc.common.MessageSizeOverflowException;
import io.vertx.grpc.server.GrpcServerRequest;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The gRPC door: every rpc that this node serves, but those that only the server itself may call.
/// No stubs: messages pass by their descriptors, identity and policy are those of HTTP.
final class GrpcGateway implements Handler<GrpcServerRequest<Buffer, Buffer>> {
    private final Loop loop;
    private final Bus bus;
    private final Identity identity;
    private final Clock clock;
    private final ApiConfig config;
    private final ApiMeters meters;
    private final Map<String, Rule> open;

    GrpcGateway(
            Loop loop,
            ApiConfig config,
            Bus bus,
            Identity identity,
            Clock clock,
            ApiMeters meters) {
        this.loop = loop;
        this.bus = bus;
        this.identity = identity;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
        this.open =
                bus.served().stream()
                        .filter(rule -> rule.policy() != Policy.INTERNAL)
                        .collect(Collectors.toMap(rule -> rule.rpc().name(), Function.identity()));
    }

    @Override
    public void handle(GrpcServerRequest<Buffer, Buffer> request) {
        var rule = open.get(request.fullMethodName());
        if (rule == null) unknown(request);
        else new Exchange(request, rule).begin();
    }

    private void unknown(GrpcServerRequest<Buffer, Buffer> request) {
        meters.grpc(ApiMeters.UNKNOWN, 404, 0);
        request.response().status(GrpcStatus.UNIMPLEMENTED).statusMessage("no such rpc").end();
    }

    /// One call from its headers to its status.
    private final class Exchange {
        private final GrpcServerRequest<Buffer, Buffer> request;
        private final Rule rule;
        private final long begunNanos = System.nanoTime();
        private boolean open = true;

        Exchange(GrpcServerRequest<Buffer, Buffer> request, Rule rule) {
            this.request = request;
            this.rule = rule;
        }

        void begin() {
            request.errorHandler(_ -> open = false) // the client has gone
                    .invalidMessageHandler(this::refuse);
            loop.here(Future.all(request.last(), admitted()))
                    .compose(both -> loop.here(call(both.resultAt(1), both.resultAt(0))))
                    .timeout(patienceMillis(), TimeUnit.MILLISECONDS)
                    .onComplete(this::succeed, this::fail);
        }

        private Future<Call> admitted() {
            return identity.admit(
                    header("operationid"),
                    rule.policy() != Policy.OPEN,
                    header("token"),
                    clock.millis() + patienceMillis());
        }

        /// The client's own deadline, if it is sooner.
        private long patienceMillis() {
            long asked = request.timeout();
            return asked > 0
                    ? Math.min(asked, config.requestTimeoutMillis())
                    : config.requestTimeoutMillis();
        }

        private String header(String name) {
            var value = request.headers().get(name);
            return value == null ? "" : value;
        }

        private Future<Message> call(Call call, Buffer body) {
            try {
                return bus.call(call, rule.rpc(), rule.rpc().readRequest(body.getBytes()));
            } catch (InvalidProtocolBufferException unreadable) {
                throw new Refusal(ErrorCode.ARGS, unreadable.getMessage());
            }
        }

        private void succeed(Message answer) {
            if (close(0)) request.response().end(Buffer.buffer(answer.toByteArray()));
        }

        private void fail(Throwable failure) {
            if (failure instanceof TimeoutException) {
                end(GrpcStatus.DEADLINE_EXCEEDED, "no answer in time");
                return;
            }
            if (!open) return;
            var refusal = Failures.refusal(failure, header("operationid"));
            close(refusal.code());
            request.response().trailers().add("errcode", Integer.toString(refusal.code()));
            request.response().status(GrpcStatuses.of(refusal)).statusMessage(text(refusal)).end();
        }

        private void refuse(InvalidMessageException invalid) {
            if (invalid instanceof MessageSizeOverflowException)
                end(GrpcStatus.RESOURCE_EXHAUSTED, "the message is too long");
            else end(GrpcStatus.INVALID_ARGUMENT, "the message cannot be decoded");
        }

        private void end(GrpcStatus status, String text) {
            if (close(ErrorCode.INTERNAL.number()))
                request.response().status(status).statusMessage(text).end();
        }

        /// Whoever closes first answers.
        private boolean close(int code) {
            if (!open) return false;
            open = false;
            meters.grpc(rule.rpc().name(), code, System.nanoTime() - begunNanos);
            return true;
        }
    }

    private static String text(Refusal refusal) {
        var text = refusal.code() + " " + refusal.text();
        return refusal.detail().isEmpty() ? text : text + ": " + refusal.detail();
    }
}
