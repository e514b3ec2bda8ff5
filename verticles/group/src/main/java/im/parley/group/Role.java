package im.parley.group;

import java.util.Arrays;
import java.util.Optional;

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

    boolean isAbove(Role other) {
        return rank() < other.rank();
    }

    static Role ofRank(int rank) {
        return BY_RANK[rank];
    }

    static Optional<Role> ofLevel(int level) {
        return Arrays.stream(BY_RANK).filter(role -> role.level == level).findFirst();
    }
}
