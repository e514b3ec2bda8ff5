package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The vectors of websocket.md 2.2, made with Go.
class GobTest {
    private static final String REQUEST_DEFINITION =
            "657f0301010c47656e6572616c577352657101ff80000106010d5265714964656e7469666965720104000105546f6b656e"
                + "010c00010653656e644944010c00010b4f7065726174696f6e4944010c0001074d7367496e6372010c000104"
                + "44617461010a000000";
    private static final String REPLY_DEFINITION =
            "5f7f030101045265737001ff80000106010d5265714964656e74696669657201040001074d7367496e6372010c00010b"
                + "4f7065726174696f6e4944010c000107457272436f646501040001064572724d7367010c0001044461746101"
                + "0a000000";

    @Test
    void a_request_is_written_as_go_writes_it() {
        var frame = Unpooled.buffer();
        Gob.request(frame, 1003, ascii("u1"), ascii("op1"), ascii("u1_7"), hex("0a027531"));
        assertEquals( // R1
                REQUEST_DEFINITION + "1cff8001fe07d60202753101036f7031010475315f3701040a02753100",
                ByteBufUtil.hexDump(frame));
    }

    @Test
    void a_request_without_data_leaves_the_field_out() {
        var frame = Unpooled.buffer();
        Gob.request(frame, 2003, ascii("u1"), ascii("o"), ascii("m"), new byte[0]);
        assertEquals( // R3
                REQUEST_DEFINITION + "11ff8001fe0fa60202753101016f01016d00",
                ByteBufUtil.hexDump(frame));
    }

    @Test
    void long_data_gets_a_long_length() {
        var frame = Unpooled.buffer();
        Gob.request(frame, 1003, ascii("u1"), ascii("o"), ascii("m"), new byte[300]);
        var value = ByteBufUtil.hexDump(frame).substring(REQUEST_DEFINITION.length());
        assertEquals("fe0141ff8001fe07d60202753101016f01016d01fe012c", value.substring(0, 46));
        assertEquals(0x0141, value.length() / 2 - 3); // the length says how much follows it
    }

    @Test
    void a_reply_is_read() {
        var reply =
                reply(REPLY_DEFINITION + "17ff8001fe07d2010475315f3701036f7031030301020300"); // S1
        assertEquals(1001, reply.request());
        assertEquals("u1_7", reply.msgIncr());
        assertEquals("op1", reply.operationId());
        assertEquals(0, reply.errCode());
        assertArrayEquals(hex("010203"), reply.data());
    }

    @Test
    void an_error_is_read() {
        var reply = // S2
                reply(
                        REPLY_DEFINITION
                                + "25ff8001fe07d6010475315f3701036f703101fe0a2c010d426c6f636b656442795065657200");
        assertEquals(1302, reply.errCode());
        assertEquals("BlockedByPeer", reply.errMsg());
        assertEquals(0, reply.data().length);
    }

    @Test
    void a_push_has_no_msg_incr() {
        var push = reply(REPLY_DEFINITION + "11ff8001fe0fa202036f7031030301020300"); // S3
        assertEquals(Envelope.PUSH, push.request());
        assertEquals("", push.msgIncr());
        assertEquals("op1", push.operationId());
    }

    @Test
    void negative_numbers_and_other_type_ids_are_read() {
        var strange = // S6
                reply(
                        REPLY_DEFINITION
                                + "1eff80010103fe03e80113536572766572496e7465726e616c4572726f7200");
        assertEquals(-1, strange.request());
        assertEquals(500, strange.errCode());
        var warm = // S7
                reply(
                        "60ff81030101045265737001ff82000106010d5265714964656e74696669657201040001074d7367496e6372"
                            + "010c00010b4f7065726174696f6e4944010c000107457272436f646501040001064572724d7367"
                            + "010c00010444617461010a00000017ff8201fe07d2010475315f3701036f7031030301020300");
        assertEquals(1001, warm.request());
        assertArrayEquals(hex("010203"), warm.data());
    }

    @Test
    void a_number_declared_as_text_is_refused() {
        var wrong = REPLY_DEFINITION.replace("457272436f64650104", "457272436f6465010c");
        assertThrows(IllegalStateException.class, () -> reply(wrong + "07ff8001fe0fa400"));
    }

    private static Envelope reply(String hex) {
        ByteBuf frame = Unpooled.wrappedBuffer(hex(hex));
        return Gob.reply(frame);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
