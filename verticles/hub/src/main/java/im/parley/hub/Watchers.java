package im.parley.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who on one event loop wants to hear about whose status (websocket.md 6.3).
final class Watchers {
    private final Map<String, Watched> users = new HashMap<>();

    /// What was last told, so that nobody is told the same twice in a row.
    private static final class Watched {
        final Set<Connection> by = new HashSet<>();
        List<Integer> told = List.of(-1);
    }

    void add(String user, Connection watcher) {
        users.computeIfAbsent(user, _ -> new Watched()).by.add(watcher);
    }

    void remove(String user, Connection watcher) {
        var watched = users.get(user);
        if (watched != null && watched.by.remove(watcher) && watched.by.isEmpty())
            users.remove(user);
    }

    /// Those of `changed` that somebody here watches.
    List<String> among(Collection<String> changed) {
        if (users.isEmpty()) return List.of();
        return changed.stream().filter(users::containsKey).toList();
    }

    /// Who must be told that the user is now on these platforms.
    List<Connection> toTell(String user, List<Integer> platforms) {
        var watched = users.get(user);
        if (watched == null || watched.told.equals(platforms)) return List.of();
        watched.told = List.copyOf(platforms);
        return List.copyOf(watched.by);
    }
}
