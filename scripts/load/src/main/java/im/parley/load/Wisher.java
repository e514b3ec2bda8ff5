package im.parley.load;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// Asks over HTTP for what a user may want of messages that he was shown, one thing at a time, and
/// records what became of it. Whoever is the first member of a room deletes nothing there: by what
/// he reads the others are checked.
final class Wisher {
    private final Api api;
    private final History history;
    private final Login login;
    private final Random random;
    private final Set<Wish> wished = new HashSet<>();

    Wisher(Api api, History history, Login login, Random random) {
        this.api = api;
        this.history = history;
        this.login = login;
        this.random = random;
    }

    void wish(int connection, Room room, Recorder recorder) {
        var conversation = room.conversation();
        long reached = recorder.reached(conversation);
        long own = recorder.own(conversation);
        var wish = wish(room, reached, own);
        // A message that was revoked once is refused the second time.
        if (wish.seq() == 0 || !wished.add(wish)) return;
        history.add(new Event.Wished(connection, wish));
        var answer = api.post(wish.route(), login.token(), wish.json()).join();
        if (answer.accepted()) history.add(new Event.Granted(connection, wish));
        else if (answer.status() != 0)
            history.add(new Event.Denied(connection, wish, answer.body()));
    }

    private Wish wish(Room room, long reached, long own) {
        var user = login.user();
        var conversation = room.conversation();
        boolean deletes = !room.members().getFirst().equals(user);
        return switch (random.nextInt(5)) {
            case 0 -> new Wish.Revoke(user, conversation, own);
            case 1 ->
                    deletes && reached > 0
                            ? new Wish.Delete(user, conversation, 1 + random.nextLong(reached))
                            : new Wish.Mark(user, conversation, reached);
            default -> new Wish.Mark(user, conversation, reached);
        };
    }
}
