package im.parley.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// What the content of a message must hold when a back end sends it. Values are read weakly, as
/// the reference does: "5" is a number, 1 is true, keys are found in any case
/// (http-messages-and-objects.md 9.2).
final class ContentForm {
    private final List<Part> parts;

    /// One demand on the object; the text says what it lacks.
    interface Part {
        Optional<String> complaint(JsonObject content);
    }

    private ContentForm(List<Part> parts) {
        this.parts = parts;
    }

    static ContentForm of(Part... parts) {
        return new ContentForm(List.of(parts));
    }

    ContentForm and(Part... more) {
        return new ContentForm(Stream.concat(parts.stream(), Stream.of(more)).toList());
    }

    Optional<String> complaint(JsonObject content) {
        return parts.stream().flatMap(part -> part.complaint(content).stream()).findFirst();
    }

    /// A text that is there and not empty.
    static Part text(String key) {
        return content ->
                refuseIf(
                        value(content, key).flatMap(ContentForm::asText).orElse("").isEmpty(),
                        key + " is required");
    }

    /// A number that is there and not 0.
    static Part number(String key) {
        return number(key, n -> n != 0, " is required");
    }

    static Part positive(String key) {
        return number(key, n -> n >= 1, " must be 1 or more");
    }

    /// A number that may be absent, which is 0.
    static Part range(String key, long first, long last) {
        return number(key, n -> n >= first && n <= last, " is not in " + first + "…" + last);
    }

    /// A list that is there, if empty, and not too long.
    static Part list(String key, int countMax) {
        return content ->
                value(content, key).orElse("") instanceof JsonArray list
                        ? refuseIf(list.size() > countMax, key + " is too long")
                        : Optional.of(key + " is required");
    }

    static Part object(String key, ContentForm form) {
        return content ->
                value(content, key).isEmpty()
                        ? Optional.of(key + " is required")
                        : inside(content, key, form);
    }

    /// An object that may be absent but must have the form when it is there.
    static Part maybe(String key, ContentForm form) {
        return content ->
                value(content, key).isEmpty() ? Optional.empty() : inside(content, key, form);
    }

    private static Optional<String> inside(JsonObject content, String key, ContentForm form) {
        return value(content, key).orElseThrow() instanceof JsonObject object
                ? form.complaint(object).map(complaint -> key + "." + complaint)
                : Optional.of(key + " is no object");
    }

    private static Part number(String key, LongPredicate holds, String complaint) {
        return content -> {
            var number = value(content, key).map(ContentForm::asNumber).orElse(Optional.of(0L));
            return number.isEmpty()
                    ? Optional.of(key + " is no number")
                    : refuseIf(!holds.test(number.get()), key + complaint);
        };
    }

    private static Optional<String> refuseIf(boolean bad, String complaint) {
        return bad ? Optional.of(complaint) : Optional.empty();
    }

    /// An exact key is preferred; `null` is absent.
    static Optional<Object> value(JsonObject content, String key) {
        if (content.containsKey(key)) return Optional.ofNullable(content.getValue(key));
        var folded = key.toLowerCase(Locale.ROOT);
        return content.stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(folded))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .findFirst();
    }

    static Optional<String> asText(Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case Number number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag ? "1" : "0");
            default -> Optional.empty();
        };
    }

    private static Optional<Long> asNumber(Object value) {
        return switch (value) {
            case Number number -> Optional.of(number.longValue());
            case Boolean flag -> Optional.of(flag ? 1L : 0L);
            case String text when text.isEmpty() -> Optional.of(0L);
            case String text when text.matches("[+-]?\\d{1,18}") ->
                    Optional.of(Long.parseLong(text));
            default -> Optional.empty();
        };
    }
}
