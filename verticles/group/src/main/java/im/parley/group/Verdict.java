package im.parley.group;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

/// What a rule says.
sealed interface Verdict {
    Verdict ALLOWED = new Allowed();

    record Allowed() implements Verdict {}

    record Refused(ErrorCode code, String why) implements Verdict {}

    static Verdict allowedIf(boolean holds, ErrorCode otherwise, String why) {
        return holds ? ALLOWED : new Refused(otherwise, why);
    }

    /// Ends the call if the answer is no.
    default void enforce() {
        if (this instanceof Refused(var code, var why)) throw new Refusal(code, why);
    }
}
