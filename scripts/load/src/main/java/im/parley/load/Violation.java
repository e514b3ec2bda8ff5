package im.parley.load;

/// A promise that was not kept.
record Violation(Kind kind, String detail) {
    enum Kind {
        LOST,
        DUPLICATED,
        REORDERED,
        HOLE,
        /// Shown otherwise than stored, stored though refused, a frame that no client can read.
        WRONG
    }

    @Override
    public String toString() {
        return kind + " " + detail;
    }
}
