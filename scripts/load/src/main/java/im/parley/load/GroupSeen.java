package im.parley.load;

import im.parley.load.GroupState.Life;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// A group as the server tells of it in several ways, which have to agree.
///
/// @param state by the group's row and the rows of its members
/// @param memberCount and `owner` are what the group's row says
/// @param ids the members by the list of ids
/// @param joined who has the group in his list
record GroupSeen(
        GroupState state, long memberCount, String owner, Set<String> ids, Set<String> joined) {
    private static final int DISMISSED = 2;

    /// There is no group's row.
    static GroupSeen nothing(Set<String> joined) {
        return new GroupSeen(GroupState.ABSENT, 0, "", Set.of(), joined);
    }

    /// @param info the group's row
    /// @param members the rows of its members
    static GroupSeen of(Json info, List<Json> members, Set<String> ids, Set<String> joined) {
        var roles = new TreeMap<String, Integer>();
        members.forEach(row -> roles.put(row.text("userID"), (int) row.number("roleLevel")));
        boolean dismissed = info.number("status") == DISMISSED;
        var life = dismissed ? Life.DISMISSED : Life.ALIVE;
        var state = new GroupState(life, info.text("groupName"), roles);
        return new GroupSeen(
                state, info.number("memberCount"), info.text("ownerUserID"), ids, joined);
    }

    /// Where the ways of telling differ.
    List<String> disagreements(String group) {
        var found = new ArrayList<String>();
        var roles = state.roles();
        if (memberCount != roles.size()) {
            found.add("%s counts %d members and lists %s".formatted(group, memberCount, roles));
        }
        if (!ids.equals(roles.keySet())) {
            found.add("%s has the members %s and the ids %s".formatted(group, roles, ids));
        }
        if (!joined.equals(roles.keySet())) {
            found.add("%s has the members %s and is joined by %s".formatted(group, roles, joined));
        }
        var owners = state.withRole(GroupState.OWNER);
        if (state.alive() && !owners.equals(List.of(owner))) {
            found.add("%s names the owner %s and lists %s".formatted(group, owner, roles));
        }
        return found;
    }
}
