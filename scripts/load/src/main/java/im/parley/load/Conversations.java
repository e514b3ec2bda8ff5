package im.parley.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Ids of conversations as clients make them (message-pipeline.md 0.1).
final class Conversations {
    private Conversations() {}

    static String single(String one, String other) {
        boolean inOrder =
                Arrays.compareUnsigned(
                                one.getBytes(StandardCharsets.UTF_8),
                                other.getBytes(StandardCharsets.UTF_8))
                        <= 0;
        return inOrder ? "si_" + one + "_" + other : "si_" + other + "_" + one;
    }
}
