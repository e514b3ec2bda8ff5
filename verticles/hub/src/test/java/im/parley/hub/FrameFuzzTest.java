package im.parley.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Random damage to good frames of every kind, for a moment each: a frame or a refusal comes out,
/// within bounded memory. A failing seed is printed; the system property `fuzz.seed` repeats it
/// and `fuzz.millis` gives it more time.
class FrameFuzzTest {
    private static final long MILLIS = Long.getLong("fuzz.millis", 400);
    private static final long ALLOCATION_MAX = 256 << 10;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void damaged_gob_gives_a_frame_or_a_refusal() {
        var seeds =
                List.of(
                        Vectors.bytes(Vectors.R1),
                        Vectors.bytes(Vectors.R2),
                        Vectors.bytes(Vectors.R6),
                        Vectors.bytes(Vectors.R7));
        fuzz(FrameCodec.of(Encoding.GOB, false), seeds, UnaryOperator.identity());
    }

    @Test
    void damaged_json_gives_a_frame_or_a_refusal() {
        fuzz(FrameCodec.of(Encoding.JSON, false), List.of(json()), UnaryOperator.identity());
    }

    @Test
    void damaged_gzip_gives_a_frame_or_a_refusal() {
        var seeds =
                List.of(
                        Vectors.bytes(Vectors.R1_ZIPPED),
                        ClientSide.zip(Vectors.bytes(Vectors.R7)),
                        ClientSide.zip(new byte[40_000]));
        fuzz(FrameCodec.of(Encoding.GOB, true), seeds, UnaryOperator.identity());
    }

    @Test
    void damage_inside_good_gzip_gives_a_frame_or_a_refusal() {
        var gob = List.of(Vectors.bytes(Vectors.R1), Vectors.bytes(Vectors.R7));
        fuzz(FrameCodec.of(Encoding.GOB, true), gob, ClientSide::zip);
        fuzz(FrameCodec.of(Encoding.JSON, true), List.of(json()), ClientSide::zip);
    }

    private static byte[] json() {
        return """
        {"reqIdentifier":1001,"msgIncr":"i\\u00e4","sendID":"u1","x":{"a":[1,2.5e3,null,true,{}]},\
        "operationID":"用户","data":"CgJ1MQ=="}\
        """
                .getBytes(UTF_8);
    }

    private void fuzz(FrameCodec codec, List<byte[]> seeds, UnaryOperator<byte[]> wrapping) {
        Hostile.survives(() -> codec.read(Unpooled.wrappedBuffer(wrapping.apply(seeds.get(0)))));
        long end = System.nanoTime() + Duration.ofMillis(MILLIS).toNanos();
        while (System.nanoTime() < end) {
            var frame = wrapping.apply(damaged(seeds.get(random.nextInt(seeds.size()))));
            try {
                var payload = Unpooled.wrappedBuffer(frame);
                Hostile.allocatesAtMost(bound(codec, frame), () -> codec.read(payload));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("fuzz.seed=" + seed, failure);
            }
        }
    }

    /// A gzip member may say that it holds what deflate can make of its size, and is believed.
    private static long bound(FrameCodec codec, byte[] frame) {
        return codec.gzip() ? ALLOCATION_MAX + 1032L * frame.length : ALLOCATION_MAX;
    }

    private byte[] damaged(byte[] good) {
        var frame = good.clone();
        for (int i = random.nextInt(6); i >= 0; i--) frame = damagedOnce(frame);
        return frame;
    }

    private byte[] damagedOnce(byte[] frame) {
        if (frame.length == 0) return new byte[] {(byte) random.nextInt()};
        int at = random.nextInt(frame.length);
        switch (random.nextInt(6)) {
            case 0 -> frame[at] = (byte) random.nextInt();
            case 1 -> frame[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> frame[at] = (byte) (0xf8 + random.nextInt(8)); // lengths of lengths
            case 3 -> {
                return Arrays.copyOf(frame, at);
            }
            case 4 -> { // a piece twice
                int to = at + random.nextInt(frame.length - at + 1);
                return ClientSide.join(
                        Arrays.copyOf(frame, to), Arrays.copyOfRange(frame, at, frame.length));
            }
            default -> { // a piece missing
                int to = at + random.nextInt(frame.length - at + 1);
                return ClientSide.join(
                        Arrays.copyOf(frame, at), Arrays.copyOfRange(frame, to, frame.length));
            }
        }
        return frame;
    }
}
