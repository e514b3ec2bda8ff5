package im.parley.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All of a group that one request changes, and what may become of it (http-identity-and-groups.md
/// 10).
///
/// @param roles by user; nobody is left in a dismissed group
record GroupState(Life life, String name, Map<String, Integer> roles) {
    static final int OWNER = 100;
    static final int ADMIN = 60;
    static final int ORDINARY = 20;
    static final GroupState ABSENT = new GroupState(Life.ABSENT, "", Map.of());

    enum Life {
        ABSENT,
        ALIVE,
        DISMISSED
    }

    static GroupState founded(String name, String owner, List<String> members) {
        var roles = new TreeMap<String, Integer>();
        members.forEach(member -> roles.put(member, ORDINARY));
        roles.put(owner, OWNER);
        return new GroupState(Life.ALIVE, name, roles);
    }

    boolean alive() {
        return life == Life.ALIVE;
    }

    List<String> withRole(int role) {
        return roles.keySet().stream().filter(user -> roles.get(user) == role).toList();
    }

    String owner() {
        return withRole(OWNER).getFirst();
    }

    GroupState named(String other) {
        return new GroupState(life, other, roles);
    }

    GroupState with(List<String> users) {
        var after = new TreeMap<>(roles);
        users.forEach(user -> after.put(user, ORDINARY));
        return new GroupState(life, name, after);
    }

    GroupState without(List<String> users) {
        var after = new TreeMap<>(roles);
        users.forEach(after::remove);
        return new GroupState(life, name, after);
    }

    GroupState withRole(String user, int role) {
        var after = new TreeMap<>(roles);
        after.put(user, role);
        return new GroupState(life, name, after);
    }

    /// The old owner takes the role that the new one had.
    GroupState transferred(String heir) {
        return withRole(owner(), roles.get(heir)).withRole(heir, OWNER);
    }

    GroupState dismissed() {
        return new GroupState(Life.DISMISSED, name, Map.of());
    }
}
