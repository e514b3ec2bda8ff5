package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// `scripts/crash [--rounds N] [--seed S]`: kills the server with SIGKILL under load, starts it
/// again on the same folder and checks everything it ever acknowledged.
///
///     talk ──► SIGKILL ──► (again while it starts) ──► start ──► talk ──► rest ──► pull ──► check
///
/// SIGKILL loses what the process had in memory, not what the kernel had not yet written: that is
/// the business of the store's synced writes and is not shown here.
public final class Crash {
    private static final int ROUNDS_OF_A_CAST = 10;
    private static final double KILLED_AT_START = 0.2;
    private static final int SHOWN_MAX = 20;

    private final Options options;
    private final Board board = new Board(System.out);
    private final Random random;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<String, Digest> digests = new HashMap<>();
    private int passed;
    private int failed;

    private record Digest(int hash, Login reader) {}

    private Crash(Options options) {
        this.options = options;
        this.random = new Random(options.seed());
    }

    public static void main(String[] arguments) {
        var options = Options.of(arguments);
        var crash = new Crash(options);
        crash.board.say("crash test: %d rounds, --seed %d", options.rounds(), options.seed());
        try (var stage = Stage.open(options, crash.board, 1)) {
            crash.rounds(stage);
        } catch (RuntimeException e) {
            // A round that cannot even be finished is a failed one, and the closing lines are still
            // due.
            e.printStackTrace(System.out);
            crash.judge(
                    "the test itself",
                    List.of(new Violation(Kind.WRONG, String.valueOf(e.getMessage()))));
        }
        System.exit(crash.close());
    }

    private void rounds(Stage stage) {
        var book =
                new AccountBook(
                        stage.accounts(), stage.network(), stage.prefix(), random.nextLong());
        for (int first = 1; first <= options.rounds(); first += ROUNDS_OF_A_CAST) {
            var cast = new Cast(stage.network(), stage.accounts(), stage.prefix(), random);
            var stored = Map.<String, List<Message>>of();
            int last = Math.min(options.rounds(), first + ROUNDS_OF_A_CAST - 1);
            for (int round = first; round <= last; round++)
                stored = round(stage, round, cast, book);
            cast.end();
            stored.forEach(
                    (conversation, messages) ->
                            digests.put(
                                    conversation,
                                    new Digest(messages.hashCode(), cast.reader(conversation))));
        }
        book.end();
        judge("all conversations again", readAgain(stage));
    }

    private Map<String, List<Message>> round(Stage stage, int round, Cast cast, AccountBook book) {
        long start = System.nanoTime();
        cast.wake();
        book.wake();
        pause(300 + random.nextInt(1_700));
        int kills = kill(stage.server());
        double seconds = start(stage.server());
        pause(300 + random.nextInt(500));
        book.rest();
        var violations = new ArrayList<Violation>();
        for (var user : cast.rest()) {
            violations.add(new Violation(Kind.LOST, user + " got no answer to a message"));
        }
        var stored = cast.stored(violations);
        var events = cast.events();
        violations.addAll(Checker.check(events, stored));
        violations.addAll(book.check());
        judge(
                "round %d: %d kills, restart %.2f s, %d messages stored in all, %d events, %.1f s"
                        .formatted(
                                round,
                                kills,
                                seconds,
                                stored.values().stream().mapToInt(List::size).sum(),
                                events.size(),
                                (System.nanoTime() - start) / 1e9),
                violations);
        return stored;
    }

    private int kill(Server server) {
        int kills = 1;
        server.kill();
        for (; random.nextDouble() < KILLED_AT_START; kills++) {
            server.launch();
            pause(random.nextInt(700));
            server.kill();
        }
        return kills;
    }

    private static double start(Server server) {
        long start = System.nanoTime();
        server.start();
        return (System.nanoTime() - start) / 1e9;
    }

    /// What was there when a cast left must be there at the end of all rounds.
    private List<Violation> readAgain(Stage stage) {
        var violations = new ArrayList<Violation>();
        digests.forEach(
                (conversation, digest) -> {
                    var reader =
                            new Talker(
                                    stage.network(),
                                    new History(),
                                    digest.reader,
                                    Encoding.GOB,
                                    "",
                                    0);
                    reader.rest(1);
                    Thread.ofVirtual().start(reader);
                    Cast.await(10, () -> reader.rests(1));
                    if (Archive.byRange(reader, conversation).hashCode() != digest.hash) {
                        violations.add(
                                new Violation(Kind.LOST, conversation + " is not what it was"));
                    }
                    reader.end();
                });
        return violations;
    }

    private void judge(String what, List<Violation> violations) {
        boolean kept = violations.isEmpty();
        if (kept) passed++;
        else failed++;
        board.say("%s: %s", what, kept ? "ok" : violations.size() + " VIOLATIONS");
        violations.forEach(violation -> counts.merge(violation.kind(), 1, Integer::sum));
        violations.stream().limit(SHOWN_MAX).forEach(violation -> board.say("  %s", violation));
        if (!kept) board.say("  repeat with --seed %d", options.seed());
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int close() {
        board.say(
                "%d rounds, %d lost, %d duplicated, %d reordered, %d holes",
                options.rounds(),
                counts.getOrDefault(Kind.LOST, 0),
                counts.getOrDefault(Kind.DUPLICATED, 0),
                counts.getOrDefault(Kind.REORDERED, 0),
                counts.getOrDefault(Kind.HOLE, 0));
        board.say("%d passed, %d failed", passed, failed);
        return failed == 0 ? 0 : 1;
    }
}
