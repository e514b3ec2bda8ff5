package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class BoardTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Board board = new Board(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void less_is_better_but_for_rates() {
        assertEquals("goal", Goal.CHAT_CPU.verdict(28));
        assertEquals("ok", Goal.CHAT_CPU.verdict(28.1));
        assertEquals("MISS", Goal.CHAT_CPU.verdict(60.1));
        assertEquals("goal", Goal.CHAT_RATE.verdict(40_000));
        assertEquals("ok", Goal.CHAT_RATE.verdict(15_000));
        assertEquals("MISS", Goal.CHAT_RATE.verdict(14_999));
    }

    @Test
    void a_figure_is_the_median_with_its_spread() {
        board.figure(Goal.CHAT_P50, 3.0, 0.5, 1.25);
        var line = out.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains(" 1.25 ms"), line);
        assertTrue(line.contains("(0.50 - 3.00 of 3)"), line);
        assertTrue(line.strip().endsWith("ok"), line);
    }

    @Test
    void misses_and_faults_are_counted_at_the_end() {
        board.figure(Goal.CHAT_P50, 3.0);
        board.figure(Goal.CHAT_P50, 0.1);
        board.fault("acknowledged 2, delivered 1");
        board.close();
        assertEquals(1, board.faults());
        var said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("2 figures, 1 missed their bar, 1 faults"), said);
    }

    @Test
    void a_disk_that_stands_still_by_itself_is_told() {
        board.disk(waits(0.3, 3.9));
        board.close();
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("the disk alone"));
        board.disk(waits(0.3, 40));
        board.disk(waits(0.3, 0.4));
        board.close();
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("the disk alone has a p99 of 40."));
    }

    private static Histogram waits(double mostMillis, double twoOfHundredMillis) {
        var waits = new Histogram(3);
        waits.recordValueWithCount((long) (mostMillis * 1e6), 98);
        waits.recordValueWithCount((long) (twoOfHundredMillis * 1e6), 2);
        return waits;
    }

    @Test
    void the_disk_is_probed_and_nothing_stays_there(@TempDir Path folder) throws IOException {
        var waits = DiskProbe.measure(folder, 0.05);
        assertTrue(waits.getTotalCount() > 0);
        assertTrue(waits.getMaxValue() > 0);
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
