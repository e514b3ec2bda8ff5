package im.parley.json;

import com.google.protobuf.Message;

import java.util.Set;

/// A message and what the text said beyond it: protobuf cannot tell an absent list from an empty
/// one, but some checks do ("list non-null", http-identity-and-groups.md 8).
///
/// @param presentKeys the fields given with a value that is not `null`, also those of single nested
///     messages (`userInfo`, `userInfo.nickname`), but not those inside lists and maps
public record Parsed<M extends Message>(M message, Set<String> presentKeys) {
    public Parsed {
        presentKeys = Set.copyOf(presentKeys);
    }

    public boolean has(String key) {
        return presentKeys.contains(key);
    }
}
