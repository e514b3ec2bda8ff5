package im.parley.hub;

import im.parley.contract.UserId;
import im.parley.state.Presence;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Presence in a list, in order of arrival.
final class TestPresence implements Presence {
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    final AtomicInteger looks = new AtomicInteger();
    volatile Future<Void> gate = Future.succeededFuture();
    volatile Future<Void> lookGate = Future.succeededFuture();

    private record Arrival(UserId user, Place place) {}

    @Override
    public Future<Void> arrive(UserId user, Place place) {
        arrivals.add(new Arrival(user, place));
        return gate;
    }

    @Override
    public Future<Void> leave(UserId user, Place place) {
        arrivals.remove(new Arrival(user, place));
        return Future.succeededFuture();
    }

    @Override
    public Future<Map<UserId, List<Place>>> locate(Collection<UserId> users) {
        var gate = lookGate;
        looks.incrementAndGet();
        return gate.map(_ -> located(users));
    }

    private Map<UserId, List<Place>> located(Collection<UserId> users) {
        var found = new HashMap<UserId, List<Place>>();
        for (var user : users) {
            var places = of(user);
            if (!places.isEmpty()) found.put(user, places);
        }
        return found;
    }

    List<Place> of(String user) {
        return of(new UserId(user));
    }

    private List<Place> of(UserId user) {
        return arrivals.stream().filter(a -> a.user().equals(user)).map(Arrival::place).toList();
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }
}
