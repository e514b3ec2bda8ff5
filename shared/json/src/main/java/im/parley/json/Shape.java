package im.parley.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is known about one message type, found once.
final class Shape {
    private static final Map<Descriptor, Shape> SHAPES = new ConcurrentHashMap<>();
    private static final String WRAPPERS = "openim.protobuf";

    private final List<FieldShape> fields;
    private final Map<String, FieldShape> byName = new HashMap<>();
    private final Map<String, FieldShape> byAnyCase = new HashMap<>();

    private Shape(Descriptor type) {
        fields = type.getFields().stream().map(FieldShape::of).toList();
        for (var field : fields) {
            byName.put(field.name(), field);
            byAnyCase.putIfAbsent(folded(field.name()), field);
        }
    }

    static Shape of(Descriptor type) {
        var shape = SHAPES.get(type);
        return shape != null ? shape : SHAPES.computeIfAbsent(type, Shape::new);
    }

    List<FieldShape> fields() {
        return fields;
    }

    /// An exact name is preferred, any case will do (http-identity-and-groups.md 1.3).
    Optional<FieldShape> named(String key) {
        var exact = byName.get(key);
        return Optional.ofNullable(exact != null ? exact : byAnyCase.get(folded(key)));
    }

    /// Whether this message stands for an optional scalar and is written as the bare value.
    static boolean wraps(Descriptor type) {
        return type.getFile().getPackage().equals(WRAPPERS) && type.getName().endsWith("Value");
    }

    static FieldDescriptor wrapped(Descriptor wrapper) {
        return wrapper.findFieldByNumber(1);
    }

    private static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
