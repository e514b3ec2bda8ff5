package im.parley.load;

/// When messages are due, whatever the server does: message i at i/rate seconds after the start,
/// moved to the grid the client wakes on. A coarser grid would make bursts, a finer one would cost
/// the client more than the server.
record Schedule(long startNanos, double ratePerSecond) {
    private static final long GRID_NANOS = 250_000;
    private static final double NANOS = 1e9;

    long due(long message) {
        long exact = (long) (message * NANOS / ratePerSecond);
        return startNanos + exact / GRID_NANOS * GRID_NANOS;
    }

    long messagesIn(double seconds) {
        return Math.round(seconds * ratePerSecond);
    }
}
