package im.parley.load;

import java.util.List;
import java.util.Set;

/// `scripts/bench idle|chat|fanout|storm|sync|http|people|all`: the project's figures beside their
/// bars and goals.
public final class Bench {
    private static final List<String> ALL =
            List.of("idle", "chat", "fanout", "storm", "sync", "http", "people");

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
        for (var name : names) scenario(name, options, board);
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

    /// One loop keeps the client out of the server's way; thousands of connections at once would be
    /// held up by it.
    private static int loops(String scenario) {
        return CROWDED.contains(scenario) ? 2 : 1;
    }
}
