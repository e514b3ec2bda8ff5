package im.parley.load;

import org.HdrHistogram.Histogram;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Single chat at one rate, open loop: message i is written by member i modulo the crowd to its
/// neighbour when it is due. Only what is due after the warm-up counts for the figures; everything
/// counts for the books.
final class ChatRun implements Listener {
    private static final long BEHIND_MAX = 100_000;
    static final int DRAIN_SECONDS = 15;

    private final Crowd crowd;
    private final Letter[] letters;
    private final long run;
    private final Schedule schedule;
    private final long warmFirst;
    private final long total;
    private final Tally[] tallies;
    private volatile boolean overloaded;

    /// What one event loop saw; read by others only after the run.
    private static final class Tally {
        final Histogram delivery = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
        final Histogram ack = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
        final BitSet acked = new BitSet();
        final BitSet delivered = new BitSet();
        final BitSet echoed = new BitSet();
        long sent;
        long repeated;
        long refused;
        volatile long answered; // written by its loop alone
    }

    /// @param deliveryP50 and so on are milliseconds
    /// @param kept the part of the rate that was answered while it was due
    record Outcome(
            double rate,
            double deliveryP50,
            double deliveryP99,
            double deliveryP999,
            double ackP99,
            double kept,
            double serverMicros,
            double clientMicros,
            double othersCores,
            boolean overloaded,
            String fault) {}

    ChatRun(
            Crowd crowd,
            long run,
            Letter[] letters,
            double rate,
            double warmSeconds,
            double seconds) {
        this.crowd = crowd;
        this.letters = letters;
        this.run = run;
        schedule = new Schedule(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100), rate);
        warmFirst = schedule.messagesIn(warmSeconds);
        total = schedule.messagesIn(warmSeconds + seconds);
        tallies = new Tally[crowd.network().loopCount()];
        for (int i = 0; i < tallies.length; i++) tallies[i] = new Tally();
    }

    Outcome measure(Proc server) {
        return measure(server, DRAIN_SECONDS);
    }

    /// @param drainSeconds how long to wait for what is missing at the end
    Outcome measure(Proc server, int drainSeconds) {
        crowd.listen(this);
        for (int i = 0; i < tallies.length; i++) pump(i).start();
        sleepUntil(schedule.due(warmFirst));
        var cpu = new CpuWindow(server);
        long answeredBefore = answered();
        sleepUntil(schedule.due(total));
        var spent = cpu.end();
        long answered = answered() - answeredBefore;
        drain(drainSeconds);
        return outcome(spent, answered);
    }

    private Pump pump(int loop) {
        var tally = tallies[loop];
        return new Pump(
                crowd.network().loop(loop),
                schedule,
                loop,
                tallies.length,
                total,
                number -> send(tally, number));
    }

    private void send(Tally tally, long number) {
        var member = crowd.member((int) (number % crowd.size()));
        if (!member.isOpen() || overloaded) return;
        letters[member.number()].write(member, number);
        member.flush();
        if (++tally.sent - tally.answered > BEHIND_MAX) overloaded = true;
    }

    @Override
    public void heard(Connection connection, Envelope envelope) {
        var tally = tallies[connection.number() % tallies.length];
        if (envelope.request() == Envelope.SEND) {
            tally.answered = tally.answered + 1;
            if (envelope.errCode() != 0) tally.refused++;
            else count(tally.acked, tally.ack, tally, envelope.numberOfReply());
        } else if (envelope.request() == Envelope.PUSH) {
            Letter.open(envelope, (of, number) -> delivered(connection, tally, of, number));
        }
    }

    private void delivered(Connection connection, Tally tally, long of, long number) {
        if (of != run) return;
        if (number % crowd.size() == connection.number()) {
            if (tally.echoed.get((int) number)) tally.repeated++;
            tally.echoed.set((int) number);
        } else {
            count(tally.delivered, tally.delivery, tally, number);
        }
    }

    private void count(BitSet seen, Histogram latency, Tally tally, long number) {
        if (seen.get((int) number)) tally.repeated++;
        seen.set((int) number);
        if (number >= warmFirst) latency.recordValue(System.nanoTime() - schedule.due(number));
    }

    private void drain(int seconds) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < patience && !complete()) LockSupport.parkNanos(20_000_000);
    }

    /// A server that falls behind has not yet done the work of what is due: CPU counts for what it
    /// answered.
    private long answered() {
        long sum = 0;
        for (var tally : tallies) sum += tally.answered;
        return Math.max(1, sum);
    }

    /// Looks at the loops' sums from each loop itself: they are nobody else's to read. What was due
    /// and could not be sent in time is waited for, too.
    private boolean complete() {
        long missing = 0;
        for (int i = 0; i < tallies.length; i++) {
            var tally = tallies[i];
            long due = (total - i + tallies.length - 1) / tallies.length;
            missing +=
                    crowd.network()
                            .loop(i)
                            .submit(
                                    () ->
                                            3 * (overloaded ? tally.sent : due)
                                                    - 3 * tally.refused
                                                    - booked(tally))
                            .syncUninterruptibly()
                            .getNow();
        }
        return missing == 0;
    }

    private static long booked(Tally tally) {
        return (long) tally.acked.cardinality()
                + tally.delivered.cardinality()
                + tally.echoed.cardinality();
    }

    private Outcome outcome(CpuWindow.Spent spent, long answered) {
        var delivery = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
        var ack = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
        for (var tally : tallies) {
            delivery.add(tally.delivery);
            ack.add(tally.ack);
        }
        return new Outcome(
                schedule.ratePerSecond(),
                millis(delivery, 50),
                millis(delivery, 99),
                millis(delivery, 99.9),
                millis(ack, 99),
                (double) answered / (total - warmFirst),
                (double) spent.serverMicros() / answered,
                (double) spent.clientMicros() / answered,
                spent.othersCores(),
                overloaded,
                fault());
    }

    private String fault() {
        long sent = 0;
        long acked = 0;
        long delivered = 0;
        long echoed = 0;
        long repeated = 0;
        long refused = 0;
        for (var tally : tallies) {
            sent += tally.sent;
            acked += tally.acked.cardinality();
            delivered += tally.delivered.cardinality();
            echoed += tally.echoed.cardinality();
            repeated += tally.repeated;
            refused += tally.refused;
        }
        boolean even = sent == total && acked == sent && delivered == sent && echoed == sent;
        if (even && repeated == 0 && refused == 0) return "";
        return ("due %d, sent %d, acknowledged %d, delivered %d, echoed %d, repeated %d, refused"
                        + " %d, lost connections %d")
                .formatted(total, sent, acked, delivered, echoed, repeated, refused, crowd.lost());
    }

    static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    static void sleepUntil(long nanos) {
        for (long left; (left = nanos - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }
}
