package im.parley.state;

import im.parley.contract.UserId;

import io.vertx.core.Future;

import java.util.List;

/// The tokens each user holds and what has become of them. Owned by `auth`.
public interface TokenStates {
    /// A token is usable while NORMAL, and for a grace while SUPERSEDED (an admin's older token).
    enum State {
        NORMAL,
        KICKED,
        SUPERSEDED
    }

    /// @param goodUntil Unix milliseconds after which it may be forgotten
    record Held(int platformID, String token, State state, long goodUntil) {}

    /// All tokens of a user, oldest first.
    Future<List<Held>> of(UserId user);

    /// Replaces them if they are still as the caller saw them; false when somebody was faster.
    Future<Boolean> replace(UserId user, List<Held> before, List<Held> after);
}
