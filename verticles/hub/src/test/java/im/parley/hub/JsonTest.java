package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON frames (websocket.md 2.3): the vectors, what may vary, and what is refused.
class JsonTest {
    private static final String WHOLE =
            """
            {"reqIdentifier":1001,"msgIncr":"i","sendID":"u1","operationID":"o","data":"CgJ1MQ=="}\
            """;
    private static final byte[] DATA = {0x0a, 0x02, 0x75, 0x31};
    private static final byte[] NONE = {};

    private static ClientFrame read(byte[] bytes) throws BadFrame {
        return FrameCodec.of(Encoding.JSON, false).read(Unpooled.wrappedBuffer(bytes));
    }

    private static ClientFrame read(String json) throws BadFrame {
        return read(json.getBytes(UTF_8));
    }

    private static String write(ServerFrame frame) {
        return new String(FrameCodec.of(Encoding.JSON, false).payload(frame).toArray(), UTF_8);
    }

    private static void assertWhole(ClientFrame frame) {
        assertEquals(1001, frame.reqIdentifier());
        assertEquals("i", frame.msgIncr());
        assertEquals("u1", frame.sendID());
        assertEquals("o", frame.operationID());
        assertArrayEquals(DATA, frame.data());
    }

    @Test
    void the_vectors_are_written_exactly() {
        byte[] offline = {0x0a, 0x04, 0x0a, 0x02, 0x75, 0x32};
        assertEquals(
                """
                {"reqIdentifier":2002,"msgIncr":"","operationID":"",\
                "errCode":0,"errMsg":"","data":null}\
                """,
                write(new ServerFrame(2002, "", "", 0, "", NONE)));
        assertEquals(
                """
                {"reqIdentifier":1003,"msgIncr":"u1_7","operationID":"op1",\
                "errCode":1302,"errMsg":"BlockedByPeer","data":null}\
                """,
                write(new ServerFrame(1003, "u1_7", "op1", 1302, "BlockedByPeer", NONE)));
        assertEquals(
                """
                {"reqIdentifier":2005,"msgIncr":"","operationID":"",\
                "errCode":0,"errMsg":"","data":"CgQKAnUy"}\
                """,
                write(new ServerFrame(2005, "", "", 0, "", offline)));
    }

    @Test
    void an_empty_message_is_an_empty_text_and_no_message_is_null() {
        var request = new ClientFrame(2005, "u1", "op", "i", NONE);
        var head = "{\"reqIdentifier\":2005,\"msgIncr\":\"i\",\"operationID\":\"op\",\"errCode\":";

        assertEquals(
                head + "0,\"errMsg\":\"\",\"data\":\"\"}",
                write(ServerFrame.answer(request, Bytes.of(NONE))));
        assertEquals(
                head + "0,\"errMsg\":\"\",\"data\":null}", write(ServerFrame.bareAnswer(request)));
        assertEquals(
                head + "500,\"errMsg\":\"ServerInternalError\",\"data\":null}",
                write(ServerFrame.refusal(request, 500, "ServerInternalError")));
    }

    @Test
    void whatever_is_not_printable_ascii_leaves_escaped() {
        var frame =
                new ServerFrame(-1, "<&>\"\\/\t\n\u007f", "用\uD83D\uDE00\u2028", 0, "\uD83D", NONE);

        assertEquals(
                """
                {"reqIdentifier":-1,"msgIncr":"<&>\\u0022\\u005c/\\u0009\\u000a\\u007f",\
                "operationID":"\\u7528\\ud83d\\ude00\\u2028",\
                "errCode":0,"errMsg":"\\ud83d","data":null}\
                """,
                write(frame));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WHOLE,
                """
                {"data":"CgJ1MQ==","operationID":"o","sendID":"u1","msgIncr":"i",\
                "reqIdentifier":1001}\
                """,
                """

                 {"extra":{"a":[1,2.5e3,null,true]},"more":"\\ud83d\\ude00","token":7,
                \t"reqIdentifier" : 1001 , "msgIncr":"i","sendID":"u1","operationID":"o",\
                "data":"CgJ1MQ=="} \r
                """,
                """
                {"reqIdentifier":1001,"msgIncr":"\\u0069","sendID":"u1","SENDID":"u2",\
                "operationID":"o","data":"CgJ1\\u004dQ=="}\
                """
            })
    void keys_may_come_in_any_order_and_unknown_ones_are_skipped(String json) throws BadFrame {
        assertWhole(read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":null}", "{\"data\":\"\"}", "{}"})
    void null_empty_and_absent_data_are_the_same(String json) throws BadFrame {
        assertArrayEquals(NONE, read(json).data());
    }

    @Test
    void absent_and_null_values_are_zero_and_empty() throws BadFrame {
        for (var json : new String[] {"{}", "{\"reqIdentifier\":null,\"sendID\":null}"}) {
            assertEquals(0, read(json).reqIdentifier());
            assertEquals("", read(json).sendID());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":\"MTIzNA\"}",
                "{\"data\":\"MTIzNA=\"}",
                "{\"data\":\"????\"}",
                "{\"data\":\"_-_-\"}",
                "{\"data\":\"MTI=MTI=\"}",
                "{\"data\":7}",
                "{\"data\":{}}",
                "{\"data\":[1,2]}",
                "{\"reqIdentifier\":\"1001\"}",
                "{\"reqIdentifier\":1001.5}",
                "{\"reqIdentifier\":1e3}",
                "{\"reqIdentifier\":3000000000}",
                "{\"reqIdentifier\":-2147483649}",
                "{\"reqIdentifier\":99999999999999999999999999999999}",
                "{\"reqIdentifier\":true}",
                "{\"reqIdentifier\":01}",
                "{\"reqIdentifier\":NaN}",
                "{\"msgIncr\":5}",
                "{\"sendID\":false}",
                "{\"operationID\":[]}",
                "{\"operationID\":\"\n\"}",
                "{\"operationID\":\"\\x\"}",
                "{'operationID':\"o\"}",
                "{operationID:\"o\"}",
                "{\"operationID\":\"o\",}",
                "{/**/}",
                WHOLE + "x",
                WHOLE + "{}",
                WHOLE + "\0",
                "\uFEFF" + WHOLE,
                "",
                "{",
                "null",
                "[]",
                "[{}]",
                "\"text\"",
                "\0\1\2"
            })
    void wrong_types_and_broken_json_are_refused(String json) {
        assertEquals("json", assertThrows(BadFrame.class, () -> read(json)).reason());
    }

    @Test
    void only_utf_8_is_read() {
        assertThrows(BadFrame.class, () -> read(WHOLE.getBytes(UTF_16LE)));
    }

    @Test
    void every_truncation_of_a_request_is_refused() {
        for (int size = 0; size < WHOLE.length(); size++) {
            var cut = WHOLE.substring(0, size);
            assertThrows(BadFrame.class, () -> read(cut), cut);
        }
    }

    @Test
    void depth_names_numbers_and_texts_have_bounds() throws BadFrame {
        assertEquals(0, read("{\"x\":" + "[".repeat(31) + "]".repeat(31) + "}").reqIdentifier());
        assertRefused("{\"x\":" + "[".repeat(32) + "]".repeat(32) + "}");
        assertRefused("{\"x\":" + "[".repeat(50_000));
        assertRefused("{\"x\":" + "{\"x\":".repeat(10_000));
        assertRefused("{\"" + "k".repeat(257) + "\":1}");
        assertRefused("{\"x\":" + "1".repeat(50_000) + "}");
        assertRefused("{\"operationID\":\"" + "o".repeat(4097) + "\"}");
        assertEquals(
                4096,
                read("{\"operationID\":\"" + "o".repeat(4096) + "\"}").operationID().length());
    }

    @Test
    void a_long_unknown_text_and_long_data_are_read() throws BadFrame {
        var data = "MTIz".repeat(12_000);
        var frame = read("{\"token\":\"" + "t".repeat(500_000) + "\",\"data\":\"" + data + "\"}");

        assertEquals(36_000, frame.data().length);
    }

    private static void assertRefused(String json) {
        assertThrows(BadFrame.class, () -> read(json));
    }
}
