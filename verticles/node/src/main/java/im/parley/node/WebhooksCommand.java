package im.parley.node;

import im.parley.node.Parley.Failure;
import im.parley.webhook.Hook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;

/// `parley webhooks`: what became of events that the back end did not hear.
final class WebhooksCommand {
    static final String HELP =
            """
            An event that was tried `webhooks.attemptsMax` times is a dead letter. HOOK is a key such
            as afterAddFriend, ID the first column of the list. Replayed events are told again, behind
            those that wait, under the same webhook-id.
            """;

    private static final int PAGE = 200;
    private static final String ALL = "all";

    private WebhooksCommand() {}

    static int run(Arguments arguments, Setup setup) throws Failure {
        return switch (arguments.require(0, "list, replay or drop")) {
            case "list" -> list(arguments, setup);
            case "replay" -> choose(arguments, setup, "replay", "Will be told again");
            case "drop" -> choose(arguments, setup, "drop", "Dropped");
            case String other -> throw new UsageError("it can list, replay and drop, not " + other);
        };
    }

    private static int list(Arguments arguments, Setup setup) throws Failure {
        arguments.expectAtMost(2);
        var hook = arguments.at(1).map(WebhooksCommand::hook).orElse("");
        try (var api = ServerApi.asAdmin(arguments, setup)) {
            for (int page = 1; ; page++) {
                var answer = api.call("/webhook/list_dead_letters", request(hook, page));
                long total = answer.getLong("total", 0L);
                if (total == 0) return Parley.say("There are no dead letters.");
                print(answer.getJsonArray("letters"));
                if ((long) page * PAGE >= total) return Parley.say("Dead letters: " + total);
            }
        }
    }

    private static JsonObject request(String hook, int page) {
        var pagination = new JsonObject().put("pageNumber", page).put("showNumber", PAGE);
        return new JsonObject().put("hook", hook).put("pagination", pagination);
    }

    private static void print(JsonArray letters) {
        if (letters == null) return; // an empty list is null on the wire
        for (int i = 0; i < letters.size(); i++) {
            var letter = letters.getJsonObject(i);
            System.out.printf(
                    "%s  %-24s of %s, after %d attempts: %s%n",
                    letter.getString("id"),
                    letter.getString("hook"),
                    Instant.ofEpochMilli(letter.getLong("since")),
                    letter.getInteger("attempts"),
                    letter.getString("reason"));
        }
    }

    private static int choose(Arguments arguments, Setup setup, String verb, String done)
            throws Failure {
        var choice = choice(arguments);
        try (var api = ServerApi.asAdmin(arguments, setup)) {
            var answer = api.call("/webhook/" + verb + "_dead_letters", choice);
            return Parley.say(done + ": " + answer.getInteger("count", 0));
        }
    }

    private static JsonObject choice(Arguments arguments) {
        var first = arguments.require(1, "all, a HOOK or an ID");
        if (isId(first)) return new JsonObject().put("ids", ids(arguments));
        arguments.expectAtMost(2);
        return first.equals(ALL)
                ? new JsonObject().put("all", true)
                : new JsonObject().put("hook", hook(first));
    }

    private static JsonArray ids(Arguments arguments) {
        var ids = new ArrayList<String>();
        for (int i = 1; i < arguments.count(); i++) {
            var id = arguments.require(i, "an ID");
            if (!isId(id)) throw new UsageError("no dead letter has the ID " + id);
            ids.add(id);
        }
        return new JsonArray(ids);
    }

    private static boolean isId(String word) {
        return word.matches("[0-9a-f]{32}");
    }

    private static String hook(String word) {
        if (Arrays.stream(Hook.values()).noneMatch(hook -> hook.key().equals(word)))
            throw new UsageError("there is no hook " + word);
        return word;
    }
}
