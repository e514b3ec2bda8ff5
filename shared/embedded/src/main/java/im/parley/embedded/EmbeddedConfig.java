package im.parley.embedded;

/// What an operator may tune in the embedded stores.
///
/// @param blockCacheMiB memory for what is read from disk
/// @param writeBufferMiB memory for what is not yet in sorted files, at the most
/// @param partitions of the message log, each numbered by one worker
/// @param partitionRecordsMax messages a partition holds before it refuses more
/// @param batchMax messages a worker is given at a time
/// @param writesWaitingMax writes that may wait for the disk
/// @param readsWaitingMax reads that may wait for a reader
/// @param readerThreads threads that read
public record EmbeddedConfig(
        int blockCacheMiB,
        int writeBufferMiB,
        int partitions,
        int partitionRecordsMax,
        int batchMax,
        int writesWaitingMax,
        int readsWaitingMax,
        int readerThreads) {
    public static final EmbeddedConfig DEFAULTS =
            new EmbeddedConfig(16, 16, 2, 20_000, 500, 10_000, 50_000, 2);

    public EmbeddedConfig {
        within("blockCacheMiB", blockCacheMiB, 1, 1 << 20);
        within("writeBufferMiB", writeBufferMiB, 1, 1 << 20);
        within("partitions", partitions, 1, 1024);
        within("partitionRecordsMax", partitionRecordsMax, 1, 10_000_000);
        within("batchMax", batchMax, 1, 100_000);
        within("writesWaitingMax", writesWaitingMax, 1, 10_000_000);
        within("readsWaitingMax", readsWaitingMax, 1, 10_000_000);
        within("readerThreads", readerThreads, 1, 256);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max)
            throw new IllegalArgumentException(
                    "embedded.%s is %d, not %d to %d".formatted(key, value, min, max));
    }
}
