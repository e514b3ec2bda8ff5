package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;
import java.util.stream.Stream;

/// What holds for each of the four codecs.
class FrameCodecTest {
    private static final byte[] DATA = "\n\u0002u1".getBytes(UTF_8);

    static Stream<FrameCodec> codecs() {
        return Stream.of(Encoding.values())
                .flatMap(e -> Stream.of(FrameCodec.of(e, false), FrameCodec.of(e, true)));
    }

    private static ClientSide client(FrameCodec codec) {
        return new ClientSide(codec.encoding(), codec.gzip());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_request_arrives_as_it_was_sent(FrameCodec codec) throws BadFrame {
        var sent = client(codec).request(1003, "用户", "op \"<&>\\ 😀", "u1_7\t\n", DATA);

        var frame = codec.read(Unpooled.wrappedBuffer(sent));

        assertEquals(1003, frame.reqIdentifier());
        assertEquals("用户", frame.sendID());
        assertEquals("op \"<&>\\ 😀", frame.operationID());
        assertEquals("u1_7\t\n", frame.msgIncr());
        assertArrayEquals(DATA, frame.data());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void the_payload_stays_the_callers_wherever_its_bytes_lie(FrameCodec codec) throws BadFrame {
        var sent = client(codec).request(1001, "u1", "op", "i", DATA);
        var surroundings = ClientSide.join(new byte[3], sent, new byte[5]);
        var heap = Unpooled.wrappedBuffer(surroundings).slice(3, sent.length);
        var direct = Unpooled.directBuffer().writeBytes(surroundings).slice(3, sent.length);

        for (ByteBuf payload : new ByteBuf[] {heap, direct}) {
            assertEquals("op", codec.read(payload).operationID());
            assertEquals(sent.length, payload.readableBytes());
            assertEquals(1, payload.refCnt());
            payload.release();
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_reply_reads_as_it_was_written_at_any_size(FrameCodec codec) {
        var random = new Random(7);
        for (int size : new int[] {0, 1, 127, 128, 700, 1_000, 1_100, 70_000, 300_000}) {
            var data = new byte[size];
            if (size % 200 == 0) random.nextBytes(data);
            var frame = new ServerFrame(1002, "u1_7", "用户 😀", 1302, "Blocked", data);

            var read = client(codec).reply(codec.payload(frame).toArray());

            assertEquals(1002, read.reqIdentifier());
            assertEquals("u1_7", read.msgIncr());
            assertEquals("用户 😀", read.operationID());
            assertEquals(1302, read.errCode());
            assertEquals("Blocked", read.errMsg());
            assertArrayEquals(data, read.data().toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_push_is_a_2001_without_msgIncr(FrameCodec codec) {
        var push =
                client(codec)
                        .reply(
                                codec.payload(ServerFrame.unasked(2001, "op1", Bytes.of(DATA)))
                                        .toArray());

        assertEquals(2001, push.reqIdentifier());
        assertEquals("", push.msgIncr());
        assertEquals("op1", push.operationID());
        assertEquals(0, push.errCode());
        assertArrayEquals(DATA, push.data().toArray());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void an_answer_repeats_the_ids_of_its_request(FrameCodec codec) throws BadFrame {
        var sent = client(codec).request(2004, "u1", "op \u2028", "null", DATA);
        var request = codec.read(Unpooled.wrappedBuffer(sent));

        for (var answer :
                new ServerFrame[] {
                    ServerFrame.answer(request, Bytes.of(new byte[0])),
                    ServerFrame.bareAnswer(request),
                    ServerFrame.refusal(request, 1002, "NoPermissionError")
                }) {
            var read = client(codec).reply(codec.payload(answer).toArray());
            assertEquals(2004, read.reqIdentifier());
            assertEquals("op \u2028", read.operationID());
            assertEquals("null", read.msgIncr());
            assertEquals(answer.errCode(), read.errCode());
        }
    }

    @Test
    void there_is_one_codec_for_each_encoding_with_and_without_gzip() {
        assertEquals(4, codecs().distinct().count());
        assertSame(FrameCodec.of(Encoding.GOB, true), FrameCodec.of(Encoding.GOB, true));
        assertTrue(FrameCodec.of(Encoding.JSON, true).gzip());
    }
}
