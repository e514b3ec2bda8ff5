package im.parley.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The keep-alive of browsers and mini programs, which cannot send control frames (websocket.md
/// 1.5): `{"type":"ping","body":B}` is answered by `{"type":"pong","body":B}` with B as it came.
///
/// @param answer nothing to a pong
record TextPing(Optional<byte[]> answer) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] PONG = ascii("{\"type\":\"pong\",\"body\":");
    private static final byte[] NULL = ascii("null");

    /// @throws IOException when this is neither a ping nor a pong
    static TextPing read(byte[] text) throws IOException {
        var type = "";
        var body = NULL;
        try (var json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw new IOException("no object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var key = json.currentName();
                json.nextToken();
                if (key.equals("body")) body = value(json, text);
                else if (key.equals("type")) type = json.getValueAsString("");
                json.skipChildren();
            }
            if (json.nextToken() != null) throw new IOException("something behind the object");
        }
        return switch (type) {
            case "ping" -> new TextPing(Optional.of(pong(body)));
            case "pong" -> new TextPing(Optional.empty());
            default -> throw new IOException("no type of ours");
        };
    }

    /// The bytes of the value the parser is at.
    private static byte[] value(JsonParser json, byte[] text) throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        return new String(text, from, to - from, StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pong(byte[] body) {
        var pong = Arrays.copyOf(PONG, PONG.length + body.length + 1);
        System.arraycopy(body, 0, pong, PONG.length, body.length);
        pong[pong.length - 1] = '}';
        return pong;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
