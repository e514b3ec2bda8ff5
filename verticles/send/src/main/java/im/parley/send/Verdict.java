package im.parley.send;

import im.parley.contract.ErrorCode;

/// What the rules say about one message.
sealed interface Verdict {
    /// @param quietly without an offline push, because the receiver wants it so
    record Allowed(boolean quietly) implements Verdict {}

    record Refused(ErrorCode code, String detail) implements Verdict {}

    Verdict ALLOWED = new Allowed(false);
    Verdict QUIETLY = new Allowed(true);
}
