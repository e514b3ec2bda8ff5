package im.parley.group;

import im.parley.versions.Version;

import java.util.Map;

/// A change that has been written.
///
/// @param value what the change came to
/// @param versions of the member lists that it moved on, by group
record Committed<T>(T value, Map<String, Version> versions) {
    Version version(String groupID) {
        var version = versions.get(groupID);
        if (version == null)
            throw new IllegalStateException("the list of " + groupID + " has not moved on");
        return version;
    }
}
