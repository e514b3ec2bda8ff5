package im.parley.load;

/// What a connection tells, always on its event loop.
interface Listener {
    /// The login was accepted.
    default void opened(Connection connection) {}

    default void heard(Connection connection, Envelope envelope) {}

    /// The connection is over; `why` is empty when the other side just closed it, and otherwise the
    /// refusal's code or the failure.
    default void closed(Connection connection, String why) {}
}
