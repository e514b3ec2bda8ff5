package im.parley.load;

import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Goals 8 and 9: one user with a thousand connected devices is written to. Until there are groups
/// this is what fans out: every open connection of the receiver gets the message.
final class FanoutBench implements Listener {
    private static final int[] PLATFORMS = {1, 3, 5, 8};
    private static final int DEVICES = 1_000;
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
        var sender = stage.people(1, PLATFORMS[0]).getFirst();
        var receiver = stage.people(1, PLATFORMS[0]).getFirst().user();
        var devices = new ArrayList<Login>();
        for (int platform : PLATFORMS) {
            var login = stage.accounts().login(receiver, platform);
            for (int i = 0; i < DEVICES / PLATFORMS.length; i++) devices.add(login);
        }
        devices.addFirst(sender);
        try (var crowd = stage.crowd(devices)) {
            crowd.listen(this);
            var letter = new Letter(sender, receiver, run, LETTER_SIZE);
            passes(crowd.member(0), letter);
        }
    }

    private void passes(Connection sender, Letter letter) {
        int runs = stage.options().runs();
        var single = new double[runs];
        var backlog = new double[runs];
        pass(sender, letter, 1, stage.options().seconds(6));
        for (int i = 0; i < runs; i++)
            single[i] = pass(sender, letter, 1, stage.options().seconds(6));
        pass(sender, letter, BURST, stage.options().seconds(4));
        for (int i = 0; i < runs; i++)
            backlog[i] = pass(sender, letter, BURST, stage.options().seconds(6));
        board.figure(Goal.FANOUT_SINGLE, single);
        board.figure(Goal.FANOUT_BACKLOG, backlog);
    }

    /// Writes a burst, and the next one when it has reached every device, for some seconds; the
    /// answer is the server's CPU time a delivery.
    private double pass(Connection sender, Letter letter, int burst, double seconds) {
        long first = next;
        long startNanos = System.nanoTime();
        long endNanos = startNanos + (long) (seconds * 1e9);
        var cpu = new CpuWindow(stage.server().proc());
        while (System.nanoTime() < endNanos) {
            write(sender, letter, burst);
            await(burst);
        }
        var spent = cpu.end();
        board.others(spent.othersCores());
        double delivered = (next - first) * (DEVICES + 1.0);
        double each = spent.serverMicros() / delivered;
        board.say(
                "  bursts of %2d: %.0f deliveries/s, server %.2f us, client %.2f us a delivery,"
                        + " others %.2f cores",
                burst,
                delivered / ((System.nanoTime() - startNanos) / 1e9),
                each,
                spent.clientMicros() / delivered,
                spent.othersCores());
        return each;
    }

    private void write(Connection sender, Letter letter, int count) {
        long first = next;
        next += count;
        stage.network()
                .loop(0)
                .execute(
                        () -> {
                            for (int i = 0; i < count; i++) letter.write(sender, first + i);
                            sender.flush();
                        });
    }

    private void await(int permits) {
        try {
            if (!done.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "a message did not reach all devices in " + PATIENCE_SECONDS + " s");
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
        if (count == DEVICES + 1) done.release();
        if (count > DEVICES + 1) board.fault("message " + number + " came " + count + " times");
    }

    @Override
    public void closed(Connection connection, String why) {
        if (!why.isEmpty()) board.fault("a device was dropped: " + why);
    }
}
