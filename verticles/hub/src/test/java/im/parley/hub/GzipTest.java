package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Gzip around a frame (websocket.md 2.4, RFC 1952): any valid member is read, nothing else is,
/// and nobody makes us inflate more than the bound.
class GzipTest {
    private static final FrameCodec CODEC = FrameCodec.of(Encoding.GOB, true);
    private static final byte[] REQUEST = Vectors.bytes(Vectors.R1);
    private static final int HEADER_SIZE = 10;

    private static ClientFrame read(byte[] bytes) throws BadFrame {
        return CODEC.read(Unpooled.wrappedBuffer(bytes));
    }

    private static void assertReads(byte[] member) throws BadFrame {
        var frame = read(member);
        assertEquals(1003, frame.reqIdentifier());
        assertEquals("u1_7", frame.msgIncr());
    }

    private static void assertRefused(String reason, byte[] member) {
        assertEquals(reason, assertThrows(BadFrame.class, () -> read(member)).reason());
    }

    @Test
    void the_vectors_made_by_go_are_read() throws BadFrame {
        assertReads(Vectors.bytes(Vectors.R1_ZIPPED));
        assertArrayEquals(
                Vectors.bytes(Vectors.S4), ClientSide.unzip(Vectors.bytes(Vectors.S4_ZIPPED)));
    }

    @Test
    void any_reader_unpacks_what_is_written_back_to_the_vector() {
        var kick = new ServerFrame(2002, "", "", 0, "", new byte[0]);

        assertArrayEquals(
                Vectors.bytes(Vectors.S4), ClientSide.unzip(CODEC.payload(kick).toArray()));
    }

    @ParameterizedTest
    @ValueSource(ints = {Deflater.NO_COMPRESSION, 1, 6, 9})
    void members_of_any_level_and_strategy_are_read(int level) throws BadFrame {
        for (int strategy :
                new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED}) {
            assertReads(member(REQUEST, level, strategy, new byte[0], 0));
        }
    }

    @Test
    void every_optional_part_of_the_header_is_passed() throws BadFrame {
        byte[] extra = {3, 0, 1, 2, 3};
        byte[] name = {'a', 'b', 0};
        byte[] comment = {0};
        assertReads(member(REQUEST, 6, 0, extra, 4));
        assertReads(member(REQUEST, 6, 0, name, 8));
        assertReads(member(REQUEST, 6, 0, ClientSide.join(extra, name, comment), 1 + 4 + 8 + 16));
        assertReads(withHeaderChecksum(ClientSide.join(extra, name), 2 + 4 + 8));

        var wrong = withHeaderChecksum(name, 2 + 8);
        wrong[HEADER_SIZE] ^= 1;
        assertRefused("gzip", wrong);
        assertRefused("gzip", member(REQUEST, 6, 0, new byte[0], 32));
        assertRefused("gzip", member(REQUEST, 6, 0, new byte[] {(byte) 0xff, (byte) 0xff}, 4));
    }

    private static byte[] withHeaderChecksum(byte[] optional, int flags) {
        var head = Arrays.copyOf(member(REQUEST, 6, 0, optional, flags), 10 + optional.length);
        var crc = new CRC32();
        crc.update(head);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        return member(REQUEST, 6, 0, ClientSide.join(optional, checksum), flags);
    }

    @Test
    void what_is_not_one_whole_member_is_refused() {
        var member = ClientSide.zip(REQUEST);
        assertRefused("gzip", new byte[0]);
        assertRefused("gzip", REQUEST);
        assertRefused("gzip", ClientSide.join(member, new byte[1]));
        assertRefused("gzip", ClientSide.join(member, member));
        assertRefused("gob", ClientSide.zip(new byte[0]));
        for (int size = 0; size < member.length; size++) {
            var cut = Arrays.copyOf(member, size);
            assertThrows(BadFrame.class, () -> read(cut));
        }
    }

    @Test
    void damage_is_noticed_or_without_effect() throws BadFrame {
        var member = ClientSide.zip(REQUEST);
        for (int i = HEADER_SIZE; i < member.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                var damaged = member.clone();
                damaged[i] ^= (byte) (1 << bit);
                // The last bits of the last deflated byte mean nothing.
                if (Hostile.survives(() -> read(damaged))) assertReads(damaged);
                if (i >= member.length - 8) assertThrows(BadFrame.class, () -> read(damaged));
            }
        }
        assertReads(member);
    }

    private static byte[] push(FrameCodec codec, int size) {
        return codec.payload(ServerFrame.unasked(2001, "op", Bytes.of(new byte[size]))).toArray();
    }

    @Test
    void small_replies_are_stored_and_large_ones_compressed() {
        var small = push(CODEC, 800);
        assertEquals(1, small[HEADER_SIZE], "one last stored block");
        var plain = push(FrameCodec.of(Encoding.GOB, false), 800);
        assertArrayEquals(plain, ClientSide.unzip(small));
        assertEquals(plain.length + 23, small.length);

        assertTrue(push(CODEC, 100_000).length < 1_000);
    }

    @Test
    void a_request_may_inflate_to_the_bound_and_not_a_byte_further() throws BadFrame {
        int padding = Gzip.INFLATED_MAX - REQUEST.length;

        assertReads(ClientSide.zip(ClientSide.join(REQUEST, new byte[padding])));
        assertRefused("bomb", ClientSide.zip(ClientSide.join(REQUEST, new byte[padding + 1])));
    }

    @Test
    void a_bomb_costs_next_to_nothing_whatever_size_it_claims() {
        var bomb = ClientSide.zip(new byte[64 << 20]);
        Hostile.survives(() -> read(ClientSide.zip(REQUEST))); // the tools of this thread exist

        for (int claimed : new int[] {64 << 20, 100, 0, -1, 20_000, Gzip.INFLATED_MAX}) {
            var liar = withSize(bomb, claimed);
            assertThrows(BadFrame.class, () -> read(liar));
            Hostile.allocatesAtMost(2L * Gzip.INFLATED_MAX, () -> read(liar));
        }
        var small = withSize(ClientSide.zip(REQUEST), Gzip.INFLATED_MAX);
        Hostile.allocatesAtMost(16 << 10, () -> read(small)); // too short to become that large
    }

    private static byte[] withSize(byte[] member, int size) {
        var changed = member.clone();
        ByteBuffer.wrap(changed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(changed.length - Integer.BYTES, size);
        return changed;
    }

    private static byte[] member(
            byte[] plain, int level, int strategy, byte[] optional, int flags) {
        var member = new ByteArrayOutputStream();
        member.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 9, 9, 9, 9, 2, 3});
        member.writeBytes(optional);
        try (var deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            deflater.setInput(plain);
            deflater.finish();
            var deflated = new byte[1_000];
            while (!deflater.finished()) {
                member.write(deflated, 0, deflater.deflate(deflated));
            }
        }
        var crc = new CRC32();
        crc.update(plain);
        var trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        member.writeBytes(trailer.putInt((int) crc.getValue()).putInt(plain.length).array());
        return member.toByteArray();
    }
}
