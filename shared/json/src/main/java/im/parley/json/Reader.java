package im.parley.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import im.parley.json.FieldShape.Kind;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Set;

/// JSON to message. Types are taken at their word: a number in quotes is no number.
final class Reader {
    private static final long UINT32_MAX = 0xFFFF_FFFFL;

    private final JsonParser json;
    private final Keys present;

    /// Told which fields had a value; forgetting is for a later `null` of the same key.
    private interface Keys {
        Keys NOT_ASKED = (_, _) -> {};

        void saw(String path, boolean value);
    }

    Reader(JsonParser json) {
        this.json = json;
        this.present = Keys.NOT_ASKED;
    }

    Reader(JsonParser json, Set<String> present) {
        this.json = json;
        this.present =
                (path, value) -> {
                    if (value) present.add(path);
                    else present.remove(path);
                };
    }

    /// The whole text: one object, or `null` for "nothing is set".
    void document(Message.Builder message) throws IOException, BadJson {
        var first = json.nextToken();
        if (first == null) throw new BadJson("the body is empty, a JSON object is needed");
        if (first != JsonToken.VALUE_NULL) {
            if (first != JsonToken.START_OBJECT) throw unfit("the body", "an object");
            object(message, "", present);
        }
        if (json.nextToken() != null) throw new BadJson("there is more after the JSON object");
    }

    private void object(Message.Builder message, String path, Keys keys)
            throws IOException, BadJson {
        var shape = Shape.of(message.getDescriptorForType());
        for (var key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            var field = shape.named(key);
            var token = json.nextToken();
            if (field.isEmpty()) json.skipChildren();
            else field(field.get(), token, message, path, keys);
        }
    }

    private void field(
            FieldShape shape, JsonToken token, Message.Builder message, String path, Keys keys)
            throws IOException, BadJson {
        var field = shape.field();
        var here = keys == Keys.NOT_ASKED || path.isEmpty() ? shape.name() : path + shape.name();
        keys.saw(here, token != JsonToken.VALUE_NULL);
        if (token == JsonToken.VALUE_NULL || shape.form().isMany()) message.clearField(field);
        if (token == JsonToken.VALUE_NULL) return;
        switch (shape.form()) {
            case SINGLE -> message.setField(field, scalar(shape.of(), field, here));
            case OPTIONAL -> {
                var inside = keys == Keys.NOT_ASKED ? "" : here + ".";
                message.setField(field, value(shape.of(), field, message, here, inside, keys));
            }
            case LIST -> list(shape, message, here);
            case MAP -> map(shape, message, here);
        }
    }

    private void list(FieldShape shape, Message.Builder message, String here)
            throws IOException, BadJson {
        if (json.currentToken() != JsonToken.START_ARRAY) throw unfit(here, "a list");
        var field = shape.field();
        while (json.nextToken() != JsonToken.END_ARRAY)
            message.addRepeatedField(
                    field, value(shape.of(), field, message, here, "", Keys.NOT_ASKED));
    }

    private void map(FieldShape shape, Message.Builder message, String here)
            throws IOException, BadJson {
        if (json.currentToken() != JsonToken.START_OBJECT) throw unfit(here, "an object");
        var entryType = shape.field().getMessageType();
        var keyField = FieldShape.keyOf(entryType);
        var valueField = FieldShape.valueOf(entryType);
        for (var key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            var entry = message.newBuilderForField(shape.field());
            entry.setField(keyField, whole(key));
            entry.setField(
                    valueField, value(shape.of(), valueField, entry, here, "", Keys.NOT_ASKED));
            message.addRepeatedField(shape.field(), entry.build());
        }
    }

    private Object value(
            Kind kind,
            FieldDescriptor field,
            Message.Builder owner,
            String here,
            String inside,
            Keys keys)
            throws IOException, BadJson {
        return switch (kind) {
            case MESSAGE -> {
                if (json.currentToken() != JsonToken.START_OBJECT) throw unfit(here, "an object");
                var nested = owner.newBuilderForField(field);
                object(nested, inside, keys);
                yield nested.build();
            }
            case WRAPPER -> {
                var nested = owner.newBuilderForField(field);
                var bare = Shape.wrapped(field.getMessageType());
                nested.setField(bare, scalar(Kind.of(bare), bare, here));
                yield nested.build();
            }
            default -> scalar(kind, field, here);
        };
    }

    private Object scalar(Kind kind, FieldDescriptor field, String here)
            throws IOException, BadJson {
        return switch (kind) {
            case INT32 -> (int) integer(here, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case UINT32 -> (int) integer(here, 0, UINT32_MAX);
            case INT64 -> integer(here, Long.MIN_VALUE, Long.MAX_VALUE);
            case UINT64 -> unsigned(here);
            case DOUBLE -> number(here);
            case FLOAT -> (float) number(here);
            case BOOL -> bool(here);
            case TEXT -> text(here);
            case BYTES -> bytes(here);
            case ENUM -> {
                int number = (int) integer(here, Integer.MIN_VALUE, Integer.MAX_VALUE);
                yield field.getEnumType().findValueByNumberCreatingIfUnknown(number);
            }
            case MESSAGE, WRAPPER -> throw new IllegalStateException(field + " is no scalar");
        };
    }

    private long integer(String here, long first, long last) throws IOException, BadJson {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) throw unfit(here, "an integer");
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) throw tooLarge(here);
        long number = json.getLongValue();
        if (number < first || number > last) throw tooLarge(here);
        return number;
    }

    private long unsigned(String here) throws IOException, BadJson {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) throw unfit(here, "an integer");
        if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER)
            return integer(here, 0, Long.MAX_VALUE);
        BigInteger number = json.getBigIntegerValue();
        if (number.signum() < 0 || number.bitLength() > 64) throw tooLarge(here);
        return number.longValue();
    }

    private double number(String here) throws IOException, BadJson {
        if (!json.currentToken().isNumeric()) throw unfit(here, "a number");
        return json.getDoubleValue();
    }

    private boolean bool(String here) throws BadJson {
        if (!json.currentToken().isBoolean()) throw unfit(here, "true or false");
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    private String text(String here) throws IOException, BadJson {
        if (json.currentToken() != JsonToken.VALUE_STRING) throw unfit(here, "a string");
        return whole(json.getText());
    }

    private ByteString bytes(String here) throws IOException, BadJson {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(text(here)));
        } catch (IllegalArgumentException e) {
            throw new BadJson(here + ": this is not base64");
        }
    }

    /// JSON can spell half a character (`\ud800`); UTF-8, and so protobuf, cannot.
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++)
            if (Character.isSurrogate(text.charAt(i))) return mended(text);
        return text;
    }

    private static String mended(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private BadJson unfit(String here, String wanted) {
        return new BadJson(here + ": " + wanted + " is needed, not " + named(json.currentToken()));
    }

    private static BadJson tooLarge(String here) {
        return new BadJson(here + ": the number does not fit");
    }

    private static String named(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "the end";
        };
    }
}
