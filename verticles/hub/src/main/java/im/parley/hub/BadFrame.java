package im.parley.hub;

/// A frame that nobody can read. The connection that sent it is dropped without a reply
/// (websocket.md 1.6); there is no stack trace, because hostile clients may make these as fast as
/// they can send.
final class BadFrame extends Exception {
    private final String reason;

    BadFrame(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /// One of a handful of short words, fit for a metric tag; the message has the detail.
    String reason() {
        return reason;
    }
}
