package im.parley.sync;

/// What somebody is in a group (http-identity-and-groups.md 10).
enum Rank {
    OWNER(100),
    ADMIN(60),
    MEMBER(20),
    OUTSIDER(0);

    private final int level;

    Rank(int level) {
        this.level = level;
    }

    static Rank of(int roleLevel) {
        return switch (roleLevel) {
            case 100 -> OWNER;
            case 60 -> ADMIN;
            default -> MEMBER;
        };
    }

    int level() {
        return level;
    }

    /// Whether one of this rank may take his own message away from everybody.
    boolean mayRemoveOwn() {
        return this != OUTSIDER;
    }

    /// Whether one of this rank may take away what somebody else wrote
    /// (message-pipeline.md 5.1, step 3). Who has left is no more than an ordinary member.
    boolean mayRemoveThatOf(Rank sender) {
        return switch (this) {
            case OWNER -> true;
            case ADMIN -> sender == MEMBER || sender == OUTSIDER;
            case MEMBER, OUTSIDER -> false;
        };
    }

    /// Whether one of this rank may clear the group for everybody.
    boolean mayClear() {
        return this == OWNER || this == ADMIN;
    }
}
