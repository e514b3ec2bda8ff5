package im.parley.api;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses answers. One of an event loop, because a fresh deflater costs as much as the
/// compression of a small answer.
final class Gzip implements AutoCloseable {
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, 0};

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private final byte[] piece = new byte[8_192];

    /// Whether the value of `Accept-Encoding` names gzip, and not to forbid it.
    static boolean isAcceptedBy(String acceptEncoding) {
        for (var coding : acceptEncoding.split(",")) {
            var parts = coding.split(";");
            if (parts[0].strip().equalsIgnoreCase("gzip"))
                return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
        }
        return false;
    }

    byte[] compressed(byte[] plain) {
        var out = new ByteArrayOutputStream(64 + plain.length / 3);
        out.writeBytes(HEAD);
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        while (!deflater.finished()) out.write(piece, 0, deflater.deflate(piece));
        crc.reset();
        crc.update(plain);
        writeInt(out, (int) crc.getValue());
        writeInt(out, plain.length);
        return out.toByteArray();
    }

    private static void writeInt(ByteArrayOutputStream out, int number) {
        for (int shift = 0; shift < 32; shift += 8) out.write(number >>> shift);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
