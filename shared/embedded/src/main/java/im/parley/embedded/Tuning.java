package im.parley.embedded;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.HashLinkedListMemTableConfig;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.RateLimiter;
import org.rocksdb.RateLimiterMode;
import org.rocksdb.WALRecoveryMode;

import java.util.Deque;

/// How RocksDB is set up: small, and cheap for many small messages. Everything made here is native
/// and is released with the disk.
final class Tuning {
    private static final long MIB = 1 << 20;
    private static final long MERGED_PER_SECOND_MAX = 512 * MIB;
    private static final long REFILL_MICROS = 20_000;
    private static final int FAIRNESS = 10; // RocksDB's own
    // Longer than any key that is looked up: the whole key chooses the bucket.
    private static final int KEY_MAX = 4_096;

    private final EmbeddedConfig config;
    private final Deque<AutoCloseable> natives;
    private final BlockBasedTableConfig files;

    /// @param natives takes what has to be released
    Tuning(EmbeddedConfig config, Deque<AutoCloseable> natives) {
        this.config = config;
        this.natives = natives;
        // A cache in shards cannot hold a block larger than a shard, so a small one has only one.
        var cache = owned(new LRUCache(config.blockCacheMiB() * MIB, 0));
        files =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(owned(new BloomFilter(10)))
                        .setBlockSize(16 << 10)
                        .setFormatVersion(5)
                        // Indexes and filters are read in small parts and count as cached memory:
                        // those of ten million messages are larger than the whole cache.
                        .setCacheIndexAndFilterBlocks(true)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setPinTopLevelIndexAndFilter(true);
    }

    DBOptions database(boolean fresh) {
        return owned(new DBOptions())
                .setCreateIfMissing(fresh)
                .setCreateMissingColumnFamilies(true)
                .setMaxOpenFiles(256)
                // A second compaction, so that small ones need not wait behind a large one.
                .setMaxBackgroundJobs(3)
                // What a crash leaves to be replayed.
                .setMaxTotalWalSize(2 * config.writeBufferMiB() * MIB)
                .setDbWriteBufferSize(config.writeBufferMiB() * MIB)
                .setRateLimiter(owned(spread()))
                // Merging takes what the others leave: at 20 000 messages a second on two cores it
                // made half of them wait for it, 5.0 instead of 2.4 ms.
                .setEnv(Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW))
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setKeepLogFileNum(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                // One thread writes: what helps several only costs here.
                .setAllowConcurrentMemtableWrite(false)
                // A torn last record was never acknowledged and is dropped; damage anywhere else is
                // refused rather than taken for the end of the log.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
    }

    /// Merging is spread over time instead of taking a core and the disk for a second or two:
    /// RocksDB gives it a little more than it has lately asked for, never less than a twentieth of
    /// the most.
    private static RateLimiter spread() {
        return new RateLimiter(
                MERGED_PER_SECOND_MAX, REFILL_MICROS, FAIRNESS, RateLimiterMode.WRITES_ONLY, true);
    }

    ColumnFamilyOptions family(Family family) {
        var options =
                owned(new ColumnFamilyOptions())
                        .setTableFormatConfig(files)
                        .setWriteBufferSize(config.writeBufferMiB() * MIB / 2)
                        .setMaxWriteBufferNumber(4)
                        .setCompressionType(CompressionType.LZ4_COMPRESSION)
                        .setLevelCompactionDynamicLevelBytes(true);
        // Messages are stored once and hardly ever changed. Merging runs of like size, at least
        // four at a time, rewrites them less often than keeping levels: 3.8 against 13.5 µs of CPU
        // a message over 3 million.
        if (family.ofMessages())
            options.setCompactionStyle(CompactionStyle.UNIVERSAL)
                    .setLevelZeroFileNumCompactionTrigger(8)
                    .setCompactionOptionsUniversal(
                            owned(new CompactionOptionsUniversal()).setMinMergeWidth(4));
        // Keys that are never walked need no order before they reach a file, and a hash table saves
        // a third of the writer's time.
        if (family.lookedUp())
            options.setMemTableConfig(new HashLinkedListMemTableConfig().setBucketCount(16_384))
                    .useCappedPrefixExtractor(KEY_MAX);
        return options;
    }

    private <T extends AutoCloseable> T owned(T made) {
        natives.push(made);
        return made;
    }
}
