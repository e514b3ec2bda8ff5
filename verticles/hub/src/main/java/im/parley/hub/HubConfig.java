package im.parley.hub;

/// What an operator may tune in the hub; defaults are the reference's where it has any
/// (websocket.md 1.4).
///
/// @param port 0 takes any free one
/// @param connectionsMax more are refused with 1601
/// @param messageBytesMax of one message of a client, on the wire
/// @param outboundBytesMax what may wait for a slow reader before he is dropped
/// @param requestsWaitingMax requests of one connection that may wait for their turn; behind them
///     its socket is not read
/// @param messagesOnTheWayMax messages of all connections that may wait for being stored; while
///     there are more, sockets are left unread
/// @param requestsPerSecondMax frames of one connection before its socket is left unread for the
///     rest of the second; 0 is no limit
/// @param connectsPerSecondPerAddressMax over it sockets are closed unheard; 0, the default, is no
///     limit: behind a proxy or a carrier's NAT thousands come back from one address at once
/// @param requestTimeoutMillis after which nothing is answered; native clients wait as long
/// @param handshakeTimeoutMillis from the accepted socket to the answered upgrade
/// @param handshakeBytesMax of the request line, and of the header fields
/// @param readDeadlineMillis of silence until a connection is dropped
/// @param subscriptionsMax users whose status one connection may watch
/// @param statusDelayMillis for which status changes are gathered before they are told
/// @param closeSpreadMillis over which clients are sent away when the node stops, so that they do
///     not all come back at once
/// @param tlsCertificateFile a chain in PEM; empty for no TLS. Read again when the file changes
/// @param tlsKeyFile the key to it, PKCS #8 in PEM
public record HubConfig(
        int port,
        int connectionsMax,
        int messageBytesMax,
        int outboundBytesMax,
        int requestsWaitingMax,
        int messagesOnTheWayMax,
        int requestsPerSecondMax,
        int connectsPerSecondPerAddressMax,
        long requestTimeoutMillis,
        long handshakeTimeoutMillis,
        int handshakeBytesMax,
        long readDeadlineMillis,
        int subscriptionsMax,
        long statusDelayMillis,
        long closeSpreadMillis,
        String tlsCertificateFile,
        String tlsKeyFile) {
    public static final HubConfig DEFAULTS =
            new HubConfig(
                    10_001, 100_000, 51_200, 2 << 20, 64, 500, 5_000, 0, 10_000, 10_000, 16_384,
                    30_000, 5_000, 500, 5_000, "", "");

    public HubConfig {
        need(port >= 0 && port <= 65_535, "port", port);
        need(connectionsMax > 0, "connectionsMax", connectionsMax);
        need(messageBytesMax >= 1_024, "messageBytesMax", messageBytesMax);
        need(outboundBytesMax >= 65_536, "outboundBytesMax", outboundBytesMax);
        need(requestsWaitingMax > 0, "requestsWaitingMax", requestsWaitingMax);
        need(messagesOnTheWayMax > 0, "messagesOnTheWayMax", messagesOnTheWayMax);
        need(requestsPerSecondMax >= 0, "requestsPerSecondMax", requestsPerSecondMax);
        need(
                connectsPerSecondPerAddressMax >= 0,
                "connectsPerSecondPerAddressMax",
                connectsPerSecondPerAddressMax);
        need(requestTimeoutMillis > 0, "requestTimeoutMillis", requestTimeoutMillis);
        need(handshakeTimeoutMillis > 0, "handshakeTimeoutMillis", handshakeTimeoutMillis);
        need(handshakeBytesMax >= 1_024, "handshakeBytesMax", handshakeBytesMax);
        need(readDeadlineMillis >= 300, "readDeadlineMillis", readDeadlineMillis);
        need(subscriptionsMax >= 0, "subscriptionsMax", subscriptionsMax);
        need(statusDelayMillis > 0, "statusDelayMillis", statusDelayMillis);
        need(closeSpreadMillis >= 0, "closeSpreadMillis", closeSpreadMillis);
        if (tlsCertificateFile.isEmpty() != tlsKeyFile.isEmpty())
            throw new IllegalArgumentException(
                    "hub.tlsCertificateFile and hub.tlsKeyFile: both or neither");
    }

    private static void need(boolean holds, String key, long value) {
        if (!holds) throw new IllegalArgumentException("hub." + key + ": cannot be " + value);
    }

    /// The step of the hub's clockwork; a read deadline is this many of them.
    static final int TICKS_A_DEADLINE = 30;

    long tickMillis() {
        return readDeadlineMillis / TICKS_A_DEADLINE;
    }

    /// Whole ticks that cover this time.
    int ticks(long millis) {
        return (int) Math.ceilDiv(millis, tickMillis());
    }

    /// This rate in events a tick, shared evenly by `owners`, at least 1; 0 stays no limit.
    int aTick(int perSecond, int owners) {
        return (int) Math.ceilDiv(perSecond * tickMillis(), 1_000L * owners);
    }
}
