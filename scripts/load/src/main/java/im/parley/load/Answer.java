package im.parley.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// What an HTTP route answered (http-identity-and-groups.md 1.2); status 0 when the call itself
/// failed.
record Answer(int status, String body) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ERR_CODE = "\"errCode\":";

    boolean accepted() {
        return status == 200 && errCode() == 0;
    }

    /// Looks at the text only: the load runs ask for it thousands of times a second.
    int errCode() {
        int at = body.indexOf(ERR_CODE);
        if (at < 0) return -1;
        int code = 0;
        for (int i = at + ERR_CODE.length(); i < body.length(); i++) {
            char digit = body.charAt(i);
            if (digit < '0' || digit > '9') break;
            code = code * 10 + digit - '0';
        }
        return code;
    }

    /// The first value of a key, wherever it stands.
    String text(String key) {
        return texts(key).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(key + " in " + this));
    }

    /// All values of a key in their order.
    List<String> texts(String key) {
        var found = new ArrayList<String>();
        try (var json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals(key)) {
                    json.nextToken();
                    if (json.currentToken().isScalarValue()) found.add(json.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    Json data() {
        return Json.of(body).object("data");
    }

    Answer orThrow(String what) {
        if (!accepted()) throw new IllegalStateException(what + " was answered " + this);
        return this;
    }
}
