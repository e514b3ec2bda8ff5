package im.parley.load;

import java.util.List;

/// A promise that was not kept.
///
/// @param before what happened on the connection until then, the last thing last
record Violation(Kind kind, String detail, List<Event> before) {
    enum Kind {
        LOST,
        DUPLICATED,
        REORDERED,
        HOLE,
        /// Shown otherwise than stored, stored though refused, a frame that no client can read.
        WRONG
    }

    Violation(Kind kind, String detail) {
        this(kind, detail, List.of());
    }

    /// What it has in common with others; one breach may break a promise to many.
    String what() {
        return kind + " " + detail.split(":", 2)[0];
    }

    @Override
    public String toString() {
        return kind + " " + detail;
    }
}
