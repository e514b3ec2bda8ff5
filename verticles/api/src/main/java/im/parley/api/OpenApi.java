package im.parley.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/// The route table as an OpenAPI 3.1 document, made from the contract itself when it is first
/// asked for. Odd routes are listed without the shape of their bodies.
final class OpenApi {
    static final String PATH = "/openapi.json";

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String WRAPPERS = "openim.protobuf";

    private final Routes routes;
    private String text = "";

    OpenApi(Routes routes) {
        this.routes = routes;
    }

    String text() {
        if (text.isEmpty()) text = document().encode();
        return text;
    }

    private JsonObject document() {
        var schemas = new TreeMap<String, Object>();
        var open = new ArrayDeque<Descriptor>();
        var paths = new TreeMap<String, Object>();
        for (var route : routes.all())
            paths.put(route.path(), new JsonObject().put("post", operation(route, open)));
        while (!open.isEmpty()) {
            var type = open.pop();
            if (!schemas.containsKey(type.getFullName()))
                schemas.put(type.getFullName(), schema(type, open));
        }
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put("info", new JsonObject().put("title", "Parley").put("version", "3.8"))
                .put("paths", new JsonObject(paths))
                .put("components", new JsonObject().put("schemas", new JsonObject(schemas)));
    }

    private static JsonObject operation(Route route, Deque<Descriptor> open) {
        var parameters = new JsonArray().add(header("operationID"));
        if (AuthRoutes.needToken(route.path())) parameters.add(header("token"));
        var operation = new JsonObject().put("parameters", parameters);
        return switch (route) {
            case Route.Row(_, var rpc, _) ->
                    operation
                            .put("operationId", rpc.name())
                            .put("requestBody", json(ref(rpc.method().getInputType(), open)))
                            .put("responses", ok(ref(rpc.method().getOutputType(), open)));
            case Route.Odd _ ->
                    operation
                            .put("requestBody", json(new JsonObject().put("type", "object")))
                            .put("responses", ok(new JsonObject()));
        };
    }

    private static JsonObject header(String name) {
        return new JsonObject()
                .put("name", name)
                .put("in", "header")
                .put("required", true)
                .put("schema", type("string"));
    }

    private static JsonObject json(JsonObject schema) {
        return new JsonObject()
                .put(
                        "content",
                        new JsonObject()
                                .put("application/json", new JsonObject().put("schema", schema)));
    }

    private static JsonObject ok(JsonObject data) {
        var envelope =
                new JsonObject()
                        .put("errCode", type("integer"))
                        .put("errMsg", type("string"))
                        .put("errDlt", type("string"))
                        .put("data", data);
        var answer = json(type("object").put("properties", envelope));
        return new JsonObject().put("200", answer.put("description", "errCode 0 is success"));
    }

    private static JsonObject schema(Descriptor type, Deque<Descriptor> open) {
        var properties = new JsonObject();
        for (var field : type.getFields()) properties.put(field.getName(), field(field, open));
        return type("object").put("properties", properties);
    }

    private static JsonObject field(FieldDescriptor field, Deque<Descriptor> open) {
        if (field.isMapField()) {
            var value = field.getMessageType().findFieldByNumber(2);
            return type("object").put("additionalProperties", single(value, open));
        }
        if (!field.isRepeated()) return single(field, open);
        return new JsonObject()
                .put("type", new JsonArray().add("array").add("null"))
                .put("items", single(field, open));
    }

    private static JsonObject single(FieldDescriptor field, Deque<Descriptor> open) {
        return switch (field.getJavaType()) {
            case INT, ENUM -> type("integer").put("format", "int32");
            case LONG -> type("integer").put("format", "int64");
            case FLOAT, DOUBLE -> type("number");
            case BOOLEAN -> type("boolean");
            case STRING -> type("string");
            case BYTE_STRING -> type("string").put("contentEncoding", "base64");
            case MESSAGE -> ref(field.getMessageType(), open);
        };
    }

    private static JsonObject ref(Descriptor type, Deque<Descriptor> open) {
        if (type.getFile().getPackage().equals(WRAPPERS) && type.getName().endsWith("Value"))
            return single(type.findFieldByNumber(1), open);
        open.push(type);
        return new JsonObject().put("$ref", SCHEMAS + type.getFullName());
    }

    private static JsonObject type(String name) {
        return new JsonObject().put("type", name);
    }
}
