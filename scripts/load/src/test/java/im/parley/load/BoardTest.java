package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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
}
