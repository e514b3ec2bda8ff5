package im.parley.sync;

/// @param answerBytesMax message bytes in one answer; clients drop frames above 1 MiB
///     (websocket.md 2.1), JSON frames are a third larger than the messages in them
/// @param noticesMax notifications of one conversation in an answer; older ones are left out
public record SyncConfig(int answerBytesMax, int noticesMax) {
    /// Far above what clients ask for at once.
    static final int LISTED_MAX = 10_000;

    public static final SyncConfig DEFAULTS = new SyncConfig(700_000, 5_000);

    public SyncConfig {
        if (answerBytesMax < 65_536 || answerBytesMax > 760_000)
            throw new IllegalArgumentException(
                    "sync.answerBytesMax: 65536 to 760000, not " + answerBytesMax);
        if (noticesMax < 1)
            throw new IllegalArgumentException("sync.noticesMax: at least 1, not " + noticesMax);
    }
}
