package im.parley.hub;

/// Configurations for tests: any port, no waiting where clients cannot see it.
final class TestConfig {
    static final HubConfig PLAIN = with(100_000, 64, 5_000, 30_000);

    static final int ON_THE_WAY_MAX = 20;

    private TestConfig() {}

    static HubConfig with(
            int connectionsMax, int waitingMax, int perSecondMax, long readDeadlineMillis) {
        return config(connectionsMax, waitingMax, perSecondMax, readDeadlineMillis, "", "");
    }

    /// A whole read deadline within a fraction of a second.
    static HubConfig fast(long readDeadlineMillis, long requestTimeoutMillis) {
        return config(100_000, 64, 0, readDeadlineMillis, requestTimeoutMillis, 0, "", "");
    }

    static HubConfig tls(String certificate, String key) {
        return config(100_000, 64, 0, 30_000, certificate, key);
    }

    static HubConfig connectRate(int perSecondMax) {
        return config(100_000, 64, 0, 30_000, 10_000, perSecondMax, "", "");
    }

    private static HubConfig config(
            int connectionsMax,
            int waitingMax,
            int perSecondMax,
            long readDeadlineMillis,
            String certificate,
            String key) {
        return config(
                connectionsMax,
                waitingMax,
                perSecondMax,
                readDeadlineMillis,
                10_000,
                0,
                certificate,
                key);
    }

    private static HubConfig config(
            int connectionsMax,
            int waitingMax,
            int perSecondMax,
            long readDeadlineMillis,
            long requestTimeoutMillis,
            int connectsMax,
            String certificate,
            String key) {
        return new HubConfig(
                0,
                connectionsMax,
                51_200,
                256 * 1024,
                waitingMax,
                ON_THE_WAY_MAX,
                perSecondMax,
                connectsMax,
                requestTimeoutMillis,
                readDeadlineMillis / 3,
                16_384,
                readDeadlineMillis,
                5,
                20,
                0,
                certificate,
                key);
    }
}
