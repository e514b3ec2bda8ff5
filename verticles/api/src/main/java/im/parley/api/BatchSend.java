package im.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.json.BadJson;
import im.parley.platform.Clock;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.proto.user.getAllUserIDReq;
import im.parley.proto.user.getAllUserIDResp;

import io.vertx.core.Future;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/msg/batch_send_msg`: one message to many, or to everybody (http-messages-and-objects.md 4.2).
/// All copies share one client id, as the reference has it; each is in another conversation.
final class BatchSend {
    /// Users read at once, and messages under way at once.
    private static final int STEP = 500;

    interface Users {
        Future<getAllUserIDResp> getAllUserID(Call call, getAllUserIDReq request);
    }

    private final Outbound outbound;
    private final Users users;
    private final Clock clock;

    BatchSend(Outbound outbound, Bus bus, Clock clock) {
        this.outbound = outbound;
        this.users = bus.client("openim.user.user", Users.class);
        this.clock = clock;
    }

    /// What has come of it, in the order of the receivers.
    private static final class Tally {
        private final List<Sent> sent = new ArrayList<>();
        private final List<String> receivers = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        void add(String receiver, Optional<Sent> result) {
            if (result.isEmpty()) {
                failed.add(receiver);
                return;
            }
            receivers.add(receiver);
            sent.add(result.get());
        }

        Data data() {
            return json -> {
                json.writeStartObject();
                json.writeArrayFieldStart("results");
                for (int i = 0; i < sent.size(); i++) result(json, sent.get(i), receivers.get(i));
                json.writeEndArray();
                json.writeArrayFieldStart("failedUserIDs");
                for (var receiver : failed) json.writeString(receiver);
                json.writeEndArray();
                json.writeEndObject();
            };
        }

        private static void result(JsonGenerator json, Sent sent, String receiver)
                throws IOException {
            json.writeStartObject();
            sent.fields(json);
            json.writeStringField("recvID", receiver);
            json.writeEndObject();
        }
    }

    Route.Step read(Route.Post post) throws BadJson {
        var fields = JsonFields.of(post.body());
        var wish = SendWish.toMany(fields);
        var named =
                fields.texts("recvIDs").orElseThrow(() -> Outbound.refusal("recvIDs is required"));
        boolean toAll = fields.flag("isSendAll");
        return call ->
                outbound.message(call, wish)
                        .compose(
                                message ->
                                        toAll
                                                ? sendToAll(call, message, 1, new Tally())
                                                : sendTo(call, message, named, new Tally()))
                        .map(Tally::data);
    }

    private Future<Tally> sendToAll(Call call, MsgData message, int page, Tally tally) {
        var asked =
                getAllUserIDReq
                        .newBuilder()
                        .setPagination(
                                RequestPagination.newBuilder()
                                        .setPageNumber(page)
                                        .setShowNumber(STEP))
                        .build();
        return users.getAllUserID(call.asServer(), asked)
                .compose(
                        answer -> {
                            var ids = answer.getUserIDsList();
                            var sent = sendTo(call, message, ids, tally);
                            return ids.size() < STEP
                                    ? sent
                                    : sent.compose(_ -> sendToAll(call, message, page + 1, tally));
                        });
    }

    /// Whoever is left when nobody waits any more counts as failed.
    private Future<Tally> sendTo(Call call, MsgData message, List<String> receivers, Tally tally) {
        if (receivers.isEmpty()) return Future.succeededFuture(tally);
        if (clock.millis() >= call.deadlineMillis()) {
            receivers.forEach(receiver -> tally.add(receiver, Optional.empty()));
            return Future.succeededFuture(tally);
        }
        var now = receivers.subList(0, Math.min(STEP, receivers.size()));
        var sends = now.stream().map(receiver -> sendTo(call, message, receiver)).toList();
        return Future.join(sends)
                .compose(
                        _ -> {
                            for (int i = 0; i < now.size(); i++)
                                tally.add(now.get(i), sends.get(i).result());
                            var rest = receivers.subList(now.size(), receivers.size());
                            return sendTo(call, message, rest, tally);
                        });
    }

    private Future<Optional<Sent>> sendTo(Call call, MsgData message, String receiver) {
        var addressed =
                message.getGroupID().isEmpty()
                        ? message.toBuilder().setRecvID(receiver).build()
                        : message;
        return outbound.send(call, addressed).map(Optional::of).otherwise(Optional.empty());
    }
}
