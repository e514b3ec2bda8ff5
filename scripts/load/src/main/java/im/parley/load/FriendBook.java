package im.parley.load;

import im.parley.load.Friendship.Asked;
import im.parley.load.Ledger.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Users who befriend, refuse, remark, delete and block each other.
final class FriendBook extends Book {
    private static final int PEOPLE = 8;
    private static final int LINUX = 7;

    private final Accounts accounts;
    private final Random random;
    private final List<Login> people;
    private final Ledger<Friendship> ledger = new Ledger<>();
    private final Mirror mirror;
    private int count;

    FriendBook(Accounts accounts, String prefix, long seed) {
        this.accounts = accounts;
        random = new Random(seed);
        people = accounts.people(prefix + "friend", PEOPLE, LINUX);
        mirror = new Mirror(accounts.api(), random);
        for (int i = 0; i < PEOPLE; i++) {
            mirror.follow(LocalCopy.Kind.FRIENDS, people.get(i).user());
            for (int j = i + 1; j < PEOPLE; j++) ledger.open(subject(i, j), Friendship.NONE);
        }
    }

    private static String subject(int first, int second) {
        return "friends " + first + " " + second;
    }

    @Override
    void act() {
        int first = random.nextInt(PEOPLE - 1);
        int second = first + 1 + random.nextInt(PEOPLE - 1 - first);
        var subject = subject(first, second);
        if (!ledger.isCertain(subject)) {
            look(first, second).ifPresent(found -> ledger.found(subject, found));
            return;
        }
        var state = ledger.certain(subject);
        boolean turned = random.nextBoolean();
        var me = people.get(turned ? second : first);
        var other = people.get(turned ? first : second).user();
        var step = step(me, other, turned ? state.turned() : state);
        var answer = accounts.api().post(step.path(), step.token(), step.json()).join();
        ledger.answered(subject, turned ? step.turned(Friendship::turned) : step, answer);
    }

    /// Something lawful that `me`, the first side of the state, can do.
    private Step<Friendship> step(Login me, String other, Friendship state) {
        var owner = "\"ownerUserID\":\"" + me.user() + "\"";
        var friend = "\"friendUserIDs\":[\"" + other + "\"]";
        return switch (random.nextInt(9)) {
            case 0, 1 -> {
                var handle = "{\"fromUserID\":\"%s\",\"toUserID\":\"%s\",\"handleResult\":%d}";
                if (state.second().asked() != Asked.PENDING) yield ask(me, other, state);
                boolean agree = random.nextInt(3) > 0;
                yield new Step<>(
                        "/friend/add_friend_response",
                        me.token(),
                        handle.formatted(other, me.user(), agree ? 1 : -1),
                        agree ? Friendship::agreed : Friendship::refused);
            }
            case 2, 3 ->
                    new Step<>(
                            "/friend/delete_friend",
                            me.token(),
                            "{%s,\"friendUserID\":\"%s\"}".formatted(owner, other),
                            Friendship::deleted);
            case 4 -> {
                if (!state.first().friend()) yield ask(me, other, state);
                var remark = "remark" + count++;
                yield new Step<>(
                        "/friend/update_friends",
                        me.token(),
                        "{%s,%s,\"remark\":\"%s\"}".formatted(owner, friend, remark),
                        before -> before.remarked(remark));
            }
            case 5 ->
                    new Step<>(
                            "/friend/import_friend",
                            accounts.adminToken(),
                            "{%s,%s}".formatted(owner, friend),
                            Friendship::friends);
            case 6 -> {
                boolean black = !state.first().black();
                yield new Step<>(
                        black ? "/friend/add_black" : "/friend/remove_black",
                        me.token(),
                        "{%s,\"blackUserID\":\"%s\"}".formatted(owner, other),
                        before -> before.blocked(black));
            }
            default -> ask(me, other, state);
        };
    }

    /// Asks for friendship, or ends one that is whole: who has all cannot ask.
    private Step<Friendship> ask(Login me, String other, Friendship state) {
        if (state.first().friend() && state.second().friend()) {
            return new Step<>(
                    "/friend/delete_friend",
                    me.token(),
                    "{\"ownerUserID\":\"%s\",\"friendUserID\":\"%s\"}".formatted(me.user(), other),
                    Friendship::deleted);
        }
        return new Step<>(
                "/friend/add_friend",
                me.token(),
                "{\"fromUserID\":\"%s\",\"toUserID\":\"%s\",\"reqMsg\":\"please\"}"
                        .formatted(me.user(), other),
                Friendship::asked);
    }

    @Override
    List<Violation> check() {
        for (int i = 0; i < PEOPLE; i++) {
            for (int j = i + 1; j < PEOPLE; j++) {
                ledger.found(
                        subject(i, j),
                        look(i, j).orElseThrow(() -> new IllegalStateException("no answer")));
            }
        }
        var violations = new ArrayList<>(ledger.broken());
        violations.addAll(mirror.check(accounts.adminToken()));
        return violations;
    }

    @Override
    int acknowledged() {
        return ledger.acknowledged();
    }

    private Optional<Friendship> look(int first, int second) {
        var one = people.get(first).user();
        var other = people.get(second).user();
        var requests =
                ask(
                        "/friend/get_designated_friend_apply",
                        "{\"fromUserID\":\"%s\",\"toUserID\":\"%s\"}".formatted(one, other));
        var mine = side(one, other, requests);
        var his = side(other, one, requests);
        return mine.flatMap(side -> his.map(peer -> new Friendship(side, peer)));
    }

    private Optional<Friendship.Side> side(String owner, String other, Optional<Json> requests) {
        var wish = "{\"ownerUserID\":\"%s\",\"%s\":[\"%s\"]}";
        var friends =
                ask(
                        "/friend/get_designated_friends",
                        wish.formatted(owner, "friendUserIDs", other));
        var blacks =
                ask("/friend/get_specified_blacks", wish.formatted(owner, "userIDList", other));
        if (requests.isEmpty() || friends.isEmpty() || blacks.isEmpty()) return Optional.empty();
        var asked =
                requests.get().objects("friendRequests").stream()
                        .filter(request -> request.text("fromUserID").equals(owner))
                        .map(request -> Asked.of(request.number("handleResult")))
                        .findFirst();
        var row = friends.get().objects("friendsInfo").stream().findFirst();
        return Optional.of(
                new Friendship.Side(
                        row.isPresent(),
                        row.map(found -> found.text("remark")).orElse(""),
                        asked.orElse(Asked.NEVER),
                        !blacks.get().objects("blacks").isEmpty()));
    }

    private Optional<Json> ask(String path, String wish) {
        return accounts.api().ask(path, accounts.adminToken(), wish);
    }
}
