package im.parley.transfer;

/// @param conversationsKept how many conversations a worker keeps in memory
/// @param membersKept how many members of groups are kept in memory, of all groups together
public record TransferConfig(int conversationsKept, int membersKept) {
    public static final TransferConfig DEFAULTS = new TransferConfig(50_000, 1_000_000);

    public TransferConfig {
        atLeastOne("conversationsKept", conversationsKept);
        atLeastOne("membersKept", membersKept);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1)
            throw new IllegalArgumentException("transfer." + key + ": at least 1, not " + value);
    }
}
