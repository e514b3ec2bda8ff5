package im.parley.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.platform.NodeId;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Calls between nodes: protobuf over the event bus, the call in headers. One address a service
/// and one a service and node; never one a user, because registering is slow.
final class Wire {
    private final EventBus events;
    private final Clock clock;
    private final Target target;
    private final Set<String> announced = ConcurrentHashMap.newKeySet();

    @FunctionalInterface
    interface Target {
        Future<Message> call(Call call, Rpc rpc, Message request);
    }

    Wire(EventBus events, Clock clock, Target target) {
        this.events = events;
        this.clock = clock;
        this.target = target;
    }

    static String addressOn(String service, NodeId node) {
        return service + "@" + node;
    }

    Future<Void> announce(String service, NodeId node) {
        if (!announced.add(service)) return Future.succeededFuture();
        return Future.all(listen(service), listen(addressOn(service, node))).mapEmpty();
    }

    private Future<Void> listen(String address) {
        return events.<Buffer>consumer(address, this::receive).completion();
    }

    Future<Message> call(Call call, Rpc rpc, Message request, String address) {
        long left = call.deadlineMillis() - clock.millis();
        if (left <= 0)
            return Future.failedFuture(new Refusal(ErrorCode.INTERNAL, "deadline passed"));
        var options = new DeliveryOptions().setSendTimeout(left).setHeaders(headers(call, rpc));
        return events.<Buffer>request(address, Buffer.buffer(request.toByteArray()), options)
                .map(reply -> read(rpc, reply.body()))
                .recover(failure -> Future.failedFuture(asRefusal(failure)));
    }

    private void receive(io.vertx.core.eventbus.Message<Buffer> message) {
        Call call;
        Future<Message> answer;
        try {
            call = call(message.headers());
            var rpc = Contract.rpc(message.headers().get("rpc"));
            answer = target.call(call, rpc, rpc.readRequest(message.body().getBytes()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException unreadable) {
            message.fail(
                    ErrorCode.ARGS.number(),
                    text(new Refusal(ErrorCode.ARGS, unreadable.getMessage())));
            return;
        }
        answer.onSuccess(response -> message.reply(Buffer.buffer(response.toByteArray())))
                .onFailure(
                        failure -> {
                            var refusal = Failures.refusal(failure, call.operationID());
                            message.fail(refusal.code(), text(refusal));
                        });
    }

    private static Message read(Rpc rpc, Buffer body) {
        try {
            return rpc.readResponse(body.getBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("unreadable answer of " + rpc.name(), e);
        }
    }

    private static MultiMap headers(Call call, Rpc rpc) {
        var headers =
                MultiMap.caseInsensitiveMultiMap()
                        .add("rpc", rpc.name())
                        .add("operationID", call.operationID())
                        .add("deadline", Long.toString(call.deadlineMillis()));
        return switch (call.caller()) {
            case Caller.Stranger() -> headers.add("caller", "stranger");
            case Caller.Server(var behalf) ->
                    headers.add("caller", "server").add("op", behalf.value());
            case Caller.User(var id, var platform) -> person(headers, "user", id, platform);
            case Caller.Admin(var id, var platform) -> person(headers, "admin", id, platform);
        };
    }

    private static MultiMap person(MultiMap headers, String kind, UserId id, int platform) {
        return headers.add("caller", kind)
                .add("op", id.value())
                .add("platform", Integer.toString(platform));
    }

    private static Call call(MultiMap headers) {
        var caller =
                switch (headers.get("caller")) {
                    case "server" -> new Caller.Server(new UserId(headers.get("op")));
                    case "user" ->
                            new Caller.User(new UserId(headers.get("op")), platform(headers));
                    case "admin" ->
                            new Caller.Admin(new UserId(headers.get("op")), platform(headers));
                    default -> new Caller.Stranger();
                };
        return new Call(
                caller, headers.get("operationID"), Long.parseLong(headers.get("deadline")));
    }

    private static int platform(MultiMap headers) {
        return Integer.parseInt(headers.get("platform"));
    }

    private static String text(Refusal refusal) {
        return refusal.text() + "\n" + refusal.detail();
    }

    private static Throwable asRefusal(Throwable failure) {
        if (!(failure instanceof ReplyException reply)
                || reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) return failure;
        var parts = reply.getMessage().split("\n", 2);
        return new Refusal(reply.failureCode(), parts[0], parts.length > 1 ? parts[1] : "");
    }
}
