package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `scripts/crash [--rounds N] [--seed S]`: kills the server with SIGKILL under load, starts it
/// again on the same folder and checks everything it ever acknowledged.
///
///     talk ──► SIGKILL ──► (again while it starts) ──► start ──► talk ──► rest ──► pull ──► check
///
/// A [Cast] chats over WebSocket, in pairs and in groups, marks, revokes and deletes; [Book]s
/// register, befriend, found groups, change members and settings over HTTP.
///
/// SIGKILL loses what the process had in memory, not what the kernel had not yet written: that is
/// the business of the store's synced writes and is not shown here.
public final class Crash {
    private static final int ROUNDS_OF_A_CAST = 10;
    private static final double KILLED_AT_START = 0.2;
    private static final int SHOWN_MAX = 5;
    private static final int LINE_MAX = 300;
    private static final int WRITERS_OF_GROUPS = 3;

    private final Options options;
    private final Board board = new Board(System.out);
    private final Random random;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<String, Digest> digests = new HashMap<>();
    private final Set<String> told = new HashSet<>();
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
        var books = books(stage);
        for (int first = 1; first <= options.rounds(); first += ROUNDS_OF_A_CAST) {
            var cast = new Cast(stage.network(), stage.accounts(), stage.prefix(), random);
            var found = Found.of(Map.of());
            int last = Math.min(options.rounds(), first + ROUNDS_OF_A_CAST - 1);
            for (int round = first; round <= last; round++)
                found = round(stage, round, cast, books);
            cast.end();
            found.stored()
                    .forEach(
                            (conversation, messages) ->
                                    digests.put(
                                            conversation,
                                            new Digest(
                                                    messages.hashCode(),
                                                    cast.reader(conversation))));
        }
        books.forEach(Book::end);
        judge("all conversations again", readAgain(stage));
    }

    private List<Book> books(Stage stage) {
        var accounts = stage.accounts();
        var prefix = stage.prefix();
        var books = new ArrayList<Book>();
        books.add(new AccountBook(accounts, stage.network(), prefix, random.nextLong()));
        books.add(new FriendBook(accounts, prefix, random.nextLong()));
        books.add(new SettingsBook(accounts, prefix, random.nextLong()));
        var members = GroupBook.people(accounts, prefix);
        for (int i = 0; i < WRITERS_OF_GROUPS; i++) {
            var groups = prefix + "w" + i + "g";
            books.add(new GroupBook(accounts, members, groups, random.nextLong()));
        }
        books.forEach(Book::open);
        return books;
    }

    private Found round(Stage stage, int round, Cast cast, List<Book> books) {
        long start = System.nanoTime();
        cast.wake();
        books.forEach(Book::wake);
        pause(300 + random.nextInt(1_700));
        int kills = kill(stage.server());
        double seconds = start(stage.server());
        pause(300 + random.nextInt(500));
        books.forEach(Book::rest);
        var violations = new ArrayList<Violation>();
        for (var user : cast.rest()) {
            violations.add(new Violation(Kind.LOST, user + " got no answer to a message"));
        }
        books.forEach(Book::awaitRest);
        var found = cast.found();
        var events = cast.events();
        violations.addAll(Checker.check(events, found));
        for (var book : books) violations.addAll(book.violations());
        judge(
                "round %d: %d kills, restart %.2f s; in all %d messages, %d wishes and %d changes, %.1f s"
                        .formatted(
                                round,
                                kills,
                                seconds,
                                found.count(),
                                events.stream().filter(Event.Granted.class::isInstance).count(),
                                books.stream().mapToInt(Book::acknowledged).sum(),
                                (System.nanoTime() - start) / 1e9),
                violations);
        return found;
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
                    var api = stage.accounts().api();
                    var reader = Talker.reader(stage.network(), digest.reader, api);
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

    /// A cast's history is checked whole in each of its rounds, but what was found in an earlier
    /// round is not told again.
    private void judge(String what, List<Violation> violations) {
        var fresh = violations.stream().filter(one -> told.add(one.toString())).toList();
        boolean kept = fresh.isEmpty();
        if (kept) passed++;
        else failed++;
        board.say("%s: %s", what, kept ? "ok" : fresh.size() + " VIOLATIONS");
        fresh.forEach(violation -> counts.merge(violation.kind(), 1, Integer::sum));
        fresh.stream()
                .collect(Collectors.groupingBy(Violation::what, TreeMap::new, Collectors.toList()))
                .forEach((_, alike) -> alike.stream().limit(SHOWN_MAX).forEach(this::show));
        if (!kept) board.say("  repeat with --seed %d", options.seed());
    }

    private void show(Violation violation) {
        board.say("  %s", cut(violation));
        violation.before().forEach(event -> board.say("      %s", cut(event)));
    }

    /// Texts of messages come last and say little.
    private static String cut(Object line) {
        var text = line.toString();
        return text.length() <= LINE_MAX ? text : text.substring(0, LINE_MAX) + "…";
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
                "%d rounds, %d lost, %d duplicated, %d reordered, %d holes, %d wrong",
                options.rounds(),
                counts.getOrDefault(Kind.LOST, 0),
                counts.getOrDefault(Kind.DUPLICATED, 0),
                counts.getOrDefault(Kind.REORDERED, 0),
                counts.getOrDefault(Kind.HOLE, 0),
                counts.getOrDefault(Kind.WRONG, 0));
        board.say("%d passed, %d failed", passed, failed);
        return failed == 0 ? 0 : 1;
    }
}
