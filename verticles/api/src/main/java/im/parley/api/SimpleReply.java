package im.parley.api;

import com.google.protobuf.ByteString;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.ErrorCode;
import im.parley.contract.Platform;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.json.BadJson;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// `/msg/send_simple_msg`: a bot answers the message that a webhook told it of
/// (http-messages-and-objects.md 4.4).
final class SimpleReply {
    private static final int FROM_USER = 100;

    private final Outbound outbound;
    private final Clock clock;

    SimpleReply(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /// Whose message is answered: the `key` of the webhook's address.
    private record Heard(String sendID, String recvID, String groupID) {
        static Heard of(String key) {
            if (key.isEmpty()) throw Outbound.refusal("key is required");
            try {
                // A plus that was not escaped has become a space on the way.
                var text = Base64.getDecoder().decode(key.replace(' ', '+'));
                var fields = JsonFields.of(text);
                var heard =
                        new Heard(
                                fields.text("sendID"),
                                fields.text("recvID"),
                                fields.text("groupID"));
                if (heard.sendID.isEmpty()) throw Outbound.refusal("the key names no sender");
                return heard;
            } catch (IllegalArgumentException bad) {
                throw Outbound.refusal("key is no base64");
            }
        }
    }

    Route.Step read(Route.Post post) throws BadJson {
        var heard = Heard.of(post.key());
        var fields = JsonFields.of(post.body());
        var content = fields.text("content");
        if (content.isEmpty()) throw Outbound.refusal("content is required");
        var sender = heard.groupID.isEmpty() ? heard.recvID : fields.text("sendID");
        if (sender.isEmpty()) throw Outbound.refusal("nobody is named who answers");
        var draft = MsgData.newBuilder().setSendID(sender).setEx(fields.text("ex"));
        address(draft, heard);
        SendWish.push(draft, fields);
        draft.setContent(content(content));
        return call -> send(call, draft.build());
    }

    private static void address(MsgData.Builder draft, Heard heard) {
        if (heard.groupID.isEmpty())
            draft.setSessionType(SessionType.SINGLE.number()).setRecvID(heard.sendID);
        else draft.setSessionType(SessionType.GROUP.number()).setGroupID(heard.groupID);
    }

    private static ByteString content(String text) {
        var json = new JsonObject().put("content", text).encode();
        return ByteString.copyFrom(json, StandardCharsets.UTF_8);
    }

    /// Who may not answer for the sender is not told whether there is one.
    private Future<Data> send(Call call, MsgData draft) {
        if (!call.mayActFor(draft.getSendID())) throw new Refusal(ErrorCode.NO_PERMISSION);
        return outbound.user(call, draft.getSendID())
                .map(sender -> sender.orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND)))
                .compose(sender -> outbound.sendNoting(call, signed(draft, sender)))
                .map(Sent::data);
    }

    private MsgData signed(MsgData draft, UserInfo sender) {
        return draft.toBuilder()
                .setSenderNickname(sender.getNickname())
                .setSenderFaceURL(sender.getFaceURL())
                .setSenderPlatformID(Platform.ADMIN.id())
                .setMsgFrom(FROM_USER)
                .setContentType(ContentType.MARKDOWN)
                .setClientMsgID(Ids.messageId())
                .setCreateTime(clock.millis())
                .build();
    }
}
