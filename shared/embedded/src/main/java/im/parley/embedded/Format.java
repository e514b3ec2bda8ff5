package im.parley.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// The version of everything that is written here: families, keys and values. It grows when an
/// older version could not read what a newer one writes.
final class Format {
    static final int VERSION = 3;
    static final byte[] KEY = "format".getBytes(UTF_8);

    private Format() {}

    /// Signs a folder that is new or was written by an older version, all of which this one reads;
    /// refuses one that a newer version has written.
    static void check(Disk disk) {
        var stored = disk.latest().get(Family.META, KEY);
        int version = stored.map(value -> Integer.parseInt(new String(value, UTF_8))).orElse(0);
        refuseNewer(disk, version);
        if (version < VERSION) sign(disk);
    }

    private static void refuseNewer(Disk disk, int version) {
        if (version > VERSION)
            throw new StorageFailure(
                    ("The folder %s was written by a newer version (format %d, this one knows %d)."
                                    + " Start that version, or restore an older backup.")
                            .formatted(disk.folder(), version, VERSION));
    }

    private static void sign(Disk disk) {
        try (var batch = new WriteBatch()) {
            batch.put(disk.handle(Family.META), KEY, Integer.toString(VERSION).getBytes(UTF_8));
            disk.commit(batch);
        } catch (RocksDBException e) {
            throw StorageFailure.of(disk.folder(), e);
        }
    }
}
