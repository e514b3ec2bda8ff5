package im.parley.load;

import im.parley.load.LocalCopy.Kind;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Goals 19 and 20: a user with many friends and conversations logs in with an empty client, and
/// again with one that knows all. The calls are those of the Go core, one after the other
/// (clients.md 3); their sum is the server's time and the way there.
final class Household {
    private static final int FRIENDS = 5_000;
    private static final int CONVERSATIONS = 1_000;
    private static final int BATCH = 1_000;
    private static final int WARM_UP = 5;
    private static final int LOGINS = 11;
    private static final List<Kind> LISTS =
            List.of(Kind.JOINED_GROUPS, Kind.FRIENDS, Kind.CONVERSATIONS);

    private final Stage stage;
    private final Board board;
    private final Login user;
    private final List<String> friends;
    private final Map<String, Long> nanos = new TreeMap<>();

    /// @param names of users who are there
    Household(Stage stage, Login user, List<String> names) {
        this.stage = stage;
        this.user = user;
        board = stage.board();
        friends = names.subList(1, 1 + Math.min(FRIENDS, names.size() - 1));
    }

    void run() {
        for (int from = 0; from < friends.size(); from += BATCH) {
            var some = friends.subList(from, Math.min(friends.size(), from + BATCH));
            stage.accounts().befriend(user.user(), some).join().orThrow("befriending");
        }
        converse();
        forgetOthers();
        nanos.clear();
        var copies = LISTS.stream().map(kind -> new LocalCopy(kind, user.user())).toList();
        var first = new double[LOGINS];
        var later = new double[LOGINS];
        for (int i = -WARM_UP; i < LOGINS; i++) {
            double millis = millis(this::firstSync);
            if (i >= 0) first[i] = millis;
        }
        board.figure(Goal.FIRST_SYNC, first);
        sayShares("first sync");
        for (var copy : copies) copy.apply(data(copy.kind().sync(), copy.wish()));
        nanos.clear();
        for (int i = -WARM_UP; i < LOGINS; i++) {
            double millis = millis(() -> laterSync(copies));
            if (i >= 0) later[i] = millis;
        }
        board.figure(Goal.LATER_SYNC, later);
        sayShares("login sync");
    }

    /// Where the time went.
    private void sayShares(String what) {
        nanos.forEach(
                (path, spent) ->
                        board.say(
                                "  %s: %.2f ms %s", what, spent / 1e6 / (WARM_UP + LOGINS), path));
    }

    private void converse() {
        var wish =
                "{\"userIDs\":[\"%s\"],\"conversation\":{\"conversationID\":\"%s\","
                        + "\"conversationType\":1,\"userID\":\"%s\",\"ex\":\"x\"}}";
        for (var friend : friends.subList(0, CONVERSATIONS)) {
            var conversation = Conversations.single(user.user(), friend);
            data(
                    "/conversation/set_conversations",
                    wish.formatted(user.user(), conversation, friend));
        }
    }

    /// Importing a friend tells both, and what is told makes a conversation.
    private void forgetOthers() {
        var others = friends.subList(CONVERSATIONS, friends.size());
        for (int from = 0; from < others.size(); from += BATCH) {
            var ids =
                    others.subList(from, Math.min(others.size(), from + BATCH)).stream()
                            .map(friend -> Conversations.single(user.user(), friend))
                            .toList();
            var wish = "{\"ownerUserID\":\"%s\",\"conversationIDs\":%s}";
            data(
                    "/conversation/delete_conversations",
                    wish.formatted(user.user(), Json.texts(ids)));
        }
    }

    private void firstSync() {
        for (var kind : LISTS) data(kind.sync(), kind.syncWish(user.user(), 0, ""));
        int friendCount = pages(Kind.FRIENDS);
        int conversationCount = pages(Kind.CONVERSATIONS);
        pages(Kind.JOINED_GROUPS);
        if (friendCount < friends.size() || conversationCount < CONVERSATIONS) {
            board.fault(
                    "a first sync of %d friends and %d conversations"
                            .formatted(friendCount, conversationCount));
        }
        var ids = "{\"userID\":\"%s\",\"idHash\":0}".formatted(user.user());
        data("/friend/get_full_friend_user_ids", ids);
        data("/group/get_full_join_group_ids", ids);
        data("/conversation/get_full_conversation_ids", ids);
        common();
    }

    private int pages(Kind kind) {
        for (int page = 1, count = 0; ; page++) {
            int size =
                    data(kind.list(), kind.listWish(user.user(), page)).objects(kind.rows()).size();
            count += size;
            if (size < LocalCopy.PAGE) return count;
        }
    }

    private void laterSync(List<LocalCopy> copies) {
        for (var copy : copies) {
            var answer = data(copy.kind().sync(), copy.wish());
            if (answer.flag("full")) board.fault(copy.kind().sync() + " asks for the whole list");
        }
        common();
    }

    private void common() {
        var whose = "{\"userID\":\"%s\"}".formatted(user.user());
        data("/msg/newest_seq", whose);
        data("/msg/get_conversations_has_read_and_max_seq", whose);
        data("/user/get_users_info", "{\"userIDs\":[\"%s\"]}".formatted(user.user()));
    }

    private static double millis(Runnable calls) {
        long start = System.nanoTime();
        calls.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private Json data(String path, String wish) {
        long start = System.nanoTime();
        var answer = stage.accounts().api().post(path, user.token(), wish).join().orThrow(path);
        nanos.merge(path, System.nanoTime() - start, Long::sum);
        return answer.data();
    }
}
