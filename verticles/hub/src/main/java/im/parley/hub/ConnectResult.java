package im.parley.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

import im.parley.contract.Refusal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// The verdict on a connect as clients read it (websocket.md 1.3), in ASCII.
final class ConnectResult {
    /// Native clients read no more of the answer than this.
    static final int BYTES_MAX = 1024;

    static final String SUCCESS = "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}";

    private static final JsonFactory JSON =
            JsonFactory.builder().configure(JsonWriteFeature.ESCAPE_NON_ASCII, true).build();

    private ConnectResult() {}

    /// The detail may hold what the client sent: it is cut until the whole fits.
    static String of(Refusal refusal) {
        var detail = refusal.detail();
        var json = json(refusal, detail);
        while (json.length() > BYTES_MAX && !detail.isEmpty()) {
            int over = json.length() - BYTES_MAX;
            int cut = Math.max(1, over / 6); // a char takes six bytes at most
            detail = detail.substring(0, Math.max(0, detail.length() - cut));
            json = json(refusal, detail);
        }
        return json;
    }

    private static String json(Refusal refusal, String detail) {
        var text = new StringWriter(128);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("errCode", refusal.code());
            json.writeStringField("errMsg", refusal.text());
            json.writeStringField("errDlt", detail);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
