package im.parley.load;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What may be true on the server, as far as its answers tell: one state while every change was
/// acknowledged, and two after a change that got no answer, for it may have happened as a whole or
/// not at all.
///
///     {a} ── acknowledged ──► {b}
///     {a} ── unanswered ────► {a, b} ── seen(b) ──► {b}
///                                └───── seen(c) ──► a broken promise
///
/// @param <S> a value with a good `equals`
record Belief<S>(Set<S> possible) {
    static <S> Belief<S> of(S state) {
        return new Belief<>(Set.of(state));
    }

    Belief<S> acknowledged(UnaryOperator<S> change) {
        var after = new LinkedHashSet<S>();
        possible.forEach(state -> after.add(change.apply(state)));
        return new Belief<>(after);
    }

    Belief<S> unanswered(UnaryOperator<S> change) {
        var after = new LinkedHashSet<>(possible);
        after.addAll(acknowledged(change).possible);
        return new Belief<>(after);
    }

    boolean allows(S seen) {
        return possible.contains(seen);
    }

    /// The state while there is no doubt about it.
    S certain() {
        if (possible.size() != 1) throw new IllegalStateException("one of " + possible);
        return List.copyOf(possible).getFirst();
    }
}
