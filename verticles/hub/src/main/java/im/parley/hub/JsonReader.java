package im.parley.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Reads one request from a JSON object (websocket.md 2.3). Keys match exactly, unknown ones are
/// skipped whole, `null` is the same as absent; anything behind the object is refused.
final class JsonReader {
    private static final int DEPTH_MAX = 32;
    private static final int KEY_LENGTH_MAX = 256;
    private static final int NUMBER_LENGTH_MAX = 64;
    private static final byte[] NO_DATA = {};

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxNameLength(KEY_LENGTH_MAX)
                                    .maxNumberLength(NUMBER_LENGTH_MAX)
                                    .maxStringLength(Gzip.INFLATED_MAX)
                                    .build())
                    // Names come from strangers: they are neither interned nor kept.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    private final JsonParser in;
    private int reqIdentifier;
    private String sendID = "";
    private String operationID = "";
    private String msgIncr = "";
    private byte[] data = NO_DATA;

    private JsonReader(JsonParser in) {
        this.in = in;
    }

    static ClientFrame frame(byte[] bytes, int from, int to) throws BadFrame {
        // Decoded here, for the parser would also guess UTF-16 and UTF-32.
        var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        try (var parser = FACTORY.createParser(text)) {
            return new JsonReader(parser).frame();
        } catch (IOException broken) {
            throw bad("broken JSON");
        }
    }

    private ClientFrame frame() throws IOException, BadFrame {
        if (in.nextToken() != JsonToken.START_OBJECT) throw bad("not an object");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var key = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_NULL) readValue(key);
        }
        if (in.nextToken() != null) throw bad("bytes behind the object");
        return new ClientFrame(reqIdentifier, sendID, operationID, msgIncr, data);
    }

    private void readValue(String key) throws IOException, BadFrame {
        switch (key) {
            case "reqIdentifier" -> reqIdentifier = number();
            case "sendID" -> sendID = text();
            case "operationID" -> operationID = text();
            case "msgIncr" -> msgIncr = text();
            case "data" -> data = data();
            default -> in.skipChildren();
        }
    }

    private int number() throws IOException, BadFrame {
        require(JsonToken.VALUE_NUMBER_INT);
        return in.getIntValue();
    }

    private String text() throws IOException, BadFrame {
        require(JsonToken.VALUE_STRING);
        if (in.getTextLength() > GobReader.TEXT_BYTES_MAX) throw bad("a text that is too long");
        return in.getText();
    }

    private byte[] data() throws IOException, BadFrame {
        require(JsonToken.VALUE_STRING);
        var text = in.getText();
        if (text.length() % 4 != 0) throw bad("base64 without padding");
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException broken) {
            throw bad("broken base64");
        }
    }

    private void require(JsonToken kind) throws BadFrame {
        if (in.currentToken() != kind) throw bad("a value of another type");
    }

    private static BadFrame bad(String detail) {
        return new BadFrame("json", detail);
    }
}
