package im.parley.bus;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;

import java.util.ArrayList;
import java.util.List;

/// A field of a request, named as in the contract (`userInfo.userID`). A wrong name fails when the
/// rule is declared, not when the first request comes.
final class FieldPath {
    private final String name;
    private final List<FieldDescriptor> parents;
    private final FieldDescriptor leaf;

    private FieldPath(String name, List<FieldDescriptor> parents, FieldDescriptor leaf) {
        this.name = name;
        this.parents = parents;
        this.leaf = leaf;
    }

    static FieldPath of(Descriptor root, String name) {
        var parents = new ArrayList<FieldDescriptor>();
        var type = root;
        var parts = name.split("\\.");
        for (int i = 0; i < parts.length - 1; i++) {
            var field = field(type, parts[i]);
            if (field.getJavaType() != JavaType.MESSAGE || field.isRepeated())
                throw new IllegalArgumentException(
                        field.getFullName() + " holds no single message");
            parents.add(field);
            type = field.getMessageType();
        }
        return new FieldPath(name, List.copyOf(parents), field(type, parts[parts.length - 1]));
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
