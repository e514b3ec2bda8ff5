package im.parley.json;

import com.fasterxml.jackson.core.io.SerializedString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

/// One field as JSON sees it. For a map, `of` describes the values; keys are always text.
record FieldShape(FieldDescriptor field, SerializedString key, Form form, Kind of) {
    enum Form {
        SINGLE,
        /// Absence can be told from the default, and is written as `null`.
        OPTIONAL,
        LIST,
        MAP;

        boolean isMany() {
            return this == LIST || this == MAP;
        }
    }

    enum Kind {
        INT32,
        UINT32,
        INT64,
        UINT64,
        DOUBLE,
        FLOAT,
        BOOL,
        TEXT,
        BYTES,
        ENUM,
        MESSAGE,
        WRAPPER;

        static Kind of(FieldDescriptor field) {
            return switch (field.getType()) {
                case INT32, SINT32, SFIXED32 -> INT32;
                case UINT32, FIXED32 -> UINT32;
                case INT64, SINT64, SFIXED64 -> INT64;
                case UINT64, FIXED64 -> UINT64;
                case DOUBLE -> DOUBLE;
                case FLOAT -> FLOAT;
                case BOOL -> BOOL;
                case STRING -> TEXT;
                case BYTES -> BYTES;
                case ENUM -> ENUM;
                case MESSAGE, GROUP -> Shape.wraps(field.getMessageType()) ? WRAPPER : MESSAGE;
            };
        }
    }

    static FieldShape of(FieldDescriptor field) {
        var key = new SerializedString(field.getName());
        if (field.isMapField())
            return new FieldShape(field, key, Form.MAP, Kind.of(valueOf(field.getMessageType())));
        if (field.isRepeated()) return new FieldShape(field, key, Form.LIST, Kind.of(field));
        var form = field.hasPresence() ? Form.OPTIONAL : Form.SINGLE;
        return new FieldShape(field, key, form, Kind.of(field));
    }

    static FieldDescriptor keyOf(Descriptor mapEntry) {
        return mapEntry.findFieldByNumber(1);
    }

    static FieldDescriptor valueOf(Descriptor mapEntry) {
        return mapEntry.findFieldByNumber(2);
    }

    String name() {
        return field.getName();
    }
}
