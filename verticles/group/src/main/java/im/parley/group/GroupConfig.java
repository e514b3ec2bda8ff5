package im.parley.group;

/// What an operator may change about groups.
///
/// @param enableHistoryForNewMembers whether who joins may read what was written before
/// @param listedMembersMax how many members the member lists kept in memory have together; a member
///     takes about 100 bytes
public record GroupConfig(boolean enableHistoryForNewMembers, int listedMembersMax) {
    public static final GroupConfig DEFAULTS = new GroupConfig(true, 500_000);

    public GroupConfig {
        if (listedMembersMax < 0)
            throw new IllegalArgumentException(
                    "group.listedMembersMax: at least 0, not " + listedMembersMax);
    }
}
