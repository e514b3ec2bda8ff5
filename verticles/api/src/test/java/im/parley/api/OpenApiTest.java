package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.Map;

class OpenApiTest {
    @Test
    void the_document_describes_every_route_and_refers_to_nothing_that_is_missing() {
        try (var door = new Door().open()) {
            var answer = door.raw("GET", "/openapi.json", new byte[0], Map.of());
            assertEquals("application/json", answer.header("Content-Type"));
            var document = answer.json();
            var paths = document.getJsonObject("paths").fieldNames();
            for (var route : Routes.over(door.bus, System::currentTimeMillis).all())
                assertTrue(paths.contains(route.path()), route.path());
            var schemas = document.getJsonObject("components").getJsonObject("schemas");
            var missing =
                    java.util.regex.Pattern.compile("#/components/schemas/([\\w.]+)")
                            .matcher(answer.text())
                            .results()
                            .map(found -> found.group(1))
                            .filter(name -> !schemas.containsKey(name))
                            .toList();
            assertEquals(java.util.List.of(), missing);
            assertTypes(schemas);
        }
    }

    private static void assertTypes(JsonObject schemas) {
        var user = schemas.getJsonObject("openim.sdkws.UserInfoWithEx").getJsonObject("properties");
        assertEquals("string", user.getJsonObject("nickname").getString("type"));
        assertEquals("integer", user.getJsonObject("globalRecvMsgOpt").getString("type"));
        var read = schemas.getJsonObject("openim.msg.GetConversationsHasReadAndMaxSeqResp");
        var seqs = read.getJsonObject("properties").getJsonObject("seqs");
        assertTrue(seqs.containsKey("additionalProperties"));
        assertFalse(schemas.containsKey("openim.protobuf.StringValue"));
    }
}
