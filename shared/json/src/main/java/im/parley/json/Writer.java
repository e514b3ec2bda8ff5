package im.parley.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;

import im.parley.json.FieldShape.Kind;

import java.io.IOException;
import java.util.List;

/// Message to JSON. Every field is written; what is empty is `null` or left out by its form.
final class Writer {
    private final JsonGenerator json;

    Writer(JsonGenerator json) {
        this.json = json;
    }

    void message(Message message) throws IOException {
        json.writeStartObject();
        for (var field : Shape.of(message.getDescriptorForType()).fields()) field(field, message);
        json.writeEndObject();
    }

    private void field(FieldShape shape, Message message) throws IOException {
        var field = shape.field();
        switch (shape.form()) {
            case SINGLE -> {
                json.writeFieldName(shape.key());
                value(shape.of(), message.getField(field));
            }
            case OPTIONAL -> {
                json.writeFieldName(shape.key());
                if (message.hasField(field)) value(shape.of(), message.getField(field));
                else json.writeNull();
            }
            case LIST -> {
                json.writeFieldName(shape.key());
                list(shape.of(), (List<?>) message.getField(field));
            }
            case MAP -> {
                if (message.getRepeatedFieldCount(field) > 0) {
                    json.writeFieldName(shape.key());
                    map(shape.of(), (List<?>) message.getField(field));
                }
            }
        }
    }

    private void list(Kind kind, List<?> elements) throws IOException {
        if (elements.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (var element : elements) value(kind, element);
        json.writeEndArray();
    }

    private void map(Kind kind, List<?> entries) throws IOException {
        json.writeStartObject();
        for (var element : entries) {
            var entry = (MapEntry<?, ?>) element;
            json.writeFieldName(entry.getKey().toString());
            value(kind, entry.getValue());
        }
        json.writeEndObject();
    }

    private void value(Kind kind, Object value) throws IOException {
        switch (kind) {
            case INT32 -> json.writeNumber((int) value);
            case UINT32 -> json.writeNumber(Integer.toUnsignedLong((int) value));
            case INT64 -> json.writeNumber((long) value);
            case UINT64 -> unsigned((long) value);
            case DOUBLE -> json.writeNumber((double) value);
            case FLOAT -> json.writeNumber((float) value);
            case BOOL -> json.writeBoolean((boolean) value);
            case TEXT -> json.writeString((String) value);
            case BYTES -> json.writeBinary(((ByteString) value).toByteArray());
            case ENUM -> json.writeNumber(number(value));
            case MESSAGE -> message((Message) value);
            case WRAPPER -> wrapper((Message) value);
        }
    }

    private void unsigned(long value) throws IOException {
        if (value >= 0) json.writeNumber(value);
        else json.writeNumber(Long.toUnsignedString(value));
    }

    /// A map's values hold the plain number, fields the descriptor.
    private static int number(Object value) {
        return value instanceof EnumValueDescriptor constant ? constant.getNumber() : (int) value;
    }

    private void wrapper(Message wrapper) throws IOException {
        var field = Shape.wrapped(wrapper.getDescriptorForType());
        value(Kind.of(field), wrapper.getField(field));
    }
}
