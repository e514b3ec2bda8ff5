package im.parley.node;

import java.util.List;

/// The app admins (http-identity-and-groups.md 3).
///
/// @param nicknames by position in `userIDs`; who has none is called by his id
record AdminsConfig(List<String> userIDs, List<String> nicknames) {
    static final AdminsConfig DEFAULTS =
            new AdminsConfig(List.of("imAdmin"), List.of("superAdmin"));

    public AdminsConfig {
        userIDs = List.copyOf(userIDs);
        nicknames = List.copyOf(nicknames);
        if (userIDs.isEmpty())
            throw new IllegalArgumentException("admins.userIDs: nobody could administer");
        if (nicknames.size() > userIDs.size())
            throw new IllegalArgumentException("admins.nicknames: more names than userIDs");
    }
}
