package im.parley.webhook;

import im.parley.state.Table;
import im.parley.state.Write;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import java.util.List;

/// An event that the back end has not heard of yet.
///
/// @param hook its key
/// @param lane 0 to [#LANES] - 1
/// @param number the order of acceptance
/// @param since Unix milliseconds of the acceptance
record Event(
        String hook,
        int lane,
        long number,
        String id,
        String path,
        String operationID,
        String body,
        long since) {
    /// Lanes of one command are served side by side. Rows are stored under them, so this is part of
    /// the format.
    static final int LANES = 4;

    static final Table<Event> TABLE =
            Table.of("webhookEvent", Event.class).key("hook", "lane", "number", "id");

    private static final List<String> PLACES =
            List.of("groupID", "groupId", "conversationID", "conversationId");

    private static final List<String> PEOPLE =
            List.of(
                    "userID",
                    "sendID",
                    "recvID",
                    "fromUserID",
                    "toUserID",
                    "ownerUserID",
                    "friendUserID",
                    "blackUserID");

    static Event of(Hook hook, JsonObject body, Letter letter, long number, long now) {
        return new Event(
                hook.key(),
                Math.floorMod(subject(body), LANES),
                number,
                letter.id(),
                letter.path(),
                letter.operationID(),
                letter.body().toString(),
                now);
    }

    /// What the event is about, so that events about the same thing stay in one lane: the group or
    /// conversation, else the people, whichever of two comes first.
    private static int subject(JsonObject body) {
        for (var name : PLACES) if (!id(body, name).isEmpty()) return id(body, name).hashCode();
        return PEOPLE.stream().mapToInt(name -> id(body, name).hashCode()).sum();
    }

    private static String id(JsonObject body, String name) {
        return body.getValue(name) instanceof String text ? text : "";
    }

    Write removal() {
        return Write.delete(TABLE, hook, lane, number, id);
    }

    Letter letter() {
        return new Letter(id, path, operationID, Buffer.buffer(body));
    }
}
