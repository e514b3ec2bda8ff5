package im.parley.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Stores many messages as fast as the server takes them: every member keeps some under way to its
/// neighbour.
final class Filler implements Listener {
    private static final int UNDER_WAY = 24;
    private static final int LETTER_SIZE = 300;
    private static final int PATIENCE_SECONDS = 60;

    private final Crowd crowd;
    private final Board board;
    private final long total;
    private final Letter[] letters;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();
    private final Semaphore done = new Semaphore(0);

    Filler(Crowd crowd, Board board, long total) {
        this.crowd = crowd;
        this.board = board;
        this.total = total;
        letters = new Letter[crowd.size()];
        long run = ThreadLocalRandom.current().nextLong();
        for (int i = 0; i < letters.length; i++) {
            letters[i] =
                    new Letter(
                            crowd.member(i).login(),
                            crowd.member(i ^ 1).login().user(),
                            run,
                            LETTER_SIZE);
        }
    }

    void fill() {
        crowd.listen(this);
        long start = System.nanoTime();
        int loops = crowd.network().loopCount();
        for (int i = 0; i < crowd.size(); i++) {
            var member = crowd.member(i);
            crowd.network().loop(i % loops).execute(() -> write(member, UNDER_WAY));
        }
        for (int tenth = 1; tenth <= 10; tenth++) await(start, tenth);
    }

    private void write(Connection member, int count) {
        for (int i = 0; i < count; i++) {
            long number = next.getAndIncrement();
            if (number >= total) break;
            letters[member.number()].write(member, number);
        }
        member.flush();
    }

    @Override
    public void heard(Connection connection, Envelope envelope) {
        if (envelope.request() != Envelope.SEND) return;
        if (envelope.errCode() != 0) board.fault("a message was refused: " + envelope.errCode());
        long count = acked.incrementAndGet();
        if (count % Math.max(1, total / 10) == 0) done.release();
        write(connection, 1);
    }

    private void await(long start, int tenth) {
        long before;
        do {
            before = acked.get();
            if (tryAwait()) {
                double seconds = (System.nanoTime() - start) / 1e9;
                board.say("  %d %% stored, %.0f messages/s", tenth * 10, acked.get() / seconds);
                return;
            }
        } while (acked.get() > before);
        throw new IllegalStateException(
                "no message was acknowledged for " + PATIENCE_SECONDS + " s");
    }

    private boolean tryAwait() {
        try {
            return done.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
