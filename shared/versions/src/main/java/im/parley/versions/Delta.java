package im.parley.versions;

import java.util.List;

/// The answer to "what changed since": ids only, oldest change first.
///
/// @param head the version to store with it
/// @param full too much or nothing known: the client is to read the whole list; the ids are empty
/// @param sortVersion the version at which the order changed, 0 if it has not
/// @param infoChanged the element [VersionLog#INFO] is among the changes
public record Delta(
        Version head,
        boolean full,
        List<String> deleted,
        List<String> inserted,
        List<String> updated,
        long sortVersion,
        boolean infoChanged) {
    static Delta full(Version head) {
        return new Delta(head, true, List.of(), List.of(), List.of(), 0, false);
    }

    static Delta none(Version head) {
        return new Delta(head, false, List.of(), List.of(), List.of(), 0, false);
    }

    /// Whether an element other than the pseudo ones has changed.
    public boolean touchesElements() {
        return !deleted.isEmpty() || !inserted.isEmpty() || !updated.isEmpty();
    }
}
