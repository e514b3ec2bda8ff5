package im.parley.auth;

import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.contract.UserId;
import im.parley.state.Overloaded;
import im.parley.state.TokenStates;
import im.parley.state.TokenStates.Held;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// The tokens users hold: read through a copy, changed by compare-and-set.
final class HeldTokens {
    static final String CHANGED = "token";
    private static final int USERS_MAX = 20_000;
    private static final int ATTEMPTS_MAX = 32;

    /// How long a copy lives that a lost word of another node would have made void.
    private static final Duration COPY_LIFE = Duration.ofMinutes(1);

    private final TokenStates states;
    private final Changes changes;
    private final Copies<UserId, List<Held>> copies;

    HeldTokens(TokenStates states, Changes changes, MeterRegistry metrics) {
        this.states = states;
        this.changes = changes;
        this.copies = new Copies<>(USERS_MAX, COPY_LIFE, metrics, "held_tokens");
        changes.onChange(CHANGED, user -> copies.drop(new UserId(user)));
    }

    /// From any thread; done at once when a copy is at hand.
    Future<List<Held>> of(UserId user) {
        return copies.get(user, states::of);
    }

    /// The stored state itself.
    List<Held> stored(UserId user) {
        return states.of(user).await();
    }

    /// On a virtual thread. Of two changes at once the slower starts again from what the faster
    /// left.
    void change(UserId user, UnaryOperator<List<Held>> edit) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var before = stored(user);
            var after = edit.apply(before);
            if (after.equals(before) || replaced(user, before, after)) return;
        }
        throw new Overloaded("the tokens of one user change too fast");
    }

    /// Copies are dropped also when it failed: a write that timed out may have happened.
    private boolean replaced(UserId user, List<Held> before, List<Held> after) {
        return states.replace(user, before, after)
                .onComplete(_ -> changes.publish(CHANGED, user.value()))
                .await();
    }
}
