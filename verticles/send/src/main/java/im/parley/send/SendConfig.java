package im.parley.send;

/// @param friendVerify whether only friends of the receiver may write to him
/// @param copiesMax how many answers of each other service are kept
public record SendConfig(boolean friendVerify, int copiesMax) {
    public static final SendConfig DEFAULTS = new SendConfig(false, 100_000);

    public SendConfig {
        if (copiesMax < 1)
            throw new IllegalArgumentException("send.copiesMax: at least 1, not " + copiesMax);
    }
}
