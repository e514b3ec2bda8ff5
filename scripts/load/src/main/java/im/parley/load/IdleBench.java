package im.parley.load;

import java.util.concurrent.locks.LockSupport;

/// Goals 1 to 3: what a server costs that has nothing to do, and how soon it is there.
final class IdleBench {
    private static final int FEW = 3_000;
    private static final int MANY = 15_000;
    private static final int QUICK_DIVISOR = 10;
    private static final int STARTS = 5;
    private static final int WEB = 5;
    private static final int LINUX = 7;

    private final Stage stage;
    private final Board board;

    IdleBench(Stage stage) {
        this.stage = stage;
        this.board = stage.board();
    }

    void run() {
        if (stage.server().isOurs()) starts();
        slope();
    }

    private void starts() {
        var login = stage.accounts().login(stage.people(1, WEB).getFirst().user(), LINUX);
        int starts = stage.options().quick() ? 2 : STARTS;
        var seconds = new double[starts];
        var memory = new double[starts];
        for (int i = 0; i < starts; i++) {
            stage.server().stop();
            stage.server().launch();
            seconds[i] = Arrival.millis(stage, login) / 1e3;
            memory[i] = restingKiB() / 1024.0;
            board.say("start %d: %.2f s, %.1f MiB at rest", i + 1, seconds[i], memory[i]);
        }
        board.figure(Goal.START, seconds);
        board.figure(Goal.REST_MEMORY, memory);
        board.beside("of that anonymous", stage.server().proc().anonymousKiB() / 1024.0, "MiB");
    }

    /// RSS once it has stopped moving.
    private long restingKiB() {
        long before = 0;
        for (int i = 0; i < 20; i++) {
            LockSupport.parkNanos(500_000_000);
            long now = stage.server().proc().rssKiB();
            if (i > 2 && Math.abs(now - before) < now / 500) return now;
            before = now;
        }
        return before;
    }

    private void slope() {
        int divisor = stage.options().quick() ? QUICK_DIVISOR : 1;
        var logins = stage.freshAccounts().people(stage.prefix(), MANY / divisor, LINUX);
        int few = FEW / divisor;
        if (stage.server().isOurs()) freshStart();
        try (var crowd = new Crowd(stage.network(), logins.size(), 200)) {
            crowd.join(logins.subList(0, few), stage.options().encoding());
            var less = settled(few);
            crowd.join(logins.subList(few, logins.size()), stage.options().encoding());
            var more = settled(logins.size());
            double added = logins.size() - few;
            board.figure(Goal.IDLE_CONNECTION, (more.rssKiB - less.rssKiB) * 1024 / added / 1000);
            board.beside(
                    "live heap an idle connection",
                    (more.heapKiB - less.heapKiB) * 1024 / added / 1000,
                    "KB");
            if (crowd.lost() > 0) board.fault(crowd.lost() + " idle connections were lost");
        }
    }

    /// What registering so many left behind in the heap would hide what the connections take.
    private void freshStart() {
        stage.server().stop();
        stage.server().start();
    }

    private record Memory(long rssKiB, long heapKiB) {}

    private Memory settled(int connections) {
        var proc = stage.server().proc();
        if (!proc.collect())
            board.say("jcmd cannot reach the server: no garbage collected before measuring");
        var memory = new Memory(restingKiB(), proc.heapKiB());
        board.say(
                "%d connections: RSS %d KiB, heap after GC %d KiB",
                connections, memory.rssKiB, memory.heapKiB);
        return memory;
    }
}
