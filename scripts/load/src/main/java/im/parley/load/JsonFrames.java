package im.parley.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The two frames of the JavaScript SDK (websocket.md 2.3).
final class JsonFrames {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonFrames() {}

    static void request(
            ByteBuf out, int request, byte[] sender, byte[] operation, byte[] incr, byte[] data) {
        try (var json = JSON.createGenerator((OutputStream) new ByteBufOutputStream(out))) {
            json.writeStartObject();
            json.writeNumberField("reqIdentifier", request);
            json.writeStringField("msgIncr", text(incr));
            json.writeStringField("sendID", text(sender));
            json.writeStringField("operationID", text(operation));
            json.writeBinaryField("data", data);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Envelope reply(ByteBuf frame) {
        try (var json = JSON.createParser((InputStream) new ByteBufInputStream(frame.slice()))) {
            return reply(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Envelope reply(JsonParser json) throws IOException {
        int request = 0;
        int errCode = 0;
        String msgIncr = "";
        String operation = "";
        String errMsg = "";
        byte[] data = {};
        json.nextToken();
        for (String name; (name = json.nextFieldName()) != null; ) {
            var token = json.nextToken();
            switch (name) {
                case "reqIdentifier" -> request = json.getIntValue();
                case "errCode" -> errCode = json.getIntValue();
                case "msgIncr" -> msgIncr = json.getText();
                case "operationID" -> operation = json.getText();
                case "errMsg" -> errMsg = json.getText();
                case "data" -> data = token == JsonToken.VALUE_NULL ? data : json.getBinaryValue();
                default -> throw new IllegalStateException("a reply has no field " + name);
            }
        }
        return Envelope.of(request, msgIncr, operation, errCode, errMsg, data);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
