package im.parley.hub;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The query part of the upgrade's URI, read as the reference reads it: exact case, the first value
/// of a key wins, broken pairs are left out (websocket.md 1.1).
final class Query {
    private Query() {}

    /// @param uri one char a byte, as HTTP heads are read
    static Map<String, String> of(String uri) {
        var values = new HashMap<String, String>();
        int mark = uri.indexOf('?');
        if (mark < 0) return values;
        int hash = uri.indexOf('#', mark);
        var query = uri.substring(mark + 1, hash < 0 ? uri.length() : hash);
        for (var pair : query.split("&")) {
            if (pair.indexOf(';') >= 0) continue; // the reference takes it for an error too
            int equals = pair.indexOf('=');
            var key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (key.isPresent() && value.isPresent()) values.putIfAbsent(key.get(), value.get());
        }
        return values;
    }

    private static Optional<String> decoded(String text) {
        if (isPlain(text)) return Optional.of(text);
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.write(c == '+' ? ' ' : c);
                continue;
            }
            int value = i + 2 < text.length() ? hex(text, i + 1) : -1;
            if (value < 0) return Optional.empty();
            bytes.write(value);
            i += 2;
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '+' || c > 0x7e) return false;
        }
        return true;
    }
}
