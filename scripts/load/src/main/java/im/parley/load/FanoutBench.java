package im.parley.load;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Goals 8 and 9: a group of a thousand members who are all connected. Every message reaches every
/// one of them, the sender too.
final class FanoutBench implements Listener {
    private static final int LINUX = 7;
    private static final int MEMBERS = 1_000;
    private static final int BURST = 32;
    private static final int LETTER_SIZE = 300;
    private static final int MESSAGES_MAX = 1 << 20;
    private static final int PATIENCE_SECONDS = 30;

    private final Stage stage;
    private final Board board;
    private final long run = ThreadLocalRandom.current().nextLong();
    private final Semaphore done = new Semaphore(0);
    private final int[] deliveries = new int[MESSAGES_MAX]; // on the one event loop only
    private long next;

    FanoutBench(Stage stage) {
        this.stage = stage;
        this.board = stage.board();
    }

    void run() {
        var members = stage.people(MEMBERS, LINUX);
        var users = members.stream().map(Login::user).toList();
        var room = Room.group(stage.prefix(), users);
        stage.accounts()
                .found(room.group(), members.getFirst(), users.subList(1, MEMBERS))
                .join()
                .orThrow("founding the group");
        try (var crowd = stage.crowd(members)) {
            crowd.listen(this);
            var letters =
                    members.subList(0, BURST).stream()
                            .map(sender -> new Letter(sender, room, run, LETTER_SIZE))
                            .toList();
            passes(crowd, letters);
            if (crowd.lost() > 0) board.fault(crowd.lost() + " members were dropped");
        }
    }

    private void passes(Crowd crowd, List<Letter> letters) {
        board.figure(Goal.FANOUT_SINGLE, passes(crowd, letters.subList(0, 1), 6));
        board.figure(Goal.FANOUT_BACKLOG, passes(crowd, letters, 6));
    }

    private double[] passes(Crowd crowd, List<Letter> letters, double seconds) {
        var figures = new double[stage.options().runs()];
        pass(crowd, letters, stage.options().seconds(seconds));
        for (int i = 0; i < figures.length; i++) {
            figures[i] = pass(crowd, letters, stage.options().seconds(seconds));
        }
        return figures;
    }

    /// Every letter is written by its sender at once, and the next burst follows when all of them
    /// have reached every member; the answer is the server's CPU time a delivery. The senders
    /// differ, for the server takes the requests of one connection one after the other.
    private double pass(Crowd crowd, List<Letter> letters, double seconds) {
        long first = next;
        long startNanos = System.nanoTime();
        long endNanos = startNanos + (long) (seconds * 1e9);
        var cpu = new CpuWindow(stage.server().proc());
        while (System.nanoTime() < endNanos) {
            write(crowd, letters);
            await(letters.size());
        }
        var spent = cpu.end();
        board.others(spent.othersCores());
        double delivered = (next - first) * (double) MEMBERS;
        double each = spent.serverMicros() / delivered;
        board.say(
                "  bursts of %2d: %.0f deliveries/s, server %.2f us, client %.2f us a delivery,"
                        + " others %.2f cores",
                letters.size(),
                delivered / ((System.nanoTime() - startNanos) / 1e9),
                each,
                spent.clientMicros() / delivered,
                spent.othersCores());
        return each;
    }

    private void write(Crowd crowd, List<Letter> letters) {
        long first = next;
        next += letters.size();
        stage.network()
                .loop(0)
                .execute(
                        () -> {
                            for (int i = 0; i < letters.size(); i++) {
                                letters.get(i).write(crowd.member(i), first + i);
                                crowd.member(i).flush();
                            }
                        });
    }

    private void await(int permits) {
        try {
            if (!done.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "a message did not reach all members in " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void heard(Connection connection, Envelope envelope) {
        if (envelope.request() == Envelope.SEND && envelope.errCode() != 0) {
            board.fault("a message was refused: " + envelope.errCode());
        } else if (envelope.request() == Envelope.PUSH) {
            Letter.open(envelope, (of, number) -> delivered(of, (int) number));
        }
    }

    private void delivered(long of, int number) {
        if (of != run) return;
        int count = ++deliveries[number];
        if (count == MEMBERS) done.release();
        if (count > MEMBERS) board.fault("message " + number + " came " + count + " times");
    }
}
