package im.parley.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// One gzip member a frame (websocket.md 2.4), with the deflater and inflater kept: making one
/// costs more than using it. An instance belongs to one thread.
final class Gzip {
    private static final ThreadLocal<Gzip> OF_THREAD = ThreadLocal.withInitial(Gzip::new);
    private static final int HEADER_SIZE = 10;
    private static final int TRAILER_SIZE = 8;
    private static final int INFLATED_MAX = 8 << 20;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Inflater inflater = new Inflater(true);
    private final byte[] scratch = new byte[16 << 10];

    private Gzip() {}

    static Gzip ofThread() {
        return OF_THREAD.get();
    }

    void deflate(ByteBuf plain, ByteBuf out) {
        var crc = new CRC32();
        crc.update(plain.nioBuffer());
        out.writeInt(0x1f8b0800).writeInt(0).writeShort(0x00ff);
        deflater.reset();
        deflater.setInput(plain.nioBuffer());
        deflater.finish();
        while (!deflater.finished()) out.writeBytes(scratch, 0, deflater.deflate(scratch));
        out.writeIntLE((int) crc.getValue()).writeIntLE(plain.readableBytes());
    }

    ByteBuf inflate(ByteBuf member) {
        int at = member.readerIndex();
        if (member.readableBytes() < HEADER_SIZE + TRAILER_SIZE
                || member.getInt(at) != 0x1f8b0800) {
            throw new IllegalStateException("not a plain gzip member");
        }
        ByteBuffer body = member.nioBuffer(at + HEADER_SIZE, member.readableBytes() - HEADER_SIZE);
        inflater.reset();
        inflater.setInput(body);
        var plain = Unpooled.buffer(member.readableBytes() * 2);
        try {
            while (!inflater.finished()) {
                int size = inflater.inflate(scratch);
                if (size == 0 && inflater.needsInput())
                    throw new IllegalStateException("gzip cut short");
                plain.writeBytes(scratch, 0, size);
                if (plain.readableBytes() > INFLATED_MAX)
                    throw new IllegalStateException("gzip too large");
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
        checkTrailer(member, plain);
        return plain;
    }

    private static void checkTrailer(ByteBuf member, ByteBuf plain) {
        var crc = new CRC32();
        crc.update(plain.nioBuffer());
        if (member.getIntLE(member.writerIndex() - TRAILER_SIZE) != (int) crc.getValue()) {
            throw new IllegalStateException("gzip checksum differs");
        }
    }
}
