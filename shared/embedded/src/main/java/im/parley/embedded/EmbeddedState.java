package im.parley.embedded;

import im.parley.state.MessageArchive;
import im.parley.state.MessageLog;
import im.parley.state.Presence;
import im.parley.state.Tables;
import im.parley.state.TokenStates;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// All state of a server that is one process, in one folder.
///
///     parley.lock   held while open, with the pid of the holder
///     rocks/        the database
public final class EmbeddedState implements AutoCloseable {
    private final FolderLock lock;
    private final Disk disk;
    private final Writer writer;
    private final Readers readers;
    private final Tables tables;
    private final MessageArchive messages;
    private final TokenStates tokens;
    private final Presence presence = new MemoryPresence();
    private final MemoryMessageLog log;
    private boolean closed;

    private EmbeddedState(
            Vertx vertx, FolderLock lock, Disk disk, EmbeddedConfig config, MeterRegistry metrics) {
        this.lock = lock;
        this.disk = disk;
        writer = new Writer(vertx, new Draft(disk), config.writesWaitingMax(), metrics);
        readers = new Readers(vertx, config.readerThreads(), config.readsWaitingMax(), metrics);
        tables = new RocksTables(disk, writer, readers);
        messages = new RocksMessageStore(disk, writer, readers);
        tokens = new RocksTokenStates(disk, writer, readers);
        log = new MemoryMessageLog(vertx, config, metrics);
    }

    /// Opens the folder, or makes it. Blocks for some tens of milliseconds, longer after a crash.
    /// Fails with [StorageFailure] when the folder is in use, damaged, full or too new.
    public static EmbeddedState open(
            Vertx vertx, Path folder, EmbeddedConfig config, MeterRegistry metrics) {
        try {
            Files.createDirectories(folder);
            var lock = FolderLock.take(folder);
            try {
                return new EmbeddedState(vertx, lock, open(folder, config), config, metrics);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw StorageFailure.of(folder, e);
        }
    }

    private static Disk open(Path folder, EmbeddedConfig config) throws IOException {
        var disk = Disk.open(folder, config);
        try {
            Format.check(disk);
            return disk;
        } catch (RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    public Tables tables() {
        return tables;
    }

    public MessageArchive messages() {
        return messages;
    }

    public TokenStates tokens() {
        return tokens;
    }

    public Presence presence() {
        return presence;
    }

    public MessageLog log() {
        return log;
    }

    /// Succeeds when the log's readers are done with all that is on it now. To be waited for at the
    /// end, after the doors are shut and before the readers go.
    public Future<Void> drained() {
        return log.drained();
    }

    /// Makes a copy that opens like this folder, while the server runs. Blocks. The target must not
    /// hold one yet.
    public synchronized Path checkpoint(Path target) {
        if (closed) throw new IllegalStateException("the store is closed");
        try {
            disk.copyTo(target);
            return target;
        } catch (IOException e) {
            throw StorageFailure.of(target, e);
        }
    }

    /// Carries out what was taken, then lets go of everything. Blocks; calls that come later fail.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            log.close();
            writer.stop();
            readers.close();
            disk.close();
            lock.close();
        } catch (InterruptedException e) {
            // Whatever is still open goes with the process; nothing acknowledged is lost by that.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw StorageFailure.of(disk.folder(), e);
        }
    }
}
