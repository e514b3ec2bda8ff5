package im.parley.load;

import java.util.List;

/// Goal 15: the routes that clients and back ends call most, mixed, over kept connections.
final class HttpBench {
    private static final int PEOPLE = 200;
    private static final int LINUX = 7;
    private static final int CALLS_PER_SECOND = 5_000;
    private static final int CONNECTIONS = 64;
    private static final int CIRCLE = 10;
    private static final String PAGE = "\"pagination\":{\"pageNumber\":1,\"showNumber\":20}";

    /// Routes and how many of forty calls go to each; `%1$s` is the caller, `%2$s` a friend of his
    /// with whom he shares the group `%3$s`, and `%4$d` differs from call to call.
    private static final List<Route> MIX =
            List.of(
                    new Route(6, "/user/get_users_info", "{\"userIDs\":[\"%1$s\",\"%2$s\"]}"),
                    new Route(
                            3,
                            "/user/get_users_status",
                            "{\"userID\":\"%1$s\",\"userIDs\":[\"%2$s\"]}"),
                    new Route(4, "/msg/newest_seq", "{\"userID\":\"%1$s\"}"),
                    new Route(
                            3,
                            "/conversation/get_incremental_conversations",
                            "{\"userID\":\"%1$s\",\"version\":0,\"versionID\":\"\"}"),
                    new Route(
                            3,
                            "/friend/get_incremental_friends",
                            "{\"userID\":\"%1$s\",\"version\":0,\"versionID\":\"\"}"),
                    new Route(
                            3,
                            "/group/get_incremental_join_groups",
                            "{\"userID\":\"%1$s\",\"version\":0,\"versionID\":\"\"}"),
                    new Route(3, "/friend/get_friend_list", "{\"userID\":\"%1$s\"," + PAGE + "}"),
                    new Route(
                            3,
                            "/group/get_joined_group_list",
                            "{\"fromUserID\":\"%1$s\"," + PAGE + "}"),
                    new Route(
                            3,
                            "/group/get_group_member_list",
                            "{\"groupID\":\"%3$s\"," + PAGE + "}"),
                    new Route(2, "/group/get_groups_info", "{\"groupIDs\":[\"%3$s\"]}"),
                    new Route(
                            3,
                            "/conversation/get_owner_conversation",
                            "{\"userID\":\"%1$s\"," + PAGE + "}"),
                    new Route(
                            1,
                            "/user/update_user_info_ex",
                            "{\"userInfo\":{\"userID\":\"%1$s\",\"ex\":\"%4$d\"}}"),
                    new Route(
                            1,
                            "/friend/update_friends",
                            "{\"ownerUserID\":\"%1$s\",\"friendUserIDs\":[\"%2$s\"],"
                                    + "\"remark\":\"remark %4$d\"}"),
                    new Route(
                            1,
                            "/group/set_group_member_info",
                            "{\"members\":[{\"groupID\":\"%3$s\",\"userID\":\"%1$s\","
                                    + "\"nickname\":\"name %4$d\"}]}"),
                    new Route(
                            1,
                            "/conversation/set_conversations",
                            "{\"userIDs\":[\"%1$s\"],\"conversation\":{\"conversationID\":"
                                    + "\"sg_%3$s\",\"conversationType\":3,\"groupID\":\"%3$s\","
                                    + "\"ex\":\"%4$d\"}}"));

    private record Route(int share, String path, String body) {}

    private final Stage stage;
    private final Board board;

    HttpBench(Stage stage) {
        this.stage = stage;
        this.board = stage.board();
    }

    void run() {
        var logins = stage.people(PEOPLE, LINUX);
        for (int i = 0; i < PEOPLE; i += CIRCLE) befriend(logins.subList(i, i + CIRCLE));
        var api = new Api(stage.network(), stage.server().api(), CONNECTIONS);
        var turns =
                MIX.stream()
                        .flatMap(
                                route -> java.util.Collections.nCopies(route.share, route).stream())
                        .toList();
        var options = stage.options();
        measure(api, logins, turns, 1_000, options.seconds(5));
        measure(api, logins, turns, CALLS_PER_SECOND, options.seconds(10));
        var runs = new double[options.runs()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = measure(api, logins, turns, CALLS_PER_SECOND, options.seconds(10));
        }
        board.figure(Goal.HTTP, runs);
    }

    /// Makes some users a group, and each the friend of all others; the group is named for the
    /// first.
    private void befriend(List<Login> circle) {
        var accounts = stage.accounts();
        var users = circle.stream().map(Login::user).toList();
        var owner = circle.getFirst();
        accounts.found(group(owner), owner, users.subList(1, CIRCLE)).join().orThrow("a group");
        for (int i = 0; i < CIRCLE - 1; i++) {
            accounts.befriend(users.get(i), users.subList(i + 1, CIRCLE)).join().orThrow("friends");
        }
    }

    private static String group(Login owner) {
        return owner.user() + "g";
    }

    private double measure(
            Api api, List<Login> logins, List<Route> turns, int rate, double seconds) {
        var asking = new Asking(rate, 1, seconds);
        var cpu = new CpuWindow(stage.server().proc());
        var latency =
                asking.measure(
                        stage.network(),
                        board,
                        number -> {
                            int place = (int) (number * 7 % logins.size());
                            int first = place - place % CIRCLE;
                            var caller = logins.get(place);
                            var friend = logins.get(first + (place - first + 1) % CIRCLE).user();
                            var route = turns.get((int) (number % turns.size()));
                            var wish =
                                    route.body.formatted(
                                            caller.user(),
                                            friend,
                                            group(logins.get(first)),
                                            number);
                            call(api, route, caller, wish, asking, number);
                        });
        var spent = cpu.end();
        board.others(spent.othersCores());
        double calls = rate * (seconds + 1);
        board.say(
                "  %d calls/s: p50 %.2f p99 %.2f p99.9 %.2f ms, server %.0f us, client %.0f us a"
                        + " call, others %.2f cores",
                rate,
                ChatRun.millis(latency, 50),
                ChatRun.millis(latency, 99),
                ChatRun.millis(latency, 99.9),
                spent.serverMicros() / calls,
                spent.clientMicros() / calls,
                spent.othersCores());
        return ChatRun.millis(latency, 99);
    }

    private static void call(
            Api api, Route route, Login caller, String wish, Asking asking, long number) {
        api.post(route.path, caller.token(), wish)
                .thenAccept(
                        answer -> {
                            if (answer.accepted()) asking.answered(number);
                            else asking.refused(number, route.path + " " + answer);
                        });
    }
}
