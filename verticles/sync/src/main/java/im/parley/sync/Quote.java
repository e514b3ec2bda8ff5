package im.parley.sync;

import com.google.protobuf.ByteString;

import im.parley.contract.ContentType;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import java.util.Optional;

/// The message that a message quotes; its content lies within the quoting one and has to follow
/// what becomes of the original (message-pipeline.md 6.4).
record Quote(JsonObject content, JsonObject quoted) {
    /// An empty object in base64, as some clients write it.
    private static final String EMPTY = "e30=";

    private static final String NOTHING = "{}";

    static Optional<Quote> in(MsgData message) {
        if (message.getContentType() != ContentType.QUOTE) return Optional.empty();
        try {
            var content = new JsonObject(message.getContent().toStringUtf8());
            return content.getValue("quoteMessage") instanceof JsonObject quoted
                    ? Optional.of(new Quote(content, quoted))
                    : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty(); // clients may send what they like; it is shown as it came
        }
    }

    /// Whether the sender knew where the original is; else the quote stays as it is.
    boolean isOfSeq() {
        return seq() > 0;
    }

    long seq() {
        return quoted.getValue("seq") instanceof Number seq ? seq.longValue() : 0;
    }

    /// @param original as it looks now; none when it is gone
    MsgData adjusted(MsgData message, Optional<MsgData> original) {
        if (isOfSeq() && original.map(Sight::isRevoked).orElse(true)) {
            quoted.fieldNames().removeIf(name -> name.endsWith("Elem"));
            quoted.put("contentType", ContentType.MSG_REVOKED);
            return with(message, original.map(MsgData::getContent).map(ByteString::toStringUtf8));
        }
        return EMPTY.equals(quoted.getValue("content")) ? with(message, Optional.empty()) : message;
    }

    private MsgData with(MsgData message, Optional<String> quotedContent) {
        quoted.put("content", quotedContent.orElse(NOTHING));
        var text = ByteString.copyFrom(content.toBuffer().getBytes());
        return message.toBuilder().setContent(text).build();
    }
}
