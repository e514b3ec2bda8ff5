package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/// What this client writes, read by others: Netty's frames, Java's gzip.
class FrameTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 125, 126, 300, 65_535, 65_536, 70_001})
    void frames_are_masked_and_carry_their_length(int size) {
        var payload = new byte[size];
        new Random(size).nextBytes(payload);
        var frame = Unpooled.buffer().writerIndex(Frames.HEADER_MAX).writeBytes(payload);
        var peer = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 100_000));
        peer.writeInbound(Frames.seal(frame, Frames.BINARY));
        WebSocketFrame read = peer.readInbound();
        assertEquals(BinaryWebSocketFrame.class, read.getClass());
        assertArrayEquals(payload, ByteBufUtil.getBytes(read.content()));
        read.release();
        peer.finishAndReleaseAll();
    }

    @Test
    void gzip_is_read_by_others() throws IOException {
        var plain = "words, words, words ".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        var member = Unpooled.buffer();
        Gzip.ofThread().deflate(Unpooled.wrappedBuffer(plain), member);
        var in = new GZIPInputStream(new ByteArrayInputStream(ByteBufUtil.getBytes(member)));
        assertArrayEquals(plain, in.readAllBytes());
        assertArrayEquals(plain, ByteBufUtil.getBytes(Gzip.ofThread().inflate(member)));
    }

    @Test
    void a_gzip_frame_of_the_reference_is_read() {
        var kick = // websocket.md 2.4
                Unpooled.wrappedBuffer(
                        ByteBufUtil.decodeHexDump(
                                "1f8b08000000000000ff14ca4d0a42211447f1fb2779421fb4a8de1b3878046e20246fe244edea3c"
                                    + "17d33a331c9ec3eff13900ca722d189db0e062f96d3ca7165f91058aa0f71a4c7a0ace84"
                                    + "d3bdb0b8167332eb6cbd89dcb2e7e9964d64af616eb5bae67024223d3a7ed72ffd030000"
                                    + "ffffbd9bca8568000000"));
        assertEquals(Envelope.KICK, Encoding.GOB_GZIP.reply(kick).request());
    }

    @Test
    void json_requests_have_the_shape_of_the_javascript_sdk() {
        var frame = Unpooled.buffer();
        byte[] user = {'u', '1'};
        byte[] op = {'o'};
        byte[] incr = {'m'};
        Encoding.JSON.request(frame, 1001, user, op, incr, new byte[] {10, 2, 'u', '1'});
        assertEquals( // websocket.md 2.3
                "{\"reqIdentifier\":1001,\"msgIncr\":\"m\",\"sendID\":\"u1\",\"operationID\":\"o\",\"data\":\"CgJ1MQ==\"}",
                frame.toString(StandardCharsets.UTF_8));
    }

    @Test
    void json_replies_are_read_with_and_without_data() {
        var reply =
                json(
                        "{\"reqIdentifier\":1001,\"msgIncr\":\"u1_7\",\"operationID\":\"op1\",\"errCode\":0,"
                            + "\"errMsg\":\"\",\"data\":\"AQID\"}");
        assertArrayEquals(new byte[] {1, 2, 3}, reply.data());
        assertEquals("u1_7", reply.msgIncr());
        var kick =
                json(
                        "{\"reqIdentifier\":2002,\"msgIncr\":\"\",\"operationID\":\"\",\"errCode\":0,"
                            + "\"errMsg\":\"\",\"data\":null}");
        assertEquals(Envelope.KICK, kick.request());
        assertEquals(0, kick.data().length);
    }

    private static Envelope json(String text) {
        return Encoding.JSON.reply(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }
}
