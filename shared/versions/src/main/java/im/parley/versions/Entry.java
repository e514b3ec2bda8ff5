package im.parley.versions;

/// The latest state of one element, and the version that brought it.
record Entry(String owner, String element, int state, long version) {
    boolean isPseudo() {
        return element.equals(VersionLog.INFO) || element.equals(VersionLog.SORT);
    }
}
