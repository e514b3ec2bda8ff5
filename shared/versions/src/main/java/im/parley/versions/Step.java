package im.parley.versions;

import java.util.Collection;
import java.util.List;

/// One operation on one owner's list: one step of its version, however many elements it touches. A
/// step without elements is none.
public record Step(String owner, State state, List<String> elements) {
    public static Step insert(String owner, Collection<String> elements) {
        return new Step(owner, State.INSERT, List.copyOf(elements));
    }

    public static Step insert(String owner, String element) {
        return new Step(owner, State.INSERT, List.of(element));
    }

    public static Step delete(String owner, Collection<String> elements) {
        return new Step(owner, State.DELETE, List.copyOf(elements));
    }

    public static Step delete(String owner, String element) {
        return new Step(owner, State.DELETE, List.of(element));
    }

    public static Step update(String owner, Collection<String> elements) {
        return new Step(owner, State.UPDATE, List.copyOf(elements));
    }

    public static Step update(String owner, String element) {
        return new Step(owner, State.UPDATE, List.of(element));
    }
}
