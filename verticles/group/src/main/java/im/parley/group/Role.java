package im.parley.group;

/// What a member may do; in the order in which members are listed (http-identity-and-groups.md
/// 4.1).
enum Role {
    OWNER(100),
    ADMIN(60),
    ORDINARY(20);

    private static final Role[] BY_RANK = values();
    private final int level;

    Role(int level) {
        this.level = level;
    }

    /// The number on the wire.
    int level() {
        return level;
    }

    /// The number in the row: lists are read in its order.
    int rank() {
        return ordinal();
    }

    static Role ofRank(int rank) {
        return BY_RANK[rank];
    }
}
