package im.parley.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToDoubleFunction;

/// Goals 4 to 7: single chats between neighbours, first at two fixed rates, then as fast as it
/// goes.
final class ChatBench {
    private static final int PEOPLE = 2_000;
    private static final int LINUX = 7;
    private static final int BUSY = 20_000;
    private static final int CALM = 400;
    private static final int LETTER_SIZE = 300;
    private static final double LATENCY_MAX_MILLIS = 50;
    private static final int WARM_RUNS_MAX = 10;
    // A run that is not this much cheaper than the best before it: the compiler has done its work.
    private static final double STEADY = 0.97;
    private static final int[] LADDER = {
        10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000, 60_000, 70_000
    };

    private final Stage stage;
    private final Board board;
    private final Options options;

    ChatBench(Stage stage) {
        this.stage = stage;
        this.board = stage.board();
        this.options = stage.options();
    }

    void run() {
        var logins = stage.people(PEOPLE, LINUX);
        try (var crowd = stage.crowd(logins)) {
            warmUp(crowd);
            if (options.rate() > 0) {
                runs(crowd, options.rate(), 30);
                return;
            }
            busy(crowd);
            calm(crowd);
            ladder(crowd);
        }
        if (options.encoding() == Encoding.GOB) compressed(logins);
    }

    /// The JIT compiler of a server that has just started takes most of two cores for half a
    /// minute, and goes on for longer on a busy machine: the bars are for a server that has
    /// settled.
    private void warmUp(Crowd crowd) {
        for (int rate : new int[] {2_000, 10_000}) once(crowd, rate, options.seconds(8), 0.5);
        double best = Double.MAX_VALUE;
        for (int run = 1; run <= WARM_RUNS_MAX; run++) {
            double micros = once(crowd, BUSY, options.seconds(8), 0.5).serverMicros();
            if (micros > best * STEADY) {
                board.say("  warm after %d runs at %d msg/s", run, BUSY);
                return;
            }
            best = micros;
        }
        board.say("  NOT steady after %d runs at %d msg/s", WARM_RUNS_MAX, BUSY);
    }

    private void busy(Crowd crowd) {
        var runs = runs(crowd, BUSY, 10);
        board.figure(Goal.CHAT_CPU, each(runs, ChatRun.Outcome::serverMicros));
        board.beside(
                "the client's own CPU a message",
                median(runs, ChatRun.Outcome::clientMicros),
                "us");
        board.figure(Goal.CHAT_P50, each(runs, ChatRun.Outcome::deliveryP50));
        board.figure(Goal.CHAT_P99, each(runs, ChatRun.Outcome::deliveryP99));
        board.figure(Goal.CHAT_P999, each(runs, ChatRun.Outcome::deliveryP999));
    }

    private void calm(Crowd crowd) {
        var runs = runs(crowd, CALM, 10);
        board.figure(Goal.CALM_P50, each(runs, ChatRun.Outcome::deliveryP50));
        board.figure(Goal.CALM_P99, each(runs, ChatRun.Outcome::deliveryP99));
        board.figure(Goal.CALM_CPU, each(runs, ChatRun.Outcome::serverMicros));
    }

    private void ladder(Crowd crowd) {
        double best = 0;
        for (int rate : LADDER) {
            boolean good = holds(crowd, rate) || holds(crowd, rate);
            if (!good) break;
            best = rate;
        }
        board.figure(Goal.CHAT_RATE, best);
    }

    private boolean holds(Crowd crowd, int rate) {
        var outcome = once(crowd, rate, options.seconds(8), 2);
        return !outcome.overloaded() && outcome.deliveryP99() <= LATENCY_MAX_MILLIS;
    }

    /// Native clients always use gzip.
    private void compressed(List<Login> logins) {
        try (var crowd = stage.crowd(logins, Encoding.GOB_GZIP)) {
            once(crowd, BUSY / 2, options.seconds(5), 0.5);
            var outcome = once(crowd, BUSY, options.seconds(10), 2);
            board.beside("20 000 msg/s, all with gzip: server CPU", outcome.serverMicros(), "us");
            board.beside("20 000 msg/s, all with gzip: p99", outcome.deliveryP99(), "ms");
        }
    }

    private List<ChatRun.Outcome> runs(Crowd crowd, int rate, double seconds) {
        var outcomes = new ArrayList<ChatRun.Outcome>();
        for (int i = 0; i < options.runs(); i++)
            outcomes.add(once(crowd, rate, options.seconds(seconds), 2));
        return outcomes;
    }

    private ChatRun.Outcome once(Crowd crowd, int rate, double seconds, double warmSeconds) {
        long run = ThreadLocalRandom.current().nextLong();
        var letters = letters(crowd, run);
        var outcome =
                new ChatRun(crowd, run, letters, rate, warmSeconds, seconds)
                        .measure(stage.server().proc());
        board.others(outcome.othersCores());
        board.say(
                "  %6d msg/s: server %6.1f us, client %5.1f us, p50 %.2f p99 %.2f p99.9 %.2f ms,"
                        + " ack p99 %.2f ms, others %.2f cores%s",
                rate,
                outcome.serverMicros(),
                outcome.clientMicros(),
                outcome.deliveryP50(),
                outcome.deliveryP99(),
                outcome.deliveryP999(),
                outcome.ackP99(),
                outcome.othersCores(),
                outcome.overloaded() ? ", OVERLOADED" : "");
        if (!outcome.overloaded() && !outcome.fault().isEmpty()) board.fault(outcome.fault());
        return outcome;
    }

    private static Letter[] letters(Crowd crowd, long run) {
        var letters = new Letter[crowd.size()];
        for (int i = 0; i < letters.length; i++) {
            letters[i] =
                    new Letter(
                            crowd.member(i).login(),
                            crowd.member(i ^ 1).login().user(),
                            run,
                            LETTER_SIZE);
        }
        return letters;
    }

    private static double[] each(
            List<ChatRun.Outcome> runs, ToDoubleFunction<ChatRun.Outcome> figure) {
        return runs.stream().mapToDouble(figure).toArray();
    }

    private static double median(
            List<ChatRun.Outcome> runs, ToDoubleFunction<ChatRun.Outcome> figure) {
        return runs.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
