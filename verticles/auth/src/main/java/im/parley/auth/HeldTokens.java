package im.parley.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.bus.Changes;
import im.parley.contract.UserId;
import im.parley.state.Overloaded;
import im.parley.state.TokenStates;
import im.parley.state.TokenStates.Held;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future.State;
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
    private final Cache<UserId, CompletableFuture<List<Held>>> copies =
            Caffeine.newBuilder()
                    .maximumSize(USERS_MAX)
                    .expireAfterWrite(COPY_LIFE)
                    .executor(Runnable::run)
                    .recordStats()
                    .build();

    HeldTokens(TokenStates states, Changes changes, MeterRegistry metrics) {
        this.states = states;
        this.changes = changes;
        CaffeineCacheMetrics.monitor(metrics, copies, "held_tokens");
        // This also drops a load under way, which might have read the old state.
        changes.onChange(CHANGED, user -> copies.invalidate(new UserId(user)));
    }

    /// From any thread; done at once when a copy is at hand. A load that failed is tried again by
    /// the next who asks.
    CompletableFuture<List<Held>> of(UserId user) {
        var copy = copies.get(user, this::load);
        if (copy.state() != State.FAILED) return copy;
        copies.asMap().remove(user, copy);
        return copies.get(user, this::load);
    }

    private CompletableFuture<List<Held>> load(UserId user) {
        return states.of(user).toCompletionStage().toCompletableFuture();
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
