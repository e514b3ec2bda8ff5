package im.parley.load;

import java.util.List;
import java.util.Set;

/// `scripts/bench idle|chat|fanout|storm|sync|http|people|all`: the project's figures beside their
/// bars and goals.
public final class Bench {
    private static final List<String> ALL =
            List.of("idle", "chat", "fanout", "storm", "sync", "http", "people");

    private static final double PROBE_SECONDS = 10;
    private static final Set<String> CROWDED = Set.of("storm", "idle", "people");

    private Bench() {}

    public static void main(String[] arguments) {
        var options = Options.of(arguments);
        var names =
                options.words().isEmpty() || options.words().contains("all")
                        ? ALL
                        : options.words();
        var board = new Board(System.out);
        board.say(
                "machine load before: %s, %d cores",
                Proc.loadAverage(), Runtime.getRuntime().availableProcessors());
        if (options.quick()) board.say("--quick: a smoke run, its figures mean nothing");
        disk("before", options, board);
        for (var name : names) scenario(name, options, board);
        disk("after", options, board);
        board.close();
        board.say("machine load after: %s", Proc.loadAverage());
        System.exit(board.faults() == 0 ? 0 : 1);
    }

    private static void scenario(String name, Options options, Board board) {
        long start = System.nanoTime();
        board.say("== %s", name);
        try (var stage = Stage.open(options, board, loops(name))) {
            switch (name) {
                case "idle" -> new IdleBench(stage).run();
                case "chat" -> new ChatBench(stage).run();
                case "fanout" -> new FanoutBench(stage).run();
                case "storm" -> new StormBench(stage).run();
                case "sync" -> new SyncBench(stage).run();
                case "http" -> new HttpBench(stage).run();
                case "people" -> new PeopleBench(stage).run();
                default ->
                        throw new IllegalArgumentException(
                                "no such scenario: " + name + "; there are " + ALL);
            }
        } catch (RuntimeException e) {
            // One scenario that breaks must not hide the figures of the others.
            e.printStackTrace(System.out);
            board.fault(name + " broke: " + e.getMessage());
        }
        board.say("-- %s took %.0f s", name, (System.nanoTime() - start) / 1e9);
    }

    private static void disk(String when, Options options, Board board) {
        if (!options.server().isEmpty()) return; // its disk is its own
        var waits = DiskProbe.measure(options.data(), options.seconds(PROBE_SECONDS));
        board.disk(waits);
        board.say(
                "the disk alone, %s: append and sync p50 %.2f p99 %.2f p99.9 %.2f longest %.0f ms",
                when,
                ChatRun.millis(waits, 50),
                ChatRun.millis(waits, 99),
                ChatRun.millis(waits, 99.9),
                waits.getMaxValue() / 1e6);
    }

    /// One loop keeps the client out of the server's way; thousands of connections at once would be
    /// held up by it.
    private static int loops(String scenario) {
        return CROWDED.contains(scenario) ? 2 : 1;
    }
}
