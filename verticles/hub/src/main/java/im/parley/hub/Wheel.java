package im.parley.hub;

/// When each connection of one event loop is looked at again: a ring of slots, one a tick, each a
/// chain through the connections themselves. So a deadline costs two references a connection and no
/// timer object, and a connection is touched only when something may be due.
///
///     tick 7 ─► [c1 ⇄ c5]   tick 8 ─► []   tick 9 ─► [c2] …
final class Wheel {
    /// A power of two above the largest delay.
    private static final int SLOTS = 32;

    static final int DELAY_MAX = SLOTS - 1;

    private final Connection[] heads = new Connection[SLOTS];

    /// @param now the tick that is turned next, or a later one
    void put(Connection connection, int now, int delay) {
        int slot = now + Math.clamp(delay, 1, DELAY_MAX) & SLOTS - 1;
        connection.slot = (byte) slot;
        connection.before = null;
        connection.after = heads[slot];
        if (heads[slot] != null) heads[slot].before = connection;
        heads[slot] = connection;
    }

    void remove(Connection connection) {
        if (connection.slot < 0) return;
        if (connection.before == null) heads[connection.slot] = connection.after;
        else connection.before.after = connection.after;
        if (connection.after != null) connection.after.before = connection.before;
        unlink(connection);
    }

    /// Looks at everything that is due now; who wants to be looked at again puts itself back.
    void turn(int now) {
        int slot = now & SLOTS - 1;
        while (heads[slot] != null) {
            var due = heads[slot];
            remove(due);
            due.onDue(now);
        }
    }

    private static void unlink(Connection connection) {
        connection.slot = -1;
        connection.before = null;
        connection.after = null;
    }
}
