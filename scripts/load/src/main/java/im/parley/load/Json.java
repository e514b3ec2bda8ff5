package im.parley.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A JSON object whose values are looked up by key; what is absent or null is empty, as clients
/// take it.
record Json(Map<String, Object> members) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Object NULL = new Object();

    static Json of(String text) {
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return (Json) value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            default -> parser.getText();
        };
    }

    private static Json object(JsonParser parser) throws IOException {
        var members = new TreeMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            parser.nextToken();
            var value = value(parser);
            if (value != NULL) members.put(key, value);
        }
        return new Json(members);
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) values.add(value(parser));
        return values;
    }

    Json object(String key) {
        return members.get(key) instanceof Json json ? json : new Json(Map.of());
    }

    List<Json> objects(String key) {
        return list(key).stream().map(Json.class::cast).toList();
    }

    List<String> texts(String key) {
        return list(key).stream().map(String.class::cast).toList();
    }

    String text(String key) {
        return members.get(key) instanceof String text ? text : "";
    }

    /// Numbers beyond a `long` come as texts and are nowhere looked at.
    long number(String key) {
        return members.get(key) instanceof Long number ? number : 0;
    }

    boolean flag(String key) {
        return members.get(key) instanceof Boolean flag && flag;
    }

    private List<?> list(String key) {
        return members.get(key) instanceof List<?> list ? list : List.of();
    }

    /// A list of texts for a request.
    static String texts(Iterable<String> values) {
        var quoted = new ArrayList<String>();
        values.forEach(value -> quoted.add("\"" + value + "\""));
        return quoted.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
