package im.parley.load;

/// The measures of the performance goals: the bar that must hold and the goal beyond it.
enum Goal {
    REST_MEMORY("1", "RSS at rest", "MiB", 160, 96),
    START("2", "start to first login", "s", 1.5, 0.6),
    IDLE_CONNECTION("3", "RSS an idle connection", "KB", 6, 2.5),
    CHAT_CPU("4", "20 000 msg/s: server CPU a message", "us", 60, 28),
    CHAT_RATE("5", "highest rate with p99 <= 50 ms", "/s", 15_000, 40_000),
    CHAT_P50("6", "20 000 msg/s: send to receiver p50", "ms", 2, 0.8),
    CHAT_P99("6", "20 000 msg/s: send to receiver p99", "ms", 20, 4),
    CHAT_P999("6", "20 000 msg/s: send to receiver p99.9", "ms", 80, 12),
    CALM_P50("7", "400 msg/s: send to receiver p50", "ms", 3, 0.8),
    CALM_P99("7", "400 msg/s: send to receiver p99", "ms", 10, 4),
    CALM_CPU("7", "400 msg/s: server CPU a message", "us", 300, 100),
    FANOUT_SINGLE("8", "fan-out, one at a time: CPU a delivery", "us", 8, 5.8),
    FANOUT_BACKLOG("9", "fan-out, backlog: CPU a delivery", "us", 2, 1.0),
    BIG_GROUP("10", "100 000 members, 10 000 online: to the last", "ms", 200, 60),
    STORM("11", "15 000 reconnect: all in and synced", "s", 20, 5),
    RESTART("12", "kill -9, restart to first sync", "s", 5, 1),
    DISK("13", "bytes on disk a 300 B message", "B", 900, 450),
    PULL("14", "pull of 100 messages, p99", "ms", 5, 1),
    HTTP("15", "HTTP mixed, 5 000 calls/s, p99", "ms", 20, 5),
    MEMBER_PAGE("17", "page of 100 000 members, p99", "ms", 20, 5),
    ROLE_IN_SMALL("18", "role changed and synced, 1 000: p99", "ms", 20, 5),
    ROLE_IN_BIG("18", "role changed and synced, 100 000: p99", "ms", 20, 5),
    FIRST_SYNC("19", "first sync of 5 000 friends, 1 000 chats", "ms", 250, 100),
    LATER_SYNC("20", "login sync of the same, incremental", "ms", 25, 10);

    private final String number;
    private final String measure;
    private final String unit;
    private final double bar;
    private final double goal;

    Goal(String number, String measure, String unit, double bar, double goal) {
        this.number = number;
        this.measure = measure;
        this.unit = unit;
        this.bar = bar;
        this.goal = goal;
    }

    String number() {
        return number;
    }

    String measure() {
        return measure;
    }

    String unit() {
        return unit;
    }

    double bar() {
        return bar;
    }

    double goal() {
        return goal;
    }

    String verdict(double figure) {
        boolean less = goal < bar;
        if (less ? figure <= goal : figure >= goal) return "goal";
        return (less ? figure <= bar : figure >= bar) ? "ok" : "MISS";
    }
}
