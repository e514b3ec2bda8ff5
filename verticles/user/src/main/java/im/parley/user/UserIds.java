package im.parley.user;

import java.util.concurrent.ThreadLocalRandom;

/// What a user may be called on the wire.
final class UserIds {
    private static final long TEN_DIGITS_FIRST = 1_000_000_000L;
    private static final long TEN_DIGITS_END = 10_000_000_000L;

    private UserIds() {}

    /// Unicode letters, digits and `_` (http-identity-and-groups.md 8.1).
    static boolean areGood(String userID) {
        return !userID.isEmpty()
                && userID.codePoints()
                        .allMatch(c -> Character.isLetter(c) || Character.isDigit(c) || c == '_');
    }

    /// For an account that was given none (http-identity-and-groups.md 8.15).
    static String generated() {
        return Long.toString(
                ThreadLocalRandom.current().nextLong(TEN_DIGITS_FIRST, TEN_DIGITS_END));
    }
}
