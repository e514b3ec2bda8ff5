package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Policy;
import im.parley.json.ProtoJson;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Deny by default: every route, knocked at by every kind of caller. The policies are those of the
/// specifications, the services behind them only say that they were reached.
class EveryRouteTest {
    private static final String OWN = "amy";
    private static final Map<String, String> CALLERS =
            Map.of(
                    "a stranger", "",
                    "the user himself", "amy:5",
                    "another user", "bob:5",
                    "an app admin", "admin",
                    "a user who claims to be the server", "server:10",
                    "a user named as nobody", ":5");

    private static final String REPLY = "/msg/send_simple_msg";

    /// `{"sendID":"bob","recvID":"amy"}`: amy answers bob.
    private static final String REPLY_KEY = "?key=eyJzZW5kSUQiOiJib2IiLCJyZWN2SUQiOiJhbXkifQ==";

    private static Door door;
    private static Map<String, Policy> policies;
    private static List<Route> routes;

    @BeforeAll
    static void open() {
        door = new Door();
        Reached.all().forEach(door::serving);
        policies =
                door.bus.served().stream()
                        .collect(Collectors.toMap(r -> r.rpc().name(), r -> r.policy()));
        door.open();
        routes = List.copyOf(Routes.over(door.bus, System::currentTimeMillis).all());
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void every_row_leads_to_an_rpc_with_a_rule_and_none_to_an_internal_one() {
        for (var route : routes)
            if (route instanceof Route.Row(var path, var rpc, _)) {
                assertTrue(policies.containsKey(rpc.name()), path);
                assertTrue(policies.get(rpc.name()) != Policy.INTERNAL, path);
            }
    }

    @TestFactory
    Stream<DynamicTest> who_passes() {
        return routes.stream().flatMap(route -> CALLERS.keySet().stream().map(c -> test(route, c)));
    }

    private static DynamicTest test(Route route, String caller) {
        var title = route.path() + " by " + caller;
        return DynamicTest.dynamicTest(title, () -> knock(route, CALLERS.get(caller)));
    }

    private static void knock(Route route, String token) {
        boolean reply = route.path().equals(REPLY);
        var path = reply ? REPLY + REPLY_KEY : route.path();
        var answer = door.post(token, path, body(route));
        assertEquals(200, answer.status());
        int expected = expected(route, token);
        // Nobody is registered here, so who may answer a message is told that he is unknown.
        assertEquals(reply && expected == 0 ? 1004 : expected, answer.code(), answer.text());
    }

    @Test
    void what_a_request_says_about_its_caller_is_not_believed() {
        var headers = new HashMap<>(Door.headers("bob:5"));
        for (var name : List.of("caller", "op", "opUserID", "userID", "platform"))
            headers.put(name, name.equals("caller") ? "server" : "admin");
        var body = "{\"userID\":\"amy\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(1002, door.raw("POST", "/msg/newest_seq", body, headers).code());
    }

    /// 0 for who passes.
    private static int expected(Route route, String token) {
        boolean open = List.of("/auth/get_admin_token", "/auth/parse_token").contains(route.path());
        if (open) return 0;
        if (token.isEmpty()) return 1001;
        if (token.equals("admin")) return 0;
        boolean self = token.equals("amy:5");
        return switch (policy(route)) {
            case Policy.Open() -> 0;
            case Policy.AnyUser() -> 0;
            case Policy.Self _, Policy.EachSelf _ -> self ? 0 : 1002;
            case Policy.AppAdmin(), Policy.Internal() -> 1002;
        };
    }

    private static Policy policy(Route route) {
        return switch (route) {
            case Route.Row(_, var rpc, _) -> policies.get(rpc.name());
            case Route.Odd(var path, _, _) when path.equals(REPLY) -> Policy.self("recvID");
            case Route.Odd(_, var policy, _) -> policy;
        };
    }

    /// A body that passes every check of shape and names amy wherever a user is named.
    private static String body(Route route) {
        return switch (route) {
            case Route.Row(_, var rpc, _) -> ProtoJson.text(Reached.request(rpc, OWN));
            case Route.Odd _ ->
                    """
                    {"sendID":"amy","recvID":"bob","contentType":101,"sessionType":1,\
                    "content":%s,"userIDs":["amy"],"conversationIDs":[],\
                    "recvIDs":["bob"],"sendUserID":"amy","recvUserID":"bob"}\
                    """
                            .formatted(
                                    route.path().equals(REPLY) ? "\"x\"" : "{\"content\":\"x\"}");
        };
    }
}
