package im.parley.webhook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a value in an answer must be. What passes comes back cleaned: keys in our spelling, unknown
/// ones and nulls gone, so that whoever applies an answer meets nothing but what he asked for.
@FunctionalInterface
interface Shape {
    /// @return the clean value, or nothing if it has another type
    Optional<Object> clean(Object value);

    Shape TEXT = value -> Optional.of(value).filter(String.class::isInstance);
    Shape TRUTH = value -> Optional.of(value).filter(Boolean.class::isInstance);
    Shape INT = value -> Optional.of(value).filter(Integer.class::isInstance);
    Shape LONG =
            value ->
                    value instanceof Integer || value instanceof Long
                            ? Optional.of(((Number) value).longValue())
                            : Optional.empty();

    static Shape listOf(Shape element) {
        return value -> {
            if (!(value instanceof JsonArray list)) return Optional.empty();
            var clean = new JsonArray();
            for (var each : list) {
                var one = each == null ? Optional.empty() : element.clean(each);
                if (one.isEmpty()) return Optional.empty();
                clean.add(one.get());
            }
            return Optional.of(clean);
        };
    }

    static Shape mapOf(Shape element) {
        return value -> {
            if (!(value instanceof JsonObject map)) return Optional.empty();
            var clean = new JsonObject();
            for (var each : map) {
                var one =
                        each.getValue() == null ? Optional.empty() : element.clean(each.getValue());
                if (one.isEmpty()) return Optional.empty();
                clean.put(each.getKey(), one.get());
            }
            return Optional.of(clean);
        };
    }

    /// Keys are found whatever their case (notifications-and-webhooks.md C1); of several that
    /// differ only in it the last one counts.
    static Shape object(Map<String, Shape> fields) {
        var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        fields.keySet().forEach(name -> names.put(name, name));
        return value -> {
            if (!(value instanceof JsonObject object)) return Optional.empty();
            var clean = new JsonObject();
            for (var each : object) {
                var name = names.get(each.getKey());
                if (name == null || each.getValue() == null) continue;
                var one = fields.get(name).clean(each.getValue());
                if (one.isEmpty()) return Optional.empty();
                clean.put(name, one.get());
            }
            return Optional.of(clean);
        };
    }
}
