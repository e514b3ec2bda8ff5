package im.parley.send;

import com.google.protobuf.ByteString;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.json.BadJson;
import im.parley.json.Parsed;
import im.parley.json.ProtoJson;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import java.util.Optional;

/// What beforeMsgModify wants otherwise: each field it names replaces the message's, lists and
/// options as a whole (notifications-and-webhooks.md C4).
record MessageChange(Optional<String> content, Parsed<MsgData> fields) {
    private static final String CONTENT = "content";

    /// @param answer holds only keys that may be overridden, each of its type
    static MessageChange of(JsonObject answer) {
        var content = Optional.ofNullable(answer.getString(CONTENT));
        content.ifPresent(MessageChange::requireObject);
        var others = answer.copy();
        others.remove(CONTENT);
        try {
            var fields =
                    ProtoJson.parse(others.toBuffer().getBytes(), MsgData.getDefaultInstance());
            return new MessageChange(content, fields);
        } catch (BadJson bad) {
            throw new Refusal(ErrorCode.DATA, bad.getMessage());
        }
    }

    private static void requireObject(String content) {
        try {
            new JsonObject(content);
        } catch (DecodeException bad) {
            throw new Refusal(ErrorCode.ARGS, "the back end's content is no JSON object");
        }
    }

    MsgData over(MsgData message) {
        var changed = message.toBuilder();
        content.ifPresent(text -> changed.setContent(ByteString.copyFromUtf8(text)));
        for (var field : MsgData.getDescriptor().getFields())
            if (fields.has(field.getName()))
                changed.setField(field, fields.message().getField(field));
        return changed.build();
    }
}
