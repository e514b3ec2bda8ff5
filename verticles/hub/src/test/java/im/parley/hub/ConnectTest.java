package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.Platform;
import im.parley.proto.msggateway.KickUserOfflineReq;
import im.parley.proto.msggateway.KickUserOfflineResp;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// websocket.md section 1 and 8, 1 to 15.
final class ConnectTest {
    private static final String GOOD = "sendID=amy&token=amy.2.t&platformID=2&operationID=o";
    private static final String SUCCESS = "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private RawSocket ask(String uri, String... headers) {
        var socket = world.knock();
        socket.write(RawSocket.upgrade(uri, headers));
        return socket;
    }

    private static String body(RawSocket socket) {
        var head = socket.head();
        assertTrue(head.startsWith("HTTP/1.1 200 "), head);
        assertTrue(head.contains("Content-Type: application/json; charset=utf-8"), head);
        return socket.rest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/msg_gateway", "/a/b.c", ""})
    void any_path_is_answered_by_101_and_nothing_else(String path) {
        var socket = ask(path + "?" + GOOD + "&isBackground=false&sdkVersion=3.8.0");
        var head = socket.head();
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        assertTrue(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head); // RFC 6455 1.3
        socket.sendText("{\"type\":\"ping\"}");
        assertEquals("{\"type\":\"pong\",\"body\":null}", socket.next().text());
    }

    @ParameterizedTest
    @CsvSource({"1,true", "t,true", "TRUE,true", "True,true", "0,false", "F,false", "'',false"})
    void the_success_text_comes_first_when_it_is_asked_for(String value, boolean asked) {
        var socket = ask("/?" + GOOD + "&compression=gzip&isMsgResp=" + value).upgraded();
        if (asked) assertEquals(SUCCESS, socket.next().text());
        socket.sendText("{\"type\":\"ping\"}");
        assertEquals("{\"type\":\"pong\",\"body\":null}", socket.next().text());
    }

    @ParameterizedTest
    @CsvSource({
        "sendID=amy&token=t&operationID=o, 1602, platformID is not int",
        "sendID=amy&token=t&operationID=o&platformID=5+, 1602, platformID is not int",
        "sendID=amy&token=t&operationID=o&platformID=12, 1602, platformID is invalid",
        "sendID=amy&token=t&platformID=2, 1602, operationID is empty",
        "sendID=amy&operationID=o&platformID=2, 1602, token is empty",
        "token=t&operationID=o&platformID=2, 1602, sendID is empty",
        "SENDID=amy&token=t&operationID=o&platformID=2, 1602, sendID is empty",
        "sendID=amy&token=t&operationID=o&platformID=2&isMsgResp=yes, 1602, isMsgResp is not bool",
        "sendID=amy&token=t&operationID=o&platformID=2&isBackground=no, 500, invalid syntax",
        "sendID=amy&token=t&operationID=o&platformID=2&sdkType=java, 1602, sdkType is invalid",
        "v=!!, 1602, data is not base64",
        "v=eyJ9, 1602, data is not json",
    })
    void bad_arguments_are_told_over_http(String query, int code, String detail) {
        var body = body(ask("/?" + query));
        assertTrue(body.startsWith("{\"errCode\":" + code + ",\"errMsg\":\""), body);
        assertTrue(body.endsWith("\"errDlt\":\"" + detail + "\"}"), body);
    }

    @Test
    void a_bad_argument_is_told_as_text_when_that_was_asked_for() {
        var socket = ask("/?sendID=amy&platformID=2&operationID=o&isMsgResp=true").upgraded();
        assertTrue(socket.next().text().startsWith("{\"errCode\":1602,"));
        socket.assertDropped();
    }

    @ParameterizedTest
    @ValueSource(ints = {1501, 1502, 1503, 1504, 1505, 1506, 1507})
    void a_bad_token_is_told_over_http_or_as_text(int code) {
        var query = "sendID=amy&token=bad." + code + "&platformID=2&operationID=o";
        assertTrue(body(ask("/?" + query)).startsWith("{\"errCode\":" + code + ","));
        var socket = ask("/?" + query + "&isMsgResp=true&sdkType=js").upgraded();
        assertTrue(socket.next().text().startsWith("{\"errCode\":" + code + ","));
        socket.assertDropped();
        assertTrue(world.presence.isEmpty());
        assertEquals(0, world.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendID=bob&platformID=2", "sendID=amy&platformID=3"})
    void a_token_of_another_user_or_platform_is_refused(String other) {
        var body = body(ask("/?" + other + "&token=amy.2.t&operationID=o"));
        assertTrue(body.startsWith("{\"errCode\":1502,\"errMsg\":\"TokenInvalidError\""), body);
    }

    @Test
    void an_answer_never_exceeds_what_a_native_client_reads() {
        var body =
                body(ask("/?token=amy.2.t&platformID=2&operationID=o&sendID=" + "\"".repeat(2000)));
        assertTrue(body.length() <= 1024, "length " + body.length());
        assertTrue(body.startsWith("{\"errCode\":1502,") && body.endsWith("\"}"), body);
    }

    @Test
    void without_upgrade_headers_good_arguments_get_400_and_bad_ones_their_json() {
        var plain = world.knock();
        plain.write("GET /?" + GOOD + " HTTP/1.1\r\nHost: x\r\n\r\n");
        var head = plain.head();
        assertTrue(head.startsWith("HTTP/1.1 400 "), head);
        assertTrue(head.contains("Sec-Websocket-Version: 13"), head);
        var bad = world.knock();
        bad.write("GET /?token=x HTTP/1.1\r\nHost: x\r\n\r\n");
        assertTrue(body(bad).startsWith("{\"errCode\":1602,"));
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 400",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X: y, 400",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: short, 400",
        "Upgrade: WebSocket, Upgrade: h2c, 400",
        "Upgrade, close, 400",
        "GET, POST, 405",
    })
    void an_improper_upgrade_is_refused(String from, String to, int status) {
        var socket = world.knock();
        socket.write(RawSocket.upgrade("/?" + GOOD).replace(from, to));
        var head = socket.head();
        assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
    }

    @Test
    void no_extension_and_no_subprotocol_is_selected_and_any_origin_is_welcome() {
        var socket =
                ask(
                        "/?" + GOOD,
                        "Origin: https://elsewhere.example",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "Sec-WebSocket-Protocol: chat");
        var head = socket.head();
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        assertFalse(head.contains("xtensions") || head.contains("rotocol:"), head);
    }

    @ParameterizedTest
    @CsvSource({
        "compression=gzip, none, true",
        "compression=, gzip, true",
        "x=y, gzip, true",
        "compression=none, gzip, false",
        "compression=GZIP, '', false",
    })
    void compression_comes_from_the_query_or_else_from_the_header(
            String parameter, String header, boolean gzip) {
        var socket = ask("/?" + GOOD + "&" + parameter, "compression: " + header).upgraded();
        var device = new Device(socket, "amy", Encoding.GOB, gzip);
        device.askMaxSeq("i");
        assertEquals("i=0", device.nextInShort());
    }

    @Test
    void one_parameter_v_replaces_all_others() {
        var json =
                """
                {"token":"amy.2.t","userID":"amy","platformID":2,"operationID":"o",
                 "sdkType":"js","compression":"gzip","sendResponse":true,"background":true}\
                """;
        var v = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
        var socket = ask("/?v=" + v + "&platformID=x").upgraded();
        assertEquals(SUCCESS, socket.next().text());
        var device = new Device(socket, "amy", Encoding.JSON, true);
        device.askMaxSeq("i");
        assertEquals("i=0", device.nextInShort());
    }

    @Test
    void frames_sent_right_behind_the_request_are_not_lost() {
        var socket = world.knock();
        var ping = RawSocket.frame(true, RawSocket.PING, "early".getBytes());
        var request = RawSocket.upgrade("/?" + GOOD).getBytes(StandardCharsets.US_ASCII);
        socket.write(ClientSide.join(request, ping));
        assertEquals("early", socket.upgraded().next().text());
    }

    @Test
    void the_user_is_in_presence_before_the_101() {
        Promise<Void> gate = Promise.promise();
        world.presence.gate = gate.future();
        var socket = ask("/?" + GOOD);
        World.eventually("arrival", () -> !world.presence.of("amy").isEmpty());
        gate.complete();
        socket.upgraded();
        assertEquals(Platform.ANDROID.id(), world.presence.of("amy").getFirst().platformID());
    }

    @Test
    void a_client_that_leaves_during_the_handshake_leaves_nothing_behind() {
        Promise<Void> gate = Promise.promise();
        world.presence.gate = gate.future();
        var socket = ask("/?" + GOOD);
        World.eventually("arrival", () -> !world.presence.of("amy").isEmpty());
        socket.close();
        gate.complete();
        World.eventually("nobody there", () -> world.presence.isEmpty());
        World.eventually("nobody counted", () -> world.connections() == 0);
    }

    interface Kicks {
        Future<KickUserOfflineResp> kickUserOffline(
                im.parley.bus.Call call, KickUserOfflineReq request);
    }

    @Test
    void a_kick_while_the_token_is_being_checked_reaches_the_handshake() {
        Promise<Void> gate = Promise.promise();
        world.auth.gate = gate.future();
        var socket = ask("/?" + GOOD);
        World.eventually("handshake", () -> world.connections() == 1);
        var kick =
                KickUserOfflineReq.newBuilder().setPlatformID(2).addKickUserIDList("amy").build();
        var hub = world.bus.client(HubService.SERVICE, Kicks.class);
        World.await(hub.kickUserOffline(World.serverCall(), kick));
        gate.complete();
        assertTrue(body(socket).startsWith("{\"errCode\":1506,"));
        World.eventually("nobody there", () -> world.presence.isEmpty());
    }

    @Test
    void a_head_that_is_too_long_is_refused() {
        var socket = world.knock();
        socket.write("GET /?token=" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n");
        var head = socket.head();
        assertTrue(head.startsWith("HTTP/1.1 431 "), head);
    }
}
