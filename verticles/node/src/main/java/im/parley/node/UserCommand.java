package im.parley.node;

import im.parley.node.Parley.Failure;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// `parley user`.
final class UserCommand {
    private static final int PAGE = 200;

    private UserCommand() {}

    static int run(Arguments arguments, Setup setup) throws Failure {
        return switch (arguments.require(0, "add or list")) {
            case "add" -> add(arguments, setup);
            case "list" -> list(arguments, setup);
            case String other -> throw new UsageError("it can add and list, not " + other);
        };
    }

    private static int add(Arguments arguments, Setup setup) throws Failure {
        arguments.expectAtMost(3);
        var id = arguments.require(1, "the user's ID");
        var nickname = arguments.at(2).orElse(id);
        try (var api = ServerApi.asAdmin(arguments, setup)) {
            api.register(id, nickname, arguments.option("face").orElse(""));
        }
        return Parley.say("Registered " + id + " as " + nickname + ".");
    }

    private static int list(Arguments arguments, Setup setup) throws Failure {
        arguments.expectAtMost(1);
        try (var api = ServerApi.asAdmin(arguments, setup)) {
            for (int page = 1; ; page++) {
                var answer = api.users(page, PAGE);
                long total = answer.getLong("total", 0L);
                if (total == 0) return Parley.say("Nobody is registered yet.");
                var users = answer.getJsonArray("users");
                print(users == null ? new JsonArray() : users); // an empty list is null on the wire
                if ((long) page * PAGE >= total) return Parley.DONE;
            }
        }
    }

    private static void print(JsonArray users) {
        for (int i = 0; i < users.size(); i++) {
            JsonObject user = users.getJsonObject(i);
            System.out.printf("%-24s %s%n", user.getString("userID"), user.getString("nickname"));
        }
    }
}
