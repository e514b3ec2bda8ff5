package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What is believed of many subjects, and where the server answered otherwise. A pure book: it asks
/// nothing itself.
///
/// @param <S> the whole state of a subject: what is changed by one request is all in it, so that
///     half a change is a state that nobody believes in
final class Ledger<S> {
    private final Map<String, Belief<S>> beliefs = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private int acknowledged;

    /// A lawful request and what it does.
    record Step<S>(String path, String token, String json, UnaryOperator<S> change) {
        /// The same for a state that is seen from its other side.
        Step<S> turned(UnaryOperator<S> turn) {
            return new Step<>(
                    path, token, json, state -> turn.apply(change.apply(turn.apply(state))));
        }
    }

    void open(String subject, S state) {
        beliefs.put(subject, Belief.of(state));
    }

    void close(String subject) {
        beliefs.remove(subject);
    }

    List<String> subjects() {
        return List.copyOf(beliefs.keySet());
    }

    boolean isCertain(String subject) {
        return beliefs.get(subject).possible().size() == 1;
    }

    S certain(String subject) {
        return beliefs.get(subject).certain();
    }

    void answered(String subject, Step<S> step, Answer answer) {
        answered(subject, step.path + " " + step.json, answer, step.change);
    }

    /// A step was answered, or not. A lawful one is never refused by a server that is well.
    void answered(String subject, String what, Answer answer, UnaryOperator<S> change) {
        var before = beliefs.get(subject);
        if (answer.accepted()) {
            acknowledged++;
            beliefs.put(subject, before.acknowledged(change));
            return;
        }
        beliefs.put(subject, before.unanswered(change));
        if (answer.status() == 0) return;
        wrong(
                "%s, which was %s: %s was answered %s"
                        .formatted(subject, before.possible(), what, answer.body()));
    }

    /// How a subject was found while nothing was under way. It is told once: from then on the state
    /// is taken as it was found.
    void found(String subject, S state) {
        var belief = beliefs.put(subject, Belief.of(state));
        if (belief.allows(state)) return;
        var what =
                "%s is %s and should be %s"
                        .formatted(
                                subject,
                                state,
                                belief.possible().size() == 1
                                        ? belief.certain()
                                        : "one of " + belief.possible());
        violations.add(new Violation(Kind.LOST, what));
    }

    void wrong(String what) {
        violations.add(new Violation(Kind.WRONG, what));
    }

    int acknowledged() {
        return acknowledged;
    }

    /// What was found wrong since the last time.
    List<Violation> broken() {
        var broken = List.copyOf(violations);
        violations.clear();
        return broken;
    }
}
