package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Collects what a check finds, each with what happened on its connection just before.
final class Report {
    private static final int BEFORE = 10;

    private final List<Event> events;
    private final List<Violation> violations = new ArrayList<>();

    Report(List<Event> events) {
        this.events = events;
    }

    void add(Kind kind, String format, Object... values) {
        violations.add(new Violation(kind, format.formatted(values)));
    }

    /// @param at the event that shows it
    void addAt(Event at, Kind kind, String format, Object... values) {
        violations.add(new Violation(kind, format.formatted(values), before(at)));
    }

    private List<Event> before(Event at) {
        var last = new ArrayDeque<Event>();
        for (var event : events) {
            if (event.connection() != at.connection()) continue;
            if (last.size() > BEFORE) last.removeFirst();
            last.add(event);
            if (event == at) break;
        }
        return List.copyOf(last);
    }

    List<Violation> violations() {
        return violations;
    }
}
