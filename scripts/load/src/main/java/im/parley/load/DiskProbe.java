package im.parley.load;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// How long the disk alone makes somebody wait who stores before he answers: small appends, one
/// synced after the other, while no server runs. No latency of a durable server can be below it, so
/// a disk that stands still now and then is told from a server that does.
final class DiskProbe {
    private static final int BYTES = 4096;

    // Appends are due one a millisecond, as messages are: one that stands still holds up those
    // behind it, and they count too.
    private static final long DUE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private DiskProbe() {}

    /// @param folder on the disk to be measured
    static Histogram measure(Path folder, double seconds) {
        var waits = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
        var file = folder.resolve("parley-load-disk-" + ProcessHandle.current().pid());
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (var channel = FileChannel.open(file, CREATE_NEW, WRITE, DELETE_ON_CLOSE)) {
            var bytes = ByteBuffer.allocateDirect(BYTES);
            for (long start; (start = System.nanoTime()) < end; ) {
                channel.write(bytes.clear());
                channel.force(false);
                waits.recordValueWithExpectedInterval(System.nanoTime() - start, DUE_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return waits;
    }
}
