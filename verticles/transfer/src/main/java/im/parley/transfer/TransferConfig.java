package im.parley.transfer;

/// @param conversationsKept how many conversations a worker keeps in memory
public record TransferConfig(int conversationsKept) {
    public static final TransferConfig DEFAULTS = new TransferConfig(50_000);

    public TransferConfig {
        if (conversationsKept < 1)
            throw new IllegalArgumentException(
                    "transfer.conversationsKept: at least 1, not " + conversationsKept);
    }
}
