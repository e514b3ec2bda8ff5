package im.parley.versions;

import im.parley.platform.Ids;

/// The row of an owner.
record Head(String owner, String versionID, long version) {
    /// A log starts at 1, because 0 is what a client says that knows nothing.
    static Head first(String owner) {
        return new Head(owner, Ids.versionId(), 1);
    }

    Head next() {
        return new Head(owner, versionID, version + 1);
    }

    Version asVersion() {
        return new Version(versionID, version);
    }
}
