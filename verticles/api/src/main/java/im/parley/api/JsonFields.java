package im.parley.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Optional;

/// The body of a route that has no message in the contract, read by the same strict rules as the
/// others (http-identity-and-groups.md 1.3).
record JsonFields(JsonObject json) {
    static JsonFields of(byte[] body) {
        try {
            var value = Json.decodeValue(Buffer.buffer(body));
            if (value == null) return new JsonFields(new JsonObject());
            if (value instanceof JsonObject object) return new JsonFields(object);
            throw unfit("the body", "an object");
        } catch (DecodeException bad) {
            throw new Refusal(ErrorCode.ARGS.number(), "the body is no JSON object", "");
        }
    }

    String text(String key) {
        return switch (json.getValue(key)) {
            case null -> "";
            case String text -> whole(text);
            default -> throw unfit(key, "a string");
        };
    }

    /// JSON can spell half a character, the message that this goes into cannot.
    private static String whole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    boolean flag(String key) {
        return switch (json.getValue(key)) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw unfit(key, "true or false");
        };
    }

    long int64(String key) {
        return switch (json.getValue(key)) {
            case null -> 0;
            case Integer number -> number;
            case Long number -> number;
            default -> throw unfit(key, "an integer");
        };
    }

    int int32(String key) {
        long number = int64(key);
        if (number != (int) number) throw unfit(key, "an integer of 32 bits");
        return (int) number;
    }

    Optional<JsonObject> object(String key) {
        return switch (json.getValue(key)) {
            case null -> Optional.empty();
            case JsonObject object -> Optional.of(object);
            default -> throw unfit(key, "an object");
        };
    }

    Optional<List<String>> texts(String key) {
        return switch (json.getValue(key)) {
            case null -> Optional.empty();
            case JsonArray list -> Optional.of(list.stream().map(each -> text(key, each)).toList());
            default -> throw unfit(key, "a list of strings");
        };
    }

    private static String text(String key, Object element) {
        if (element instanceof String text) return whole(text);
        throw unfit(key, "a list of strings");
    }

    private static Refusal unfit(String key, String wanted) {
        return new Refusal(ErrorCode.ARGS.number(), key + ": " + wanted + " is needed", "");
    }
}
