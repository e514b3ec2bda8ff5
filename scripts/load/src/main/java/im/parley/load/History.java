package im.parley.load;

import java.util.ArrayList;
import java.util.List;

/// What all recording clients did and saw, in one order.
final class History {
    private final List<Event> events = new ArrayList<>();

    synchronized void add(Event event) {
        events.add(event);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }
}
