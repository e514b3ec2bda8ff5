package im.parley.platform;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// Makes ids that nobody has to coordinate. They are unique, not secret.
public final class Ids {
    private static final HexFormat HEX = HexFormat.of();

    private Ids() {}

    /// 32 lower-case hex digits, the form of server and client message ids
    /// (http-messages-and-objects.md 1.2).
    public static String messageId() {
        return hex32(ThreadLocalRandom.current());
    }

    /// 24 lower-case hex digits, the form of a version log's id; never all zeros
    /// (http-identity-and-groups.md 6.1).
    public static String versionId() {
        var random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextInt());
    }

    public static NodeId node() {
        return new NodeId(hex32(new SplittableRandom()).substring(0, 12));
    }

    private static String hex32(RandomGenerator random) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HEX.formatHex(bytes);
    }
}
