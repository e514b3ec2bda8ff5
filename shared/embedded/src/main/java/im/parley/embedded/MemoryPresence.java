package im.parley.embedded;

import im.parley.contract.UserId;
import im.parley.state.Presence;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Connections of the only node there is. A user's list is immutable, so it is handed out as it is.
final class MemoryPresence implements Presence {
    private final Map<UserId, List<Place>> places = new ConcurrentHashMap<>();

    @Override
    public Future<Void> arrive(UserId user, Place place) {
        places.merge(user, List.of(place), MemoryPresence::joined);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> leave(UserId user, Place place) {
        // Mapping to null removes the user.
        places.computeIfPresent(
                user, (_, all) -> all.equals(List.of(place)) ? null : without(all, place));
        return Future.succeededFuture();
    }

    @Override
    public Future<Map<UserId, List<Place>>> locate(Collection<UserId> users) {
        // Whoever is asked for among the connected, or whoever is connected among those asked for:
        // the fewer are walked, because a group may have many more members than there are people.
        int few = Math.min(users.size(), places.size());
        var found = HashMap.<UserId, List<Place>>newHashMap(few);
        if (users instanceof Set<UserId> && users.size() > places.size())
            places.forEach(
                    (user, all) -> {
                        if (users.contains(user)) found.put(user, all);
                    });
        else
            for (var user : users) {
                var all = places.get(user);
                if (all != null) found.put(user, all);
            }
        return Future.succeededFuture(found);
    }

    private static List<Place> joined(List<Place> all, List<Place> one) {
        if (all.containsAll(one)) return all;
        var more = new ArrayList<>(all);
        more.addAll(one);
        return List.copyOf(more);
    }

    private static List<Place> without(List<Place> all, Place place) {
        return all.stream().filter(other -> !other.equals(place)).toList();
    }
}
