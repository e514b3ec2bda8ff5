package im.parley.contract;

/// A user. Ordered by the bytes of its UTF-8 form, because the order of two users is part of the id
/// of their conversation (message-pipeline.md 0.1).
public record UserId(String value) implements Comparable<UserId> {
    @Override
    public int compareTo(UserId other) {
        int common = Math.min(value.length(), other.value.length());
        for (int i = 0; i < common; i++) {
            int order = rank(value.charAt(i)) - rank(other.value.charAt(i));
            if (order != 0) return order;
        }
        return value.length() - other.value.length();
    }

    /// UTF-16 puts surrogates, which stand for the highest characters, before U+E000 to U+FFFF;
    /// UTF-8 does not.
    private static int rank(char unit) {
        if (unit < Character.MIN_SURROGATE) return unit;
        return unit > Character.MAX_SURROGATE ? unit - 0x800 : unit + 0x2000;
    }

    @Override
    public String toString() {
        return value;
    }
}
