package im.parley.webhook;

import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// What the bodies of all message hooks have in common, "CM" of notifications-and-webhooks.md C4;
/// each hook adds its receiver.
public final class MessageBody {
    private MessageBody() {}

    public static JsonObject of(String operationID, MsgData message) {
        return new JsonObject()
                .put("sendID", message.getSendID())
                .put("serverMsgID", message.getServerMsgID())
                .put("clientMsgID", message.getClientMsgID())
                .put("operationID", operationID)
                .put("senderPlatformID", message.getSenderPlatformID())
                .put("senderNickname", message.getSenderNickname())
                .put("sessionType", message.getSessionType())
                .put("msgFrom", message.getMsgFrom())
                .put("contentType", message.getContentType())
                .put("status", message.getStatus())
                .put("sendTime", message.getSendTime())
                .put("createTime", message.getCreateTime())
                .put("content", message.getContent().toStringUtf8())
                .put("seq", message.getSeq())
                .put("atUserList", mentioned(message))
                .put("faceURL", message.getSenderFaceURL())
                .put("ex", message.getEx());
    }

    /// Nobody is `null`.
    private static JsonArray mentioned(MsgData message) {
        var users = message.getAtUserIDListList();
        return users.isEmpty() ? null : new JsonArray(users.stream().toList());
    }
}
