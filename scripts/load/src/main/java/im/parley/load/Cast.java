package im.parley.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Some pairs of users who write to each other, half of them with a second device that only
/// listens, and the history they share.
final class Cast {
    private static final int PAIRS = 6;
    private static final int LINUX = 7;
    private static final int ANDROID = 2;
    private static final int REST_SECONDS = 60;
    private static final int SETTLE_SECONDS = 10;

    private final History history = new History();
    private final List<Talker> talkers = new ArrayList<>();
    private int rests;

    Cast(Network network, Accounts accounts, String prefix, Random random) {
        var logins = accounts.people(prefix, 2 * PAIRS, LINUX);
        for (int i = 0; i < logins.size(); i++) {
            var login = logins.get(i);
            var peer = logins.get(i ^ 1).user();
            talkers.add(new Talker(network, history, login, encoding(i), peer, random.nextLong()));
            if (i % 2 == 1) continue;
            var second = accounts.login(login.user(), ANDROID);
            talkers.add(
                    new Talker(network, history, second, encoding(i + 1), "", random.nextLong()));
        }
        talkers.forEach(Thread.ofVirtual()::start);
    }

    private static Encoding encoding(int number) {
        return Encoding.values()[number % Encoding.values().length];
    }

    void wake() {
        talkers.forEach(Talker::wake);
    }

    /// Waits until nothing is under way any more; the answer is what never came to rest.
    List<String> rest() {
        int rest = ++rests;
        talkers.forEach(talker -> talker.rest(rest));
        await(REST_SECONDS, () -> talkers.stream().allMatch(talker -> talker.rests(rest)));
        return talkers.stream()
                .filter(talker -> !talker.rests(rest))
                .map(talker -> talker.login().user())
                .toList();
    }

    void end() {
        talkers.forEach(Talker::end);
    }

    /// Someone who may read a conversation of this cast.
    Login reader(String conversation) {
        return talkers.stream()
                .map(Talker::login)
                .filter(login -> Conversations.has(conversation, login.user()))
                .findFirst()
                .orElseThrow();
    }

    List<Event> events() {
        return history.events();
    }

    /// All that is stored, read by each side in its own way; whoever was connected is given time to
    /// be shown it.
    Map<String, List<Message>> stored(List<Violation> violations) {
        var stored = new HashMap<String, List<Message>>();
        var speakers =
                talkers.stream().filter(talker -> talker.login().platform() == LINUX).toList();
        for (int i = 0; i < speakers.size(); i += 2) {
            var conversation =
                    Conversations.single(
                            speakers.get(i).login().user(), speakers.get(i + 1).login().user());
            var byRange = Archive.byRange(speakers.get(i), conversation);
            var bySeqs = Archive.bySeqs(speakers.get(i + 1), conversation);
            if (!byRange.equals(bySeqs)) {
                violations.add(
                        new Violation(
                                Violation.Kind.WRONG,
                                conversation + ": the two sides are told different things"));
            }
            long newest = Archive.newest(speakers.get(i), conversation);
            if (byRange.size() != newest) {
                var what =
                        "%s: newest seq %d, %d messages"
                                .formatted(conversation, newest, byRange.size());
                violations.add(new Violation(Violation.Kind.HOLE, what));
            }
            stored.put(conversation, byRange);
        }
        settle(stored);
        return stored;
    }

    private void settle(Map<String, List<Message>> stored) {
        var sizes = new HashMap<String, Long>();
        stored.forEach((conversation, messages) -> sizes.put(conversation, (long) messages.size()));
        for (var talker : talkers) {
            await(SETTLE_SECONDS, () -> isUpToDate(talker, sizes));
            history.add(new Event.Settled(talker.connection().number(), sizes));
        }
    }

    private static boolean isUpToDate(Talker talker, Map<String, Long> stored) {
        return stored.entrySet().stream()
                .filter(entry -> Conversations.has(entry.getKey(), talker.login().user()))
                .allMatch(entry -> talker.recorder().reached(entry.getKey()) >= entry.getValue());
    }

    static void await(int seconds, BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean() && System.nanoTime() < patience)
            LockSupport.parkNanos(5_000_000);
    }
}
