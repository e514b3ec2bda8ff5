package im.parley.load;

import java.util.List;

/// Goal 15: the routes that clients and back ends call most, mixed, over kept connections.
final class HttpBench {
    private static final int PEOPLE = 200;
    private static final int LINUX = 7;
    private static final int CALLS_PER_SECOND = 5_000;
    private static final int CONNECTIONS = 64;

    /// Routes and how many of twenty calls go to each; `%1$s` is the caller and `%2$s` someone
    /// else.
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
                            1,
                            "/user/update_user_info_ex",
                            "{\"userInfo\":{\"userID\":\"%1$s\",\"nickname\":\"nick of %1$s\"}}"));

    private record Route(int share, String path, String body) {}

    private final Stage stage;
    private final Board board;

    HttpBench(Stage stage) {
        this.stage = stage;
        this.board = stage.board();
    }

    void run() {
        var logins = stage.people(PEOPLE, LINUX);
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

    private double measure(
            Api api, List<Login> logins, List<Route> turns, int rate, double seconds) {
        var asking = new Asking(rate, 1, seconds);
        var cpu = new CpuWindow(stage.server().proc());
        var latency =
                asking.measure(
                        stage.network(),
                        board,
                        number -> {
                            var caller = logins.get((int) (number % logins.size()));
                            var other = logins.get((int) ((number + 1) % logins.size()));
                            var route = turns.get((int) (number % turns.size()));
                            call(api, route, caller, other, asking, number);
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
            Api api, Route route, Login caller, Login other, Asking asking, long number) {
        api.post(route.path, caller.token(), route.body.formatted(caller.user(), other.user()))
                .thenAccept(
                        answer -> {
                            if (answer.accepted()) asking.answered(number);
                            else asking.refused(number, route.path + " " + answer);
                        });
    }
}
