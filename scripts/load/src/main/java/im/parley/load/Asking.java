package im.parley.load;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Questions at a fixed rate, each with an answer: latency from when the question was due.
final class Asking {
    private static final int DRAIN_SECONDS = 15;

    private final Schedule schedule;
    private final long warmFirst;
    private final long total;
    private final Histogram latency = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(2), 3);
    private final ConcurrentHistogram answers = new ConcurrentHistogram(3);
    private volatile String trouble = "";

    /// Puts question `number` on its way.
    interface Question {
        void ask(long number);
    }

    Asking(double rate, double warmSeconds, double seconds) {
        schedule = new Schedule(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50), rate);
        warmFirst = schedule.messagesIn(warmSeconds);
        total = schedule.messagesIn(warmSeconds + seconds);
    }

    void answered(long number) {
        answers.recordValue(1);
        if (number >= warmFirst) latency.recordValue(System.nanoTime() - schedule.due(number));
    }

    void refused(long number, String how) {
        trouble = how;
        answered(number);
    }

    Histogram measure(Network network, Board board, Question question) {
        new Pump(network.loop(0), schedule, 0, 1, total, question::ask).start();
        ChatRun.sleepUntil(schedule.due(total));
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        while (answers.getTotalCount() < total && System.nanoTime() < patience)
            LockSupport.parkNanos(5_000_000);
        if (answers.getTotalCount() != total) {
            board.fault("%d questions, %d answers".formatted(total, answers.getTotalCount()));
        }
        if (!trouble.isEmpty()) board.fault("an answer was " + trouble);
        return latency;
    }
}
