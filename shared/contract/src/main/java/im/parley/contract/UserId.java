package im.parley.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A user. Ordered by the bytes of its UTF-8 form, because the order of two users is part of the
/// id of their conversation (message-pipeline.md 0.1).
public record UserId(String value) implements Comparable<UserId> {
    @Override
    public int compareTo(UserId other) {
        return Arrays.compareUnsigned(
                value.getBytes(StandardCharsets.UTF_8),
                other.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }
}
