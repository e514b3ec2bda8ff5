package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;

/// What is on the wire (RFC 6455; websocket.md 1.4 to 2.1 and 8, 16 to 33).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FramesTest {
    private World world;
    private int devices;

    @BeforeAll
    void open() {
        world = new World();
    }

    @AfterAll
    void close() {
        world.close();
    }

    private Device device() {
        return world.device("amy" + devices++, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "unmasked,                820100",
        "reserved opcode,         838000000000",
        "reserved control opcode, 8b8000000000",
        "reserved bit,            c28000000000",
        "continuation of nothing, 808000000000",
        "fragmented ping,         098000000000",
        "long ping,               89fe007e00000000",
        "negative length,         82ffffffffffffffffff00000000",
        "length not minimal,      82fe007d00000000",
        "text within a text,      018000000000018000000000",
    })
    void frames_that_break_the_protocol_end_the_connection(String what, String hex) {
        var amy = device();
        amy.socket.write(HexFormat.of().parseHex(hex));
        amy.socket.assertClosed(1002);
    }

    @Test
    void the_size_limit_counts_wire_bytes_and_fragments_together() {
        var amy = device();
        var big = new byte[51_201];
        amy.socket.send(RawSocket.BINARY, big);
        amy.socket.assertClosed(1009);

        var bob = device();
        bob.socket.write(RawSocket.frame(false, RawSocket.BINARY, new byte[30_000]));
        bob.socket.write(RawSocket.frame(true, 0, new byte[21_201]));
        bob.socket.assertClosed(1009);
    }

    @Test
    void a_request_may_come_in_pieces_with_pings_between() {
        var amy = device();
        var request = amy.request(2005, "amy" + (devices - 1), "o", "i", new byte[0]);
        int middle = request.length / 2;
        var first = java.util.Arrays.copyOfRange(request, 0, middle);
        var second = java.util.Arrays.copyOfRange(request, middle, request.length);
        amy.socket.write(RawSocket.frame(false, RawSocket.BINARY, first));
        amy.socket.send(RawSocket.PING, "between".getBytes(UTF_8));
        amy.socket.write(RawSocket.frame(false, 0, new byte[0]));
        for (byte each : RawSocket.frame(true, 0, second)) amy.socket.write(new byte[] {each});
        assertEquals("between", amy.socket.next().text());
        assertEquals("i=0", amy.nextInShort());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125})
    void a_ping_is_answered_with_its_own_payload(int length) {
        var amy = device();
        var payload = new byte[length];
        for (int i = 0; i < length; i++) payload[i] = (byte) (i * 37);
        amy.socket.send(RawSocket.PING, payload);
        var pong = amy.socket.next();
        assertEquals(RawSocket.PONG, pong.opcode());
        assertArrayEquals(payload, pong.payload());
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "3001, 3001", "1007, 1007", "999, 1002", "1005, 1002", "2999, 1002"})
    void a_close_is_echoed_when_its_code_may_be_sent(int sent, int answered) {
        var amy = device();
        amy.socket.send(RawSocket.CLOSE, new byte[] {(byte) (sent >> 8), (byte) sent, 'b', 'y'});
        amy.socket.assertClosed(answered);
        World.eventually("away", () -> world.presence.of("amy" + (devices - 1)).isEmpty());
    }

    @Test
    void a_close_without_a_code_is_answered_by_one() {
        var amy = device();
        amy.socket.send(RawSocket.CLOSE, new byte[0]);
        assertEquals(new HexFormatted(""), HexFormatted.of(amy.socket.next().payload()));
        amy.socket.assertDropped();
    }

    record HexFormatted(String hex) {
        static HexFormatted of(byte[] bytes) {
            return new HexFormatted(HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void text_that_is_not_utf8_ends_the_connection_with_1007() {
        var amy = device();
        amy.socket.send(RawSocket.TEXT, new byte[] {(byte) 0xc3, 0x28});
        amy.socket.assertClosed(1007);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{\"type\":\"x\"}",
                "{\"type\":\"PING\"}",
                "{}",
                "",
                "null",
                "[]",
                "{\"type\":1}",
                "{\"type\":\"ping\"} x",
                "{\"type\":\"ping\",\"body\":}"
            })
    void any_text_but_a_ping_or_pong_drops_the_connection(String text) {
        var amy = device();
        amy.socket.sendText(text);
        amy.socket.assertDropped();
    }

    @Test
    void frames_that_do_not_decode_or_are_not_his_drop_the_connection_without_a_reply() {
        var undecodable = device();
        undecodable.socket.send(RawSocket.BINARY, new byte[] {1, 2, 3});
        undecodable.socket.assertDropped();

        var foreign = device();
        foreign.ask(1001, "somebody", "o", "i", new byte[0]);
        foreign.socket.assertDropped();
        assertEquals(1, world.dropped("foreign_sender"));

        for (int id : new int[] {9999, 2001, 2002, 3001, 2100, 0, -1, 1000, 1008}) {
            var unknown = device();
            unknown.ask(id, "amy" + (devices - 1), "o", "i", new byte[0]);
            unknown.socket.assertDropped();
        }
        assertEquals(9, world.dropped("unknown_request"));
    }

    @Test
    void what_one_client_breaks_does_not_touch_another() {
        var good = device();
        var bad = device();
        bad.socket.write(new byte[] {(byte) 0xff, 0, 0, 0, 0, 0});
        bad.socket.assertDropped();
        good.assertAlive();
    }
}
