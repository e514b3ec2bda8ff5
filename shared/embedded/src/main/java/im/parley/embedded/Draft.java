package im.parley.embedded;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The commit being put together: what is on disk, overlaid with what this commit has taken so far.
/// It belongs to the writer thread.
class Draft implements AutoCloseable {
    private final Disk disk;
    private final WriteBatch batch = new WriteBatch();
    private final Map<Slot, Optional<byte[]>> overlay = new HashMap<>();
    private int entries;

    Draft(Disk disk) {
        this.disk = disk;
    }

    Optional<byte[]> get(Family family, byte[] key) {
        var pending = overlay.get(new Slot(family, key));
        return pending != null ? pending : disk.latest().get(family, key);
    }

    void put(Slot slot, Optional<byte[]> value) {
        overlay.put(slot, value);
        if (value.isPresent()) add(slot.family(), slot.key(), value.get());
        else remove(slot);
    }

    /// Stores what no later change of the same commit asks for.
    void add(Family family, byte[] key, byte[] value) {
        entries++;
        try {
            batch.put(disk.handle(family), key, value);
        } catch (RocksDBException e) {
            throw StorageFailure.of(disk.folder(), e);
        }
    }

    private void remove(Slot slot) {
        entries++;
        try {
            batch.delete(disk.handle(slot.family()), slot.key());
        } catch (RocksDBException e) {
            throw StorageFailure.of(disk.folder(), e);
        }
    }

    int entries() {
        return entries;
    }

    long bytes() {
        return batch.getDataSize();
    }

    void commit() {
        if (entries > 0) disk.commit(batch);
    }

    void clear() {
        batch.clear();
        overlay.clear();
        entries = 0;
    }

    @Override
    public void close() {
        batch.close();
    }
}
