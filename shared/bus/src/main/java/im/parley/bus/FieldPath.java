package im.parley.bus;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;

import java.util.List;

/// A field of a request, named as in the contract (`userInfo.userID`). A wrong name fails when the
/// rule is declared, not when the first request comes.
final class FieldPath {
    private final String name;
    private final FieldDescriptor[] parents;
    private final FieldDescriptor leaf;

    private FieldPath(String name, FieldDescriptor[] parents, FieldDescriptor leaf) {
        this.name = name;
        this.parents = parents;
        this.leaf = leaf;
    }

    static FieldPath of(Descriptor root, String name) {
        var type = root;
        var parts = name.split("\\.");
        var parents = new FieldDescriptor[parts.length - 1];
        for (int i = 0; i < parents.length; i++) {
            var field = field(type, parts[i]);
            if (field.getJavaType() != JavaType.MESSAGE || field.isRepeated())
                throw new IllegalArgumentException(
                        field.getFullName() + " holds no single message");
            parents[i] = field;
            type = field.getMessageType();
        }
        return new FieldPath(name, parents, field(type, parts[parents.length]));
    }

    private static FieldDescriptor field(Descriptor type, String name) {
        var field = type.findFieldByName(name);
        if (field == null)
            throw new IllegalArgumentException("no field " + type.getFullName() + "." + name);
        return field;
    }

    String name() {
        return name;
    }

    /// The field's value, or its default when the message around it is not set.
    Object in(Message request) {
        return parent(request).getField(leaf);
    }

    String textIn(Message request) {
        return (String) in(request);
    }

    long numberIn(Message request) {
        return ((Number) in(request)).longValue();
    }

    List<?> listIn(Message request) {
        return (List<?>) in(request);
    }

    boolean isSetIn(Message request) {
        return parent(request).hasField(leaf);
    }

    private Message parent(Message request) {
        var at = request;
        for (var field : parents) at = (Message) at.getField(field);
        return at;
    }
}
