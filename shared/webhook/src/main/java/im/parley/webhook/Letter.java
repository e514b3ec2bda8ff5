package im.parley.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// One thing to tell the back end.
///
/// @param id the same for every attempt, so that the back end knows a repetition
/// @param path what follows the configured address
/// @param body compact JSON and a newline, as it is signed and sent
record Letter(String id, String path, String operationID, Buffer body) {
    /// They name whom a bot's answer should go to (notifications-and-webhooks.md C5).
    private static final Set<Hook> WITH_KEY =
            EnumSet.of(
                    Hook.AFTER_SEND_SINGLE_MSG, Hook.AFTER_SEND_GROUP_MSG, Hook.AFTER_MSG_SAVE_DB);

    static Letter of(String id, Hook hook, String operationID, JsonObject body) {
        var path = WITH_KEY.contains(hook) ? hook.command() + "?key=" + key(body) : hook.command();
        var whole = new JsonObject().put("callbackCommand", hook.command()).mergeIn(body);
        return new Letter(id, path, operationID, whole.toBuffer().appendString("\n"));
    }

    private static String key(JsonObject body) {
        var people = new JsonObject();
        for (var name : new String[] {"sendID", "recvID", "groupID"})
            people.put(name, body.getString(name, ""));
        var text = Base64.getEncoder().encodeToString(people.toBuffer().getBytes());
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
