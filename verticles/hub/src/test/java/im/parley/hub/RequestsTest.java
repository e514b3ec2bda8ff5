package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Caller;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.push.DelUserPushTokenReq;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.SetAppBackgroundStatusReq;

import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// websocket.md section 3 and 8, 36 to 48.
final class RequestsTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    static Stream<Arguments> sides() {
        return Stream.of(Encoding.values())
                .flatMap(e -> Stream.of(false, true).map(gzip -> Arguments.of(e, gzip)));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void replies_repeat_id_msgIncr_and_operationID_in_every_encoding(Encoding e, boolean gzip)
            throws Exception {
        var amy = world.device("amy", 2, "t", e, gzip);
        for (var text : new String[] {"x", " a b ", "用户 😀", "<&>\"\\/\t\n", "0".repeat(300)}) {
            var data = GetMaxSeqReq.newBuilder().setUserID("amy").build().toByteArray();
            amy.ask(1001, "amy", "op " + text, text, data);
            var reply = amy.next();
            assertEquals(1001, reply.reqIdentifier());
            assertEquals(text, reply.msgIncr());
            assertEquals("op " + text, reply.operationID());
            assertEquals(0, reply.errCode());
            var seqs = GetMaxSeqResp.parseFrom(reply.data().toArray()).getMaxSeqsMap();
            assertEquals(7, seqs.get("si_amy_bob"));
        }
    }

    @Test
    void requests_back_to_back_are_answered_in_order() {
        var amy = world.device("amy", 2);
        for (int i = 0; i < 60; i++) {
            if (i % 2 == 0) amy.askMaxSeq("i" + i);
            else amy.say("i" + i, "m" + i);
        }
        for (int i = 0; i < 60; i++) assertEquals("i" + i + "=0", amy.nextInShort());
    }

    @Test
    void a_message_is_sent_bare_and_answered_with_its_ids() throws Exception {
        var amy = world.device("amy", 2);
        amy.say("i", "m1");
        var reply = SendMsgResp.parseFrom(amy.next().data().toArray());
        assertEquals("m1", reply.getClientMsgID());
        assertEquals("server-m1", reply.getServerMsgID());
        assertInstanceOf(Caller.User.class, world.msg.lastCall.caller());
        assertEquals("op-i", world.msg.lastCall.operationID());
    }

    @Test
    void the_rules_of_the_service_decide_who_may_ask_what() {
        var amy = world.device("amy", 2);
        amy.ask(1001, "i", GetMaxSeqReq.newBuilder().setUserID("bob").build());
        assertEquals("i=1002", amy.nextInShort());
        amy.ask(1006, "i", new byte[0]);
        assertEquals("i=1001", amy.nextInShort());
        var admin = world.device(World.ADMIN, 10);
        admin.ask(1001, "i", GetMaxSeqReq.newBuilder().setUserID("bob").build());
        assertEquals("i=0", admin.nextInShort());
    }

    @Test
    void a_refusal_is_told_by_code_and_text_without_data() {
        world.msg.sending = _ -> Future.failedFuture(new Refusal(ErrorCode.BLOCKED_BY_PEER, "x"));
        var amy = world.device("amy", 2);
        amy.say("i", "m1");
        var reply = amy.next();
        assertEquals(1302, reply.errCode());
        assertEquals("BlockedByPeer", reply.errMsg());
        assertEquals(0, reply.data().size());
        amy.assertAlive();
    }

    @Test
    void a_failure_inside_is_500_and_shows_nothing_of_the_inside() {
        world.msg.sending = _ -> Future.failedFuture(new IllegalStateException("secret"));
        var amy = world.device("amy", 2);
        amy.say("i", "m1");
        var reply = amy.next();
        assertEquals(500, reply.errCode());
        assertEquals("ServerInternalError", reply.errMsg());
    }

    @Test
    void an_outcome_nobody_knows_is_not_answered_and_the_next_request_is() {
        world.msg.sending =
                _ -> Future.failedFuture(new ReplyException(ReplyFailure.TIMEOUT, "too late"));
        var amy = world.device("amy", 2);
        amy.say("i1", "m1");
        amy.askMaxSeq("i2");
        assertEquals("i2=0", amy.nextInShort());
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1002, 1003, 1005, 1006, 1007, 2004, 2005})
    void undecodable_data_is_500_and_the_connection_stays(int id) {
        var amy = world.device("amy", 2);
        byte[][] bad = {{(byte) 0xff}, {0x0a, 0x7f, 1}, {0x0a, 0x02, (byte) 0xc3, 0x28}};
        for (var data : bad) {
            amy.ask(id, "i", data);
            assertEquals("i=500", amy.nextInShort());
        }
        amy.assertAlive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1005, 1006, 2004})
    void some_want_operationID_and_msgIncr(int id) {
        var amy = world.device("amy", 2);
        amy.ask(id, "amy", "", "i", new byte[0]);
        assertEquals("i=1001", amy.nextInShort());
        amy.ask(id, "amy", "o", "", new byte[0]);
        assertEquals("=1001", amy.nextInShort());
    }

    @Test
    void signals_are_always_refused() {
        var amy = world.device("amy", 2);
        amy.ask(1004, "i", new byte[0]);
        assertEquals("i=1001", amy.nextInShort());
    }

    @Test
    void pulls_reach_their_rpcs() {
        var amy = world.device("amy", 2);
        var own = GetMaxSeqReq.newBuilder().setUserID("amy").build(); // all have it as field 1
        IntStream.of(1002, 1005, 1006, 1007).forEach(id -> amy.ask(id, "i" + id, own));
        IntStream.of(1002, 1005, 1006, 1007)
                .forEach(id -> assertEquals("i" + id + "=0", amy.nextInShort()));
    }

    @Test
    void a_logout_is_answered_and_then_the_connection_is_closed() {
        var amy = world.device("amy", 11);
        amy.ask(
                2003,
                "i",
                DelUserPushTokenReq.newBuilder().setUserID("amy").setPlatformID(11).build());
        var reply = amy.next();
        assertEquals(0, reply.errCode());
        assertEquals(0, reply.data().size());
        amy.socket.assertClosed(1000);
    }

    static Stream<Arguments> badLogouts() {
        return Stream.of(
                Arguments.of(new byte[0], 1001),
                Arguments.of(logout("", 5), 1001),
                Arguments.of(logout("amy", 99), 1001),
                Arguments.of(logout("bob", 5), 1002),
                Arguments.of(new byte[] {(byte) 0xff}, 500));
    }

    private static byte[] logout(String user, int platform) {
        return DelUserPushTokenReq.newBuilder()
                .setUserID(user)
                .setPlatformID(platform)
                .build()
                .toByteArray();
    }

    @ParameterizedTest
    @MethodSource("badLogouts")
    void a_bad_logout_is_told_so_and_closed_too(byte[] data, int code) {
        var amy = world.device("amy", 5);
        amy.ask(2003, "i", data);
        assertEquals("i=" + code, amy.nextInShort());
        amy.socket.assertClosed(1000);
    }

    @Test
    void the_background_flag_is_answered_without_any_data() {
        var amy = world.device("amy", 2, "t", Encoding.JSON, false);
        amy.ask(2004, "i", SetAppBackgroundStatusReq.newBuilder().setIsBackground(true).build());
        assertEquals(
                "{\"reqIdentifier\":2004,\"msgIncr\":\"i\",\"operationID\":\"op-i\","
                        + "\"errCode\":0,\"errMsg\":\"\",\"data\":null}",
                amy.socket.next().text()); // websocket.md 2.3
        amy.ask(2005, "i", new byte[0]);
        assertTrue(amy.socket.next().text().endsWith("\"data\":\"\"}"));
    }
}
