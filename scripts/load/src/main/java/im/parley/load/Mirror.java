package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Clients that follow lists by incremental sync from versions of any age, and look whether that
/// brings them to the same rows as reading the whole list.
final class Mirror {
    private static final int COPIES = 3;
    private static final double LEFT_OLD = 0.5;
    private static final int TRIES = 5;
    private static final int TRY_MILLIS = 200;

    private final Api api;
    private final Random random;
    private final List<LocalCopy> copies = new ArrayList<>();

    Mirror(Api api, Random random) {
        this.api = api;
        this.random = random;
    }

    /// Follows a list, unless it is followed already, with several copies that will be of different
    /// age.
    void follow(LocalCopy.Kind kind, String owner) {
        if (copies.stream().anyMatch(copy -> copy.isOf(kind, owner))) return;
        for (int i = 0; i < COPIES; i++) copies.add(new LocalCopy(kind, owner));
    }

    void leave(LocalCopy.Kind kind, String owner) {
        copies.removeIf(copy -> copy.isOf(kind, owner));
    }

    /// Brings some of the copies up to date.
    List<Violation> check(String token) {
        var violations = new ArrayList<Violation>();
        for (var copy : copies) {
            if (random.nextDouble() < LEFT_OLD) continue;
            var difference = difference(copy, token);
            if (!difference.isEmpty()) {
                var what = "%s of %s: %s".formatted(copy.kind().sync(), copy.owner(), difference);
                violations.add(new Violation(Kind.WRONG, what));
            }
        }
        return violations;
    }

    /// What follows a change on its own, such as the conversation of a first message, may come
    /// between the two readings; then both are made again.
    private String difference(LocalCopy copy, String token) {
        for (int tries = 1; ; tries++) {
            sync(copy, token);
            var all = all(copy, token);
            var difference = copy.difference(all);
            if (difference.isEmpty()) return "";
            if (tries == TRIES) {
                copy.replace(all); // told once
                return difference;
            }
            pause();
        }
    }

    private void sync(LocalCopy copy, String token) {
        var answer = ask(copy.kind().sync(), token, copy.wish());
        if (!copy.apply(answer)) copy.replace(all(copy, token));
    }

    private List<Json> all(LocalCopy copy, String token) {
        var kind = copy.kind();
        var rows = new ArrayList<Json>();
        for (int page = 1; ; page++) {
            var wish = kind.listWish(copy.owner(), page);
            var more = ask(kind.list(), token, wish).objects(kind.rows());
            rows.addAll(more);
            if (more.size() < LocalCopy.PAGE) return rows;
        }
    }

    private Json ask(String path, String token, String wish) {
        return api.post(path, token, wish).join().orThrow(path + " " + wish).data();
    }

    private static void pause() {
        try {
            Thread.sleep(TRY_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
