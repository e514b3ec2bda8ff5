package im.parley.group;

/// As what somebody acts in a group.
enum Standing {
    APP_ADMIN,
    OWNER,
    ADMIN,
    ORDINARY,
    OUTSIDER;

    static Standing of(Role role) {
        return switch (role) {
            case OWNER -> OWNER;
            case ADMIN -> ADMIN;
            case ORDINARY -> ORDINARY;
        };
    }
}
