package im.parley.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second process out of a data folder. The kernel drops the lock with the process, however
/// that ends; the pid in the file is only there to be told.
final class FolderLock implements AutoCloseable {
    static final String FILE = "parley.lock";

    // Closing any channel on a file drops all locks this process holds on it (POSIX), so a second
    // opening by this process must be noticed without touching the file.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        var real = folder.toRealPath();
        long pid = ProcessHandle.current().pid();
        if (!OPEN.add(real)) throw inUse(folder, Long.toString(pid));
        try {
            var file = real.resolve(FILE);
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(folder, Files.readString(file, UTF_8).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((pid + "\n").getBytes(UTF_8)));
            return new FolderLock(real, channel);
        } catch (IOException | RuntimeException e) {
            OPEN.remove(real);
            throw e;
        }
    }

    private static StorageFailure inUse(Path folder, String pid) {
        return new StorageFailure(
                "The folder %s is already open in process %s. Stop that one, or use another folder."
                        .formatted(folder, pid));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OPEN.remove(folder);
    }
}
