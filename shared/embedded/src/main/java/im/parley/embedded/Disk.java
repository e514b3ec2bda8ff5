package im.parley.embedded;

import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The one RocksDB of the process, with all that it holds outside the heap.
final class Disk implements AutoCloseable {
    static {
        RocksDB.loadLibrary(); // before the first native object, which SYNCED is
    }

    private static final Logger log = LoggerFactory.getLogger(Disk.class);
    private static final String FOLDER = "rocks";
    private static final WriteOptions SYNCED = new WriteOptions().setSync(true);

    private final Path folder;
    private final Deque<AutoCloseable> natives;
    private final RocksDB rocks;
    private final Map<Family, ColumnFamilyHandle> handles;
    private final View latest;

    private Disk(
            Path folder,
            Deque<AutoCloseable> natives,
            RocksDB rocks,
            Map<Family, ColumnFamilyHandle> handles) {
        this.folder = folder;
        this.natives = natives;
        this.rocks = rocks;
        this.handles = handles;
        this.latest = View.latest(rocks, handles, folder);
        natives.push(latest);
    }

    static Disk open(Path folder, EmbeddedConfig config) throws IOException {
        var natives = new ArrayDeque<AutoCloseable>();
        try {
            return open(folder, config, natives);
        } catch (RocksDBException e) {
            release(natives);
            throw StorageFailure.of(folder, e);
        } catch (IOException e) {
            release(natives);
            throw e;
        }
    }

    private static Disk open(Path folder, EmbeddedConfig config, Deque<AutoCloseable> natives)
            throws RocksDBException, IOException {
        var path = folder.resolve(FOLDER);
        Files.createDirectories(path);
        var tuning = new Tuning(config, natives);
        var descriptors = new ArrayList<ColumnFamilyDescriptor>();
        for (var family : Family.values())
            descriptors.add(new ColumnFamilyDescriptor(family.id(), tuning.family(family)));
        var opened = new ArrayList<ColumnFamilyHandle>();
        var options = tuning.database(!holdsData(path));
        var rocks = RocksDB.open(options, path.toString(), descriptors, opened);
        natives.push(rocks);
        var handles = new EnumMap<Family, ColumnFamilyHandle>(Family.class);
        for (var family : Family.values()) {
            handles.put(family, opened.get(family.ordinal()));
            natives.push(opened.get(family.ordinal()));
        }
        return new Disk(folder, natives, rocks, handles);
    }

    // RocksDB takes a folder without its CURRENT file for an empty one and would start afresh
    // beside the files of the lost data.
    private static boolean holdsData(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.anyMatch(
                    file ->
                            file.toString().endsWith(".sst")
                                    || file.toString().endsWith(".log")
                                            && file.toFile().length() > 0);
        }
    }

    Path folder() {
        return folder;
    }

    View latest() {
        return latest;
    }

    ColumnFamilyHandle handle(Family family) {
        return handles.get(family);
    }

    /// Writes and waits until the disk has it.
    void commit(WriteBatch batch) {
        try {
            rocks.write(SYNCED, batch);
        } catch (RocksDBException e) {
            throw StorageFailure.of(folder, e);
        }
    }

    /// A copy of everything as of now, mostly of hard links, that opens like the folder itself.
    void copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (var checkpoint = Checkpoint.create(rocks)) {
            checkpoint.createCheckpoint(target.resolve(FOLDER).toString());
        } catch (RocksDBException e) {
            throw StorageFailure.of(target, e);
        }
    }

    /// Leaves sorted files behind, so that the next opening has no log to replay.
    @Override
    public void close() {
        try (var options = new FlushOptions()) {
            rocks.flush(options, List.copyOf(handles.values()));
        } catch (RocksDBException e) {
            log.warn("what is in memory was not flushed; the log has it", e);
        }
        release(natives);
    }

    private static void release(Deque<AutoCloseable> natives) {
        while (!natives.isEmpty()) {
            try {
                natives.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a native object did not close", e);
            }
        }
    }
}
