package im.parley.load;

import org.HdrHistogram.Histogram;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The figures of a run beside their bars and goals, printed as they come and once more as a table
/// at the end.
final class Board {
    private static final String LINE = "%-3s %-43s %10s %-4s %-19s %8s %8s  %s";

    private static final double OTHERS_MAX = 0.2;
    // The lowest p99 that is a goal for messages (6 and 7).
    private static final double DISK_P99_MAX = 4;

    private final PrintStream out;
    private final List<String> table = new ArrayList<>();
    private int faults;
    private double othersCores;
    private double diskP99;

    Board(PrintStream out) {
        this.out = out;
    }

    void say(String format, Object... values) {
        out.println(format.formatted(values));
        out.flush();
    }

    /// Sets the median of several runs against its goal.
    void figure(Goal goal, double... runs) {
        var sorted = runs.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        var spread =
                runs.length == 1
                        ? ""
                        : "(%s - %s of %d)"
                                .formatted(
                                        shown(sorted[0]),
                                        shown(sorted[runs.length - 1]),
                                        runs.length);
        line(
                goal.number(),
                goal.measure(),
                shown(median),
                goal.unit(),
                spread,
                shown(goal.bar()),
                shown(goal.goal()),
                goal.verdict(median));
    }

    /// A figure without a bar of its own.
    void beside(String measure, double figure, String unit) {
        line("", measure, shown(figure), unit, "", "", "", "");
    }

    /// What was promised and not kept, whatever the speed.
    void fault(String what) {
        faults++;
        say("FAULT %s", what);
    }

    /// Notes how much of the machine something else took while a figure was measured.
    void others(double cores) {
        othersCores = Math.max(othersCores, cores);
    }

    /// Notes how long the disk alone makes wait.
    void disk(Histogram waits) {
        diskP99 = Math.max(diskP99, ChatRun.millis(waits, 99));
    }

    int faults() {
        return faults;
    }

    void close() {
        say("");
        say(LINE, "#", "measure", "median", "", "spread", "bar", "goal", "");
        table.forEach(out::println);
        long misses = table.stream().filter(line -> line.endsWith("MISS")).count();
        if (othersCores > OTHERS_MAX) {
            say("other processes took up to %.2f cores: these figures are not clean", othersCores);
        }
        if (diskP99 > DISK_P99_MAX) {
            say(
                    "the disk alone has a p99 of %.1f ms: who stores before he answers has no less",
                    diskP99);
        }
        say("%d figures, %d missed their bar, %d faults", table.size(), misses, faults);
    }

    private void line(Object... columns) {
        var line = LINE.formatted(columns).stripTrailing();
        table.add(line);
        say("%s", line);
    }

    static String shown(double figure) {
        if (figure >= 1000) return String.format(Locale.ROOT, "%,.0f", figure).replace(',', ' ');
        if (figure >= 100) return String.format(Locale.ROOT, "%.0f", figure);
        return String.format(Locale.ROOT, figure >= 10 ? "%.1f" : "%.2f", figure);
    }
}
