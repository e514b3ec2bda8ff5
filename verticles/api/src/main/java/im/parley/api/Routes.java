package im.parley.api;

import im.parley.bus.Bus;
import im.parley.platform.Clock;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every path that can be posted to.
final class Routes {
    private final Map<String, Route> byPath = new LinkedHashMap<>();

    private Routes(Stream<List<Route>> tables) {
        tables.flatMap(List::stream).forEach(this::add);
    }

    static Routes over(Bus bus, Clock clock) {
        return new Routes(
                Stream.of(
                        AuthRoutes.all(),
                        UserRoutes.all(),
                        OnlineStatus.routes(bus),
                        MessageRoutes.all(),
                        SendMessage.routes(bus, clock),
                        ConversationRoutes.all(),
                        Jssdk.routes(bus),
                        FriendRoutes.all(),
                        GroupRoutes.all(),
                        WebhookRoutes.all()));
    }

    private void add(Route route) {
        if (byPath.put(route.path(), route) != null)
            throw new IllegalArgumentException("two routes for " + route.path());
    }

    Optional<Route> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    Collection<Route> all() {
        return byPath.values();
    }
}
