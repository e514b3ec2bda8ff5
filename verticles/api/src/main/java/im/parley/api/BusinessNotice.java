package im.parley.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import im.parley.contract.ContentType;
import im.parley.contract.MsgOption;
import im.parley.contract.SessionType;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonObject;

import java.util.HashMap;
import java.util.Map;

/// `/msg/send_business_notification`: an event of the back end's own, for its app on the devices of
/// a user or of a group's members (http-messages-and-objects.md 4.3).
final class BusinessNotice {
    private static final int FROM_SYSTEM = 200;
    private static final int UNSTORED = 1;
    private static final int STORED = 2;

    private final Outbound outbound;
    private final Clock clock;

    BusinessNotice(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    Route.Step read(Route.Post post) {
        var message = message(JsonFields.of(post.body()));
        return call -> outbound.send(call, message).map(Sent::data);
    }

    private MsgData message(JsonFields fields) {
        var sender = fields.text("sendUserID");
        var user = fields.text("recvUserID");
        var group = fields.text("recvGroupID");
        if (sender.isEmpty()) throw Outbound.refusal("sendUserID is required");
        if (user.isEmpty() == group.isEmpty())
            throw Outbound.refusal("either recvUserID or recvGroupID is required");
        int level =
                fields.json().getValue("reliabilityLevel") == null
                        ? UNSTORED
                        : fields.int32("reliabilityLevel");
        var session = group.isEmpty() ? SessionType.SINGLE : SessionType.GROUP;
        return MsgData.newBuilder()
                .setSendID(sender)
                .setRecvID(user)
                .setGroupID(group)
                .setSessionType(session.number())
                .setClientMsgID(Ids.messageId())
                .setMsgFrom(FROM_SYSTEM)
                .setContentType(ContentType.BUSINESS)
                .setContent(content(fields))
                .setCreateTime(clock.millis())
                .putAllOptions(options(fields.flag("sendMsg"), level == STORED))
                .build();
    }

    private static ByteString content(JsonFields fields) {
        var event =
                new JsonObject().put("key", fields.text("key")).put("data", fields.text("data"));
        var outer = new JsonObject().put("detail", event.encode());
        return ByteString.copyFrom(outer.encode().getBytes(UTF_8));
    }

    /// Those of a notification (notifications-and-webhooks.md A3): an absent one would count as
    /// true.
    private static Map<String, Boolean> options(boolean visible, boolean stored) {
        var options = new HashMap<String, Boolean>();
        for (var option : MsgOption.values())
            options.put(
                    option.key(),
                    switch (option) {
                        case SENDER_SYNC -> true;
                        case HISTORY, PERSISTENT -> stored;
                        case IS_SEND_MSG, UNREAD_COUNT -> visible;
                        case OFFLINE_PUSH,
                                CONVERSATION_UPDATE,
                                NOT_PRIVATE,
                                SENDER_CONVERSATION_UPDATE,
                                REACTION_FROM_CACHE,
                                IS_NOT_NOTIFICATION ->
                                false;
                    });
        return options;
    }
}
