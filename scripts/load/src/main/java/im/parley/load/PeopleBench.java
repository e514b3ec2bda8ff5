package im.parley.load;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Goals 10 and 17 to 20: groups of many members, and a user with many friends and conversations.
final class PeopleBench {
    private static final int BIG = 100_000;
    private static final int SMALL = 1_000;
    private static final int ONLINE = 10_000;
    private static final int BATCH = 1_000;
    private static final int PAGES_PER_SECOND = 100;
    private static final int CHANGES = 300;
    private static final int LINUX = 7;

    private final Stage stage;
    private final Board board;
    private final Options options;
    private final Random random = new Random(1);
    private final String prefix;

    PeopleBench(Stage stage) {
        this.stage = stage;
        board = stage.board();
        options = stage.options();
        prefix = stage.prefix();
    }

    void run() {
        int members = options.quick() ? BIG / 10 : BIG;
        var names = IntStream.range(0, members).mapToObj(i -> prefix + i).toList();
        board.say("registering %d users", members);
        for (int from = 0; from < members; from += BATCH / 2)
            stage.accounts().register(names.subList(from, from + BATCH / 2));
        var owner = stage.accounts().login(names.getFirst(), LINUX);
        var small = grown(owner, prefix + "small", names.subList(0, SMALL));
        var big = grown(owner, prefix + "big", names);
        pages(owner, big, members);
        roles(Goal.ROLE_IN_SMALL, owner, small);
        roles(Goal.ROLE_IN_BIG, owner, big);
        new Household(stage, owner, names).run();
        var online =
                stage.accounts().logins(names.subList(0, options.quick() ? SMALL : ONLINE), LINUX);
        new LoudBench(stage, Room.group(big, names), online).run();
    }

    /// A group whose members came by batches of invitations.
    private String grown(Login owner, String group, List<String> members) {
        long start = System.nanoTime();
        var first = members.subList(1, Math.min(members.size(), BATCH));
        stage.accounts().found(group, owner, first).join().orThrow("founding " + group);
        for (int from = BATCH; from < members.size(); from += BATCH) {
            var guests = members.subList(from, Math.min(members.size(), from + BATCH));
            var wish = "{\"groupID\":\"%s\",\"invitedUserIDs\":%s}";
            post("/group/invite_user_to_group", owner, wish.formatted(group, Json.texts(guests)));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        board.say("  %d members in %.1f s", members.size(), seconds);
        board.beside(
                "members a second, into a group of " + members.size(),
                members.size() / seconds,
                "/s");
        return group;
    }

    private void pages(Login owner, String group, int members) {
        var runs = new double[options.runs()];
        for (int i = 0; i < runs.length; i++) {
            var asking = new Asking(PAGES_PER_SECOND, 1, options.seconds(5));
            var latency =
                    asking.measure(
                            stage.network(),
                            board,
                            number -> page(asking, owner, group, members, number));
            runs[i] = ChatRun.millis(latency, 99);
            board.say(
                    "  pages of %d: p50 %.2f p99 %.2f ms",
                    LocalCopy.PAGE, ChatRun.millis(latency, 50), runs[i]);
        }
        board.figure(Goal.MEMBER_PAGE, runs);
    }

    private void page(Asking asking, Login owner, String group, int members, long number) {
        var kind = LocalCopy.Kind.MEMBERS;
        int page = 1 + random.nextInt(members / LocalCopy.PAGE);
        stage.accounts()
                .api()
                .post(kind.list(), owner.token(), kind.listWish(group, page))
                .thenAccept(
                        answer -> {
                            if (answer.accepted()) asking.answered(number);
                            else asking.refused(number, answer.toString());
                        });
    }

    /// One member's role is changed and a client that was up to date syncs; the two together are
    /// timed, one after the other, for the second needs the first.
    private void roles(Goal goal, Login owner, String group) {
        var copy = new LocalCopy(LocalCopy.Kind.MEMBERS, group);
        copy.apply(post(copy.kind().sync(), owner, copy.wish()).data());
        var runs = new double[options.runs()];
        for (int i = 0; i < runs.length; i++) runs[i] = roles(owner, copy);
        board.figure(goal, runs);
    }

    private double roles(Login owner, LocalCopy copy) {
        var latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int i = 0; i < (options.quick() ? CHANGES / 10 : CHANGES); i++) {
            var user = prefix + (1 + random.nextInt(SMALL - 1));
            int role = random.nextBoolean() ? GroupState.ADMIN : GroupState.ORDINARY;
            var wish = "{\"members\":[{\"groupID\":\"%s\",\"userID\":\"%s\",\"roleLevel\":%d}]}";
            long start = System.nanoTime();
            post("/group/set_group_member_info", owner, wish.formatted(copy.owner(), user, role));
            var answer = post(copy.kind().sync(), owner, copy.wish()).data();
            latency.recordValue(System.nanoTime() - start);
            var told = copy.apply(answer) ? answer.objects("update") : new ArrayList<Json>();
            boolean right =
                    told.size() == 1
                            && told.getFirst().text("userID").equals(user)
                            && told.getFirst().number("roleLevel") == role;
            if (!right) board.fault("a role of %s was synced as %s".formatted(user, answer));
        }
        board.say(
                "  role changed and synced: p50 %.2f p99 %.2f ms",
                ChatRun.millis(latency, 50), ChatRun.millis(latency, 99));
        return ChatRun.millis(latency, 99);
    }

    private Answer post(String path, Login login, String wish) {
        return stage.accounts().api().post(path, login.token(), wish).join().orThrow(path);
    }
}
