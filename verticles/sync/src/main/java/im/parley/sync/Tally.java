package im.parley.sync;

import im.parley.bus.Page;
import im.parley.proto.sdkws.MsgData;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Messages counted by whom they are of and by day (UTC).
final class Tally {
    private final Function<MsgData, String> of;
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Long> days = new TreeMap<>();
    private long messages;

    Tally(Function<MsgData, String> of) {
        this.of = of;
    }

    void add(MsgData message) {
        messages++;
        counts.merge(of.apply(message), 1L, Long::sum);
        var time = Instant.ofEpochMilli(message.getSendTime());
        days.merge(time.atZone(ZoneOffset.UTC).toLocalDate().toString(), 1L, Long::sum);
    }

    long messages() {
        return messages;
    }

    int size() {
        return counts.size();
    }

    Map<String, Long> days() {
        return days;
    }

    /// The busiest first, or last; those of the same count by id.
    Map<String, Long> page(boolean ascending, Page page) {
        Comparator<Map.Entry<String, Long>> byCount = Map.Entry.comparingByValue();
        var order = ascending ? byCount : byCount.reversed();
        var chosen = new LinkedHashMap<String, Long>();
        counts.entrySet().stream()
                .sorted(order.thenComparing(Map.Entry.comparingByKey()))
                .skip(page.skip())
                .limit(page.limit())
                .forEach(entry -> chosen.put(entry.getKey(), entry.getValue()));
        return chosen;
    }
}
