package im.parley.state;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/// How many rows came when, by days in UTC. Whole days are counted in the index; rows are read only
/// of the days in which a bound falls. On a virtual thread.
///
/// @param byDay the whole table in an order whose first two columns are the day since 1970 and the
///     time
/// @param time of a row, in Unix milliseconds
public record DayCounts<R extends Record>(Tables tables, Scan<R> byDay, ToLongFunction<R> time) {
    /// Rows held in memory at a time.
    private static final int STEP = 2_000;

    private static final long NO_DAY = Long.MIN_VALUE;

    public static long dayOf(long time) {
        return Math.floorDiv(time, TimeUnit.DAYS.toMillis(1));
    }

    public long total() {
        return tables.count(byDay).await();
    }

    public long before(long end) {
        long first = day(byDay);
        if (first == NO_DAY) return 0;
        return LongStream.rangeClosed(first, Math.min(day(byDay.backwards()), dayOf(end)))
                .map(day -> countOf(day, Long.MIN_VALUE, end))
                .sum();
    }

    /// The days that have any.
    ///
    /// @param end the first millisecond that no longer counts
    public Map<LocalDate, Long> between(long start, long end) {
        var counts = new TreeMap<LocalDate, Long>();
        long first = day(byDay);
        if (first == NO_DAY) return counts;
        long last = Math.min(day(byDay.backwards()), dayOf(end));
        for (long day = Math.max(first, dayOf(start)); day <= last; day++) {
            long count = countOf(day, start, end);
            if (count > 0) counts.put(LocalDate.ofEpochDay(day), count);
        }
        return counts;
    }

    /// The day at the start of an order.
    private long day(Scan<R> order) {
        return tables.scan(order.limit(1)).await().stream()
                .mapToLong(row -> dayOf(time.applyAsLong(row)))
                .findFirst()
                .orElse(NO_DAY);
    }

    private long countOf(long day, long start, long end) {
        var within = byDay.within(day);
        boolean whole = (start == Long.MIN_VALUE || dayOf(start - 1) < day) && dayOf(end) > day;
        if (whole) return tables.count(within).await();
        long count = 0;
        for (int skip = 0; ; skip += STEP) {
            var some = tables.scan(within.skip(skip).limit(STEP)).await();
            count += some.stream().filter(row -> counts(row, start, end)).count();
            if (some.size() < STEP) return count;
        }
    }

    private boolean counts(R row, long start, long end) {
        long at = time.applyAsLong(row);
        return at >= start && at < end;
    }
}
