package im.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;

import im.parley.json.ProtoJson;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.util.Objects;

/// What a back end is told of a message it has sent: `modify` only where its own webhook changed
/// the message, and there only what changed (http-messages-and-objects.md 4.1).
record Sent(MsgData asked, SendMsgResp answer) {
    Data data() {
        return json -> {
            json.writeStartObject();
            fields(json);
            json.writeEndObject();
        };
    }

    void fields(JsonGenerator json) throws IOException {
        json.writeStringField("serverMsgID", answer.getServerMsgID());
        json.writeStringField("clientMsgID", answer.getClientMsgID());
        json.writeNumberField("sendTime", answer.getSendTime());
        if (!answer.hasModify()) return;
        json.writeFieldName("modify");
        json.writeRawValue(modified().encode());
    }

    private JsonObject modified() {
        var before = json(asSent());
        var after = json(answer.getModify());
        var changed = new JsonObject();
        for (var entry : after)
            if (!Objects.equals(entry.getValue(), before.getValue(entry.getKey())))
                changed.put(entry.getKey(), entry.getValue());
        return changed;
    }

    /// What the server itself says about every message is no change.
    private MsgData asSent() {
        var modify = answer.getModify();
        return asked.toBuilder()
                .setServerMsgID(answer.getServerMsgID())
                .setSendTime(modify.getSendTime())
                .build();
    }

    private static JsonObject json(MsgData message) {
        return new JsonObject(ProtoJson.text(message))
                .put("content", message.getContent().toStringUtf8());
    }
}
