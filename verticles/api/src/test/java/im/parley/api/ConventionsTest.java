package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.api.Door.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// http-identity-and-groups.md 1, as a client sees it.
class ConventionsTest {
    private static final String USERS = "/user/get_users_info";
    private static final String OPTION = "/user/set_global_msg_recv_opt";
    private static final String AMY = "amy:5";

    private static Door door;

    @BeforeAll
    static void open() {
        door =
                new Door()
                        .serving(Door.Tokens.RULES, new Door.Tokens())
                        .serving(People.RULES, new People())
                        .open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> without(String name) {
        var headers = new HashMap<>(Door.headers(AMY));
        headers.remove(name);
        return headers;
    }

    @Test
    void an_answer_with_fields_has_data_and_no_error() {
        var answer = door.post(AMY, USERS, "{\"userIDs\":[\"bob\",\"nobody\"]}");
        assertEquals(200, answer.status());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals(
                """
                {"errCode":0,"errMsg":"","errDlt":"","data":{"usersInfo":[{"userID":"bob",\
                "nickname":"the bob","faceURL":"","ex":"","createTime":0,"appMangerLevel":0,\
                "globalRecvMsgOpt":0}]}}\
                """,
                answer.text());
    }

    @Test
    void an_answer_without_fields_has_no_data() {
        var answer = door.post(AMY, OPTION, "{\"userID\":\"amy\",\"globalRecvMsgOpt\":1}");
        assertEquals("{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}", answer.text());
    }

    @Test
    void a_refusal_is_http_200_with_the_code_and_its_fixed_text() {
        var refused = door.post(AMY, OPTION, "{\"userID\":\"bob\"}");
        assertEquals(200, refused.status());
        assertEquals(
                "{\"errCode\":1002,\"errMsg\":\"NoPermissionError\",\"errDlt\":\"\"}",
                refused.text());
        var missing = door.post("admin", OPTION, "{\"userID\":\"zoe\"}");
        assertEquals(
                "{\"errCode\":1004,\"errMsg\":\"RecordNotFoundError\",\"errDlt\":\"userID=zoe\"}",
                missing.text());
    }

    @Test
    void the_operation_id_is_checked_before_the_token_and_the_token_before_the_path() {
        assertArgs("header must have operationID", raw(USERS, without("operationID")));
        assertArgs("header must have operationID", raw(USERS, Map.of()));
        assertArgs(
                "header must have operationID",
                raw("/auth/get_admin_token", without("operationID")));
        assertArgs("header must have token", raw(USERS, without("token")));
        assertArgs("header must have token", raw("/no/such/route", without("token")));
        var unknown = raw("/no/such/route", Door.headers(AMY));
        assertEquals(404, unknown.status());
        assertEquals("404 page not found", unknown.text());
        assertEquals("text/plain", unknown.header("Content-Type"));
    }

    @Test
    void an_empty_header_counts_as_missing() {
        for (var name : List.of("operationID", "token")) {
            var headers = without(name);
            headers.put(name, "");
            assertArgs("header must have " + name, raw(USERS, headers));
        }
    }

    private static Answer raw(String path, Map<String, String> headers) {
        return door.raw("POST", path, bytes("{}"), headers);
    }

    private static void assertArgs(String detail, Answer answer) {
        assertEquals(200, answer.status());
        assertEquals(1001, answer.code());
        assertEquals("ArgsError", answer.json().getString("errMsg"));
        assertEquals(detail, answer.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "expired,1501,TokenExpiredError",
        "kicked,1506,TokenKickedError",
        "forged,1505,signature is invalid"
    })
    void a_bad_token_is_told_by_its_code(String token, int code, String text) {
        var answer = door.post(token, USERS, "{\"userIDs\":[]}");
        assertEquals(200, answer.status());
        assertEquals(code, answer.code());
        assertEquals(text, answer.json().getString("errMsg"));
        assertFalse(answer.json().containsKey("data"));
    }

    @Test
    void on_the_paths_without_token_a_bad_one_is_not_looked_at() {
        var answer = door.post("forged", "/auth/parse_token", "{\"token\":\"bob:3\"}");
        assertEquals("bob", answer.data().getString("userID"));
        assertEquals(1506, door.post("", "/auth/parse_token", "{\"token\":\"kicked\"}").code());
        assertEquals(404, door.post("", "/auth/parse_tokens", "{}").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void other_methods_are_not_found(String method) {
        var answer = door.raw(method, USERS, bytes(""), Door.headers(AMY));
        assertEquals(404, answer.status());
        assertCors(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {USERS, "/no/such/route", "/"})
    void options_are_answered_everywhere_without_any_header(String path) {
        var answer = door.raw("OPTIONS", path, bytes(""), Map.of());
        assertEquals(200, answer.status());
        assertEquals("\"Options Request!\"", answer.text());
        assertCors(answer);
    }

    @Test
    void every_answer_allows_every_origin() {
        assertCors(door.post(AMY, USERS, "{\"userIDs\":[]}"));
        assertCors(raw(USERS, Map.of()));
        assertCors(raw("/no/such/route", Door.headers(AMY)));
    }

    private static void assertCors(Answer answer) {
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertEquals("*", answer.header("Access-Control-Allow-Methods"));
        assertEquals("*", answer.header("Access-Control-Allow-Headers"));
        assertEquals("172800", answer.header("Access-Control-Max-Age"));
        assertEquals("false", answer.header("Access-Control-Allow-Credentials"));
        assertTrue(answer.header("Access-Control-Expose-Headers").startsWith("Content-Length, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", ""})
    void the_content_type_of_a_request_does_not_matter(String type) {
        var headers = new HashMap<>(Door.headers(AMY));
        headers.put("Content-Type", type);
        assertEquals(0, door.raw("POST", USERS, bytes("{\"userIDs\":[]}"), headers).code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/user/get_users_info         | ~~",
                "/user/get_users_info         | {\"userIDs\":",
                "/user/get_users_info         | []",
                "/user/get_users_info         | {\"userIDs\":\"x\"}",
                "/user/set_global_msg_recv_opt| {\"userID\":\"amy\",\"globalRecvMsgOpt\":\"1\"}",
                "/user/set_global_msg_recv_opt| {\"userID\":\"amy\",\"globalRecvMsgOpt\":1.5}",
                "/user/update_user_info_ex    | {\"userInfo\":{\"nickname\":{\"value\":\"y\"}}}"
            })
    void a_body_that_does_not_fit_is_1001_in_the_decoders_words(String path, String body) {
        var answer = door.post(AMY, path, body);
        assertEquals(200, answer.status());
        assertEquals(1001, answer.code());
        assertEquals("", answer.detail());
        assertFalse(answer.json().getString("errMsg").isEmpty());
    }

    @Test
    void null_is_a_request_with_nothing_set_and_unknown_keys_are_ignored() {
        var config = "/user/get_user_client_config";
        assertEquals("{}", door.post(AMY, config, "null").data().encode());
        assertEquals(0, door.post(AMY, config, "{\"userID\":null}").code());
        assertEquals(0, door.post(AMY, USERS, "{\"userIDs\":[],\"more\":{\"a\":[1]}}").code());
    }

    @Test
    void a_list_that_must_be_there_may_be_empty_but_not_absent() {
        for (var absent : List.of("{}", "{\"userIDs\":null}", "null"))
            assertArgs("userIDs is null", door.post(AMY, USERS, absent));
        var answer = door.post(AMY, USERS, "{\"userIDs\":[]}");
        assertEquals("{\"usersInfo\":null}", answer.data().encode());
    }

    @Test
    void the_shape_is_checked_before_the_permission() {
        assertArgs("checkUserIDs is null", door.post(AMY, "/user/account_check", "{}"));
        assertEquals(1001, door.post(AMY, OPTION, "{\"globalRecvMsgOpt\":1}").code());
        assertEquals(
                1002, door.post(AMY, "/user/account_check", "{\"checkUserIDs\":[\"a\"]}").code());
    }

    @Test
    void a_page_that_is_missing_or_below_one_is_1001() {
        var all = "/user/get_all_users_uid";
        assertArgs("pagination is empty", door.post(AMY, all, "{}"));
        assertArgs("pageNumber is invalid", door.post(AMY, all, "{\"pagination\":{}}"));
        var page = door.post(AMY, all, "{\"pagination\":{\"pageNumber\":1}}");
        assertEquals("{\"total\":3,\"userIDs\":null}", page.data().encode());
    }

    @Test
    void an_answer_is_compressed_for_those_who_accept_it_and_when_it_is_worth_it()
            throws IOException {
        var headers = new HashMap<>(Door.headers(AMY));
        var body = bytes("{\"userIDs\":[\"amy\",\"bob\",\"bot\"]}");
        var plain = door.raw("POST", USERS, body, headers);
        assertEquals("", plain.header("Content-Encoding"));
        headers.put("Accept-Encoding", "deflate, gzip;q=0.5");
        var packed = door.raw("POST", USERS, body, headers);
        assertEquals("gzip", packed.header("Content-Encoding"));
        assertTrue(packed.body().length < plain.body().length);
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertArrayEquals(plain.body(), unpacked);
        assertEquals("", door.raw("POST", USERS, bytes("{}"), headers).header("Content-Encoding"));
        headers.put("Accept-Encoding", "gzip;q=0, identity");
        assertEquals("", door.raw("POST", USERS, body, headers).header("Content-Encoding"));
    }

    @Test
    void a_compressed_request_is_no_json() throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes("{\"userIDs\":[]}"));
        }
        var headers = new HashMap<>(Door.headers(AMY));
        headers.put("Content-Encoding", "gzip");
        assertEquals(1001, door.raw("POST", USERS, packed.toByteArray(), headers).code());
    }

    @Test
    void a_long_body_is_served_and_one_beyond_the_bound_is_1001() {
        int room = Door.CONFIG.bodyMaxBytes() - 30;
        assertEquals(0, door.post(AMY, USERS, padded(room)).code());
        for (int beyond : List.of(room + 100, 3 * room)) {
            assertArgs(
                    "the body is longer than 1048576 bytes", door.post(AMY, USERS, padded(beyond)));
            assertEquals(0, door.post(AMY, USERS, "{\"userIDs\":[]}").code());
        }
    }

    private static String padded(int length) {
        return "{\"userIDs\":[],\"x\":\"" + "a".repeat(length - 20) + "\"}";
    }

    /// What follows on the same connection is the next request, not the rest of this one.
    @Test
    void a_connection_stays_usable_after_every_kind_of_refusal() throws IOException {
        try (var socket = new Socket("127.0.0.1", door.httpPort())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            var long1 = padded(Door.CONFIG.bodyMaxBytes() + 1_000);
            out.write(bytes(request(USERS, "token: amy:5\r\n", long1)));
            out.write(bytes(request(USERS, "", long1)));
            out.write(bytes(request("/no/such", "token: amy:5\r\n", long1)));
            out.write(bytes(request(USERS, "token: expired\r\n", long1)));
            out.write(
                    bytes(
                            request(
                                    USERS,
                                    "token: amy:5\r\nConnection: close\r\n",
                                    "{\"userIDs\":[]}")));
            out.flush();
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(
                    List.of("1001", "1001", "1501", "0"),
                    java.util.regex.Pattern.compile("\"errCode\":(\\d+)")
                            .matcher(text)
                            .results()
                            .map(found -> found.group(1))
                            .toList(),
                    text);
            assertTrue(text.contains("404 page not found"), text);
        }
    }

    private static String request(String path, String headers, String body) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: x\r\noperationID: o\r\n"
                + headers
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    @Test
    void a_client_that_leaves_in_the_middle_hurts_nobody() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (var socket = new Socket("127.0.0.1", door.httpPort())) {
                var half = request(USERS, "token: amy:5\r\n", "{\"userIDs\":[]}");
                socket.getOutputStream().write(bytes(half.substring(0, half.length() - 4)));
            }
        }
        assertEquals(0, door.post(AMY, USERS, "{\"userIDs\":[]}").code());
    }

    @Test
    void a_bug_is_500_with_an_id_and_nothing_of_the_inside() {
        var answer = door.post(AMY, USERS, "{\"userIDs\":[\"bug\"]}");
        assertEquals(500, answer.code());
        assertEquals("ServerInternalError", answer.json().getString("errMsg"));
        assertTrue(answer.detail().matches("failure [0-9a-f]{12}"), answer.text());
    }

    @Test
    void a_route_whose_rpc_nobody_serves_is_500() {
        assertEquals(500, door.post(AMY, "/friend/is_friend", "{}").code());
    }

    @Test
    void calls_are_timed_by_route_and_code_and_unknown_paths_share_one_name() {
        door.post(AMY, USERS, "{\"userIDs\":[]}");
        door.post(AMY, USERS, "{}");
        door.post("expired", USERS, "{}");
        door.post(AMY, "/a", "{}");
        door.post(AMY, "/b", "{}");
        assertTrue(count(USERS, "0") > 0 && count(USERS, "1001") > 0 && count(USERS, "1501") > 0);
        assertTrue(count("unknown", "404") >= 2);
        var routes =
                door.meters.find("parley.http.requests").timers().stream()
                        .map(timer -> timer.getId().getTag("route"))
                        .filter(route -> Set.of("/a", "/b").contains(route))
                        .toList();
        assertEquals(List.of(), routes);
    }

    private static long count(String route, String code) {
        return door.meters
                .get("parley.http.requests")
                .tag("route", route)
                .tag("code", code)
                .timer()
                .count();
    }
}
