package im.parley.load;

import im.parley.proto.sdkws.GetMaxSeqReq;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Goal 11: everybody lost the connection at the same moment and comes back at once, each asking
/// for its newest seqs as SDKs do after a connect. Who is turned away tries again after a second.
final class StormBench {
    private static final int PEOPLE = 15_000;
    private static final int LINUX = 7;
    private static final int PATIENCE_SECONDS = 120;

    private final Stage stage;
    private final Board board;

    StormBench(Stage stage) {
        this.stage = stage;
        this.board = stage.board();
    }

    void run() {
        var logins = stage.people(stage.options().quick() ? PEOPLE / 10 : PEOPLE, LINUX);
        var seconds = new double[stage.options().runs()];
        board.say("first connect of all");
        stage.crowd(logins).close();
        for (int i = 0; i < seconds.length; i++) seconds[i] = storm(logins);
        board.figure(Goal.STORM, seconds);
    }

    private double storm(List<Login> logins) {
        try (var rush = new Rush(stage, logins)) {
            return rush.come();
        }
    }

    private static final class Rush implements Listener, AutoCloseable {
        private final Stage stage;
        private final List<Login> logins;
        private final Connection[] members;
        private final CountDownLatch missing;
        private final Histogram answered = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(5), 3);
        private final Histogram retries = new ConcurrentHistogram(3);
        private volatile CountDownLatch leaving = new CountDownLatch(0);
        private volatile boolean over;
        private long startNanos;

        Rush(Stage stage, List<Login> logins) {
            this.stage = stage;
            this.logins = logins;
            members = new Connection[logins.size()];
            missing = new CountDownLatch(logins.size());
        }

        double come() {
            var cpu = new CpuWindow(stage.server().proc());
            startNanos = System.nanoTime();
            for (int i = 0; i < members.length; i++) connect(i);
            boolean all = await(missing);
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            var spent = cpu.end();
            stage.board().others(spent.othersCores());
            if (!all)
                stage.board()
                        .fault(missing.getCount() + " of " + members.length + " did not come back");
            stage.board()
                    .say(
                            "  %d in %.2f s: p50 %.2f s, p99 %.2f s, %d turned away first, server"
                                    + " %.0f us a login, client %.0f us, others %.2f cores",
                            members.length,
                            seconds,
                            answered.getValueAtPercentile(50) / 1e9,
                            answered.getValueAtPercentile(99) / 1e9,
                            retries.getTotalCount(),
                            (double) spent.serverMicros() / members.length,
                            (double) spent.clientMicros() / members.length,
                            spent.othersCores());
            return seconds;
        }

        private void connect(int number) {
            members[number] =
                    stage.network().connect(number, logins.get(number), Encoding.GOB_GZIP, this);
        }

        @Override
        public void opened(Connection connection) {
            var user = connection.login().user();
            var asked = GetMaxSeqReq.newBuilder().setUserID(user).build().toByteArray();
            connection.request(Envelope.NEWEST_SEQ, user + "_1", asked);
        }

        @Override
        public void heard(Connection connection, Envelope envelope) {
            if (envelope.request() != Envelope.NEWEST_SEQ) return;
            if (envelope.errCode() != 0)
                throw new IllegalStateException("1001 was answered " + envelope.errCode());
            answered.recordValue(System.nanoTime() - startNanos);
            missing.countDown();
        }

        @Override
        public void closed(Connection connection, String why) {
            if (over) {
                leaving.countDown();
                return;
            }
            retries.recordValue(1);
            int number = connection.number();
            stage.network()
                    .loop(number % stage.network().loopCount())
                    .schedule(() -> connect(number), 1, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            leaving = new CountDownLatch(members.length);
            over = true;
            for (var member : members) member.drop();
            await(leaving);
        }

        private static boolean await(CountDownLatch latch) {
            try {
                return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
