package im.parley.auth;

import im.parley.contract.Platform;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/// A new token, and what becomes of the ones its user held before (http-identity-and-groups.md 7.2,
/// steps 2 to 5).
record Login(Platform platform, String token, long expiresAt) {
    /// How long an admin's older token stays good.
    static final long GRACE_MILLIS = 5 * 60_000;

    /// @param held oldest first
    /// @param verifies whether a token is one of ours and in time
    List<Held> into(
            List<Held> held,
            MultiLogin policy,
            int maxNumOneEnd,
            long now,
            Predicate<String> verifies) {
        var live = held.stream().filter(old -> isLive(old) && verifies.test(old.token())).toList();
        var people = live.stream().filter(old -> !ofAdmin(old)).toList();
        var kicked = new HashSet<>(policy.kicked(people, platform, maxNumOneEnd));
        var after = new ArrayList<Held>();
        for (var old : held) {
            if (isGraced(old, now)) after.add(old);
            else if (kicked.contains(old)) after.add(in(State.KICKED, old));
            else if (live.contains(old)) after.add(ofAdmin(old) ? besideAdmin(old, now) : old);
        }
        after.add(new Held(platform.id(), token, State.NORMAL, expiresAt));
        return after;
    }

    /// A token of the same second is the same text: it is not an older one, and is good again.
    private boolean isLive(Held old) {
        return old.state() == State.NORMAL && !old.token().equals(token);
    }

    private boolean isGraced(Held old, long now) {
        return old.state() == State.SUPERSEDED
                && old.goodUntil() > now
                && !old.token().equals(token);
    }

    private Held besideAdmin(Held old, long now) {
        return platform == Platform.ADMIN
                ? new Held(old.platformID(), old.token(), State.SUPERSEDED, now + GRACE_MILLIS)
                : old;
    }

    private static boolean ofAdmin(Held held) {
        return held.platformID() == Platform.ADMIN.id();
    }

    private static Held in(State state, Held old) {
        return new Held(old.platformID(), old.token(), state, old.goodUntil());
    }
}
