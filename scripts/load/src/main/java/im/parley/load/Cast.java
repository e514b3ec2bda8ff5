package im.parley.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Some pairs of users who write to each other and in groups, half of them with a second device
/// that only listens, and the history they share.
final class Cast {
    private static final int PAIRS = 6;
    private static final int GROUPS = 3;
    private static final int LINUX = 7;
    private static final int ANDROID = 2;
    private static final int REST_SECONDS = 60;
    private static final int SETTLE_SECONDS = 10;
    private static final int QUIET_MILLIS = 150;

    private final History history = new History();
    private final List<Room> rooms = new ArrayList<>();
    private final Map<String, Talker> speakers = new HashMap<>();
    private final List<Talker> talkers = new ArrayList<>();
    private int rests;

    Cast(Network network, Accounts accounts, String prefix, Random random) {
        var logins = accounts.people(prefix, 2 * PAIRS, LINUX);
        var users = logins.stream().map(Login::user).toList();
        for (int i = 0; i < users.size(); i += 2)
            rooms.add(Room.single(users.get(i), users.get(i + 1)));
        for (int i = 0; i < GROUPS; i++) rooms.add(founded(accounts, logins, i));
        for (int i = 0; i < logins.size(); i++) {
            var login = logins.get(i);
            var mine = rooms.stream().filter(room -> room.has(login.user())).toList();
            var api = accounts.api();
            var speaker =
                    new Talker(network, history, login, encoding(i), mine, api, random.nextLong());
            speakers.put(login.user(), speaker);
            talkers.add(speaker);
            if (i % 2 == 1) continue;
            var second = accounts.login(login.user(), ANDROID);
            talkers.add(
                    new Talker(
                            network,
                            history,
                            second,
                            encoding(i + 1),
                            List.of(),
                            api,
                            random.nextLong()));
        }
        talkers.forEach(Thread.ofVirtual()::start);
    }

    /// Every group has another half of the users.
    private static Room founded(Accounts accounts, List<Login> logins, int number) {
        int half = logins.size() / 2;
        var chosen =
                IntStream.range(0, half)
                        .mapToObj(i -> logins.get((i * (number + 1) + number) % logins.size()))
                        .distinct()
                        .toList();
        var members = chosen.stream().map(Login::user).toList();
        var group = members.getFirst() + "g" + number;
        accounts.found(group, chosen.getFirst(), members.subList(1, members.size()))
                .join()
                .orThrow("founding " + group);
        return Room.group(group, members);
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

    /// Someone who may read a conversation of this cast and has deleted nothing in it.
    Login reader(String conversation) {
        return rooms.stream()
                .filter(
                        room ->
                                conversation.equals(room.conversation())
                                        || conversation.equals(room.notices()))
                .map(room -> first(room).login())
                .findFirst()
                .orElseThrow();
    }

    private Talker first(Room room) {
        return speakers.get(room.members().getFirst());
    }

    List<Event> events() {
        return history.events();
    }

    /// All that is stored, read by two members of each room, each in a way of its own; whoever was
    /// connected is given time to be shown it.
    Found found() {
        awaitQuiet();
        var stored = new HashMap<String, List<Message>>();
        var readings = new ArrayList<Found.Reading>();
        var positions = new ArrayList<Found.Position>();
        for (var room : rooms) {
            var conversation = room.conversation();
            stored.put(conversation, Archive.byRange(first(room), conversation));
            stored.put(room.notices(), Archive.byRange(first(room), room.notices()));
            var other = speakers.get(room.members().getLast());
            readings.add(
                    new Found.Reading(
                            other.login().user(),
                            conversation,
                            Archive.bySeqs(other, conversation)));
            for (var user : room.members())
                positions.add(Archive.position(speakers.get(user), conversation));
        }
        settle(stored);
        return new Found(stored, readings, positions);
    }

    /// Notices follow what they tell of on their own.
    private void awaitQuiet() {
        await(
                SETTLE_SECONDS,
                () -> {
                    var before = newest();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS));
                    return newest().equals(before);
                });
    }

    private List<Map<String, Long>> newest() {
        return speakers.values().stream().map(Archive::newest).toList();
    }

    private void settle(Map<String, List<Message>> stored) {
        for (var talker : talkers) {
            var sizes = new HashMap<String, Long>();
            rooms.stream()
                    .filter(room -> room.has(talker.login().user()))
                    .flatMap(room -> List.of(room.conversation(), room.notices()).stream())
                    .forEach(id -> sizes.put(id, (long) stored.get(id).size()));
            await(SETTLE_SECONDS, () -> isUpToDate(talker, sizes));
            history.add(new Event.Settled(talker.connection().number(), sizes));
        }
    }

    private static boolean isUpToDate(Talker talker, Map<String, Long> stored) {
        return stored.entrySet().stream()
                .allMatch(entry -> talker.recorder().reached(entry.getKey()) >= entry.getValue());
    }

    static void await(int seconds, BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean() && System.nanoTime() < patience)
            LockSupport.parkNanos(5_000_000);
    }
}
