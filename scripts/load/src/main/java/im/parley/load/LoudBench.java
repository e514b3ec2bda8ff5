package im.parley.load;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Goal 10: one message into a huge group of which many members are online, and how long it takes
/// to the last of them.
final class LoudBench implements Listener {
    private static final int LETTER_SIZE = 300;
    private static final int WARM_UP = 3;
    private static final int MESSAGES = 11;
    private static final int PATIENCE_SECONDS = 30;

    private final Stage stage;
    private final Board board;
    private final Room room;
    private final List<Login> online;
    private final AtomicInteger missing = new AtomicInteger();
    private volatile CountDownLatch all = new CountDownLatch(0);
    private volatile long lastNanos;

    LoudBench(Stage stage, Room room, List<Login> online) {
        this.stage = stage;
        this.room = room;
        this.online = online;
        board = stage.board();
    }

    void run() {
        try (var crowd = stage.crowd(online)) {
            crowd.listen(this);
            var letter =
                    new Letter(
                            online.getFirst(),
                            room,
                            ThreadLocalRandom.current().nextLong(),
                            LETTER_SIZE);
            var millis = new double[MESSAGES];
            for (int i = -WARM_UP; i < MESSAGES; i++) {
                double time = send(crowd, letter, i + WARM_UP);
                if (i >= 0) millis[i] = time;
            }
            board.figure(Goal.BIG_GROUP, millis);
            if (crowd.lost() > 0) board.fault(crowd.lost() + " members were dropped");
        }
    }

    private double send(Crowd crowd, Letter letter, long number) {
        missing.set(crowd.size());
        all = new CountDownLatch(1);
        long start = System.nanoTime();
        stage.network()
                .loop(0)
                .execute(
                        () -> {
                            letter.write(crowd.member(0), number);
                            crowd.member(0).flush();
                        });
        try {
            if (!all.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                throw new IllegalStateException(missing + " members did not get the message");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return (lastNanos - start) / 1e6;
    }

    /// Counts frames and opens none: on two cores the client's share would be in the figure.
    @Override
    public void heard(Connection connection, Envelope envelope) {
        if (envelope.request() == Envelope.SEND && envelope.errCode() != 0)
            board.fault("a message was refused: " + envelope.errCode());
        if (envelope.request() != Envelope.PUSH || missing.decrementAndGet() != 0) return;
        lastNanos = System.nanoTime();
        all.countDown();
    }
}
