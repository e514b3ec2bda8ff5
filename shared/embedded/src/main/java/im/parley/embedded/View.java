package im.parley.embedded;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be read from the disk: as it is now, or as it was when the view was taken.
final class View implements AutoCloseable {
    /// Is called with each value that was found, beside the position of its key.
    @FunctionalInterface
    interface Found {
        void at(int position, byte[] value);
    }

    /// Is called with the entries of a stretch in turn until it says false.
    @FunctionalInterface
    interface Visitor {
        boolean visit(byte[] key, RocksIterator at);
    }

    private final RocksDB rocks;
    private final Map<Family, ColumnFamilyHandle> handles;
    private final Path folder;
    private final ReadOptions options;
    private final Optional<Snapshot> snapshot;

    private View(
            RocksDB rocks,
            Map<Family, ColumnFamilyHandle> handles,
            Path folder,
            Optional<Snapshot> snapshot) {
        this.rocks = rocks;
        this.handles = handles;
        this.folder = folder;
        this.options = new ReadOptions();
        this.snapshot = snapshot;
        snapshot.ifPresent(options::setSnapshot);
    }

    static View latest(RocksDB rocks, Map<Family, ColumnFamilyHandle> handles, Path folder) {
        return new View(rocks, handles, folder, Optional.empty());
    }

    /// The same disk, standing still.
    View still() {
        return new View(rocks, handles, folder, Optional.of(rocks.getSnapshot()));
    }

    Optional<byte[]> get(Family family, byte[] key) {
        try {
            return Optional.ofNullable(rocks.get(handles.get(family), options, key));
        } catch (RocksDBException e) {
            throw StorageFailure.of(folder, e);
        }
    }

    void getAll(Family family, List<byte[]> keys, Found found) {
        if (keys.isEmpty()) return;
        try {
            var families = Collections.nCopies(keys.size(), handles.get(family));
            var values = rocks.multiGetAsList(options, families, keys);
            for (int i = 0; i < values.size(); i++)
                if (values.get(i) != null) found.at(i, values.get(i));
        } catch (RocksDBException e) {
            throw StorageFailure.of(folder, e);
        }
    }

    /// Visits the keys from `first` (included) to `end` (left out).
    void walk(Family family, byte[] first, byte[] end, Visitor visitor) {
        try (var at = rocks.newIterator(handles.get(family), options)) {
            at.seek(first);
            for (; at.isValid(); at.next()) {
                var key = at.key();
                if (Arrays.compareUnsigned(key, end) >= 0 || !visitor.visit(key, at)) break;
            }
            at.status();
        } catch (RocksDBException e) {
            throw StorageFailure.of(folder, e);
        }
    }

    /// Visits the same keys from the last to the first.
    void walkBack(Family family, byte[] first, byte[] end, Visitor visitor) {
        try (var at = rocks.newIterator(handles.get(family), options)) {
            at.seekForPrev(end);
            if (at.isValid() && Arrays.equals(at.key(), end)) at.prev();
            for (; at.isValid(); at.prev()) {
                var key = at.key();
                if (Arrays.compareUnsigned(key, first) < 0 || !visitor.visit(key, at)) break;
            }
            at.status();
        } catch (RocksDBException e) {
            throw StorageFailure.of(folder, e);
        }
    }

    @Override
    public void close() {
        options.close();
        snapshot.ifPresent(rocks::releaseSnapshot);
    }
}
