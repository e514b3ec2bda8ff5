package im.parley.api;

/// What an operator may tune at the doors (http-identity-and-groups.md 1).
///
/// @param port HTTP; 0 takes any free one
/// @param grpcPort gRPC; 0 takes any free one
/// @param bodyMaxBytes a longer request body is refused
/// @param compressionMinBytes answers of at least this length are compressed for those who accept
///     it; -1 switches compression off
/// @param requestTimeoutMillis from the first byte of a request to its answer
/// @param idleTimeoutSeconds a connection on which nothing moves is closed
/// @param callsInFlightMax of each instance; more are answered 429. 0 switches the limit off
public record ApiConfig(
        String host,
        int port,
        int grpcPort,
        int bodyMaxBytes,
        int compressionMinBytes,
        long requestTimeoutMillis,
        int idleTimeoutSeconds,
        int callsInFlightMax) {
    public static final ApiConfig DEFAULTS =
            new ApiConfig("0.0.0.0", 10_002, 10_003, 16 << 20, 512, 30_000, 75, 0);

    public ApiConfig {
        if (host.isBlank()) throw new IllegalArgumentException("api.host is empty");
        checkPort("port", port);
        checkPort("grpcPort", grpcPort);
        if (port == grpcPort && port != 0)
            throw new IllegalArgumentException("api.port and api.grpcPort are both " + port);
        if (bodyMaxBytes < 1_024 || bodyMaxBytes > 64 << 20)
            throw new IllegalArgumentException(
                    "api.bodyMaxBytes must be 1024…67108864, not " + bodyMaxBytes);
        if (compressionMinBytes < -1)
            throw new IllegalArgumentException(
                    "api.compressionMinBytes must be -1 or more, not " + compressionMinBytes);
        if (requestTimeoutMillis < 1)
            throw new IllegalArgumentException(
                    "api.requestTimeoutMillis must be 1 or more, not " + requestTimeoutMillis);
        if (idleTimeoutSeconds < 1)
            throw new IllegalArgumentException(
                    "api.idleTimeoutSeconds must be 1 or more, not " + idleTimeoutSeconds);
        if (callsInFlightMax < 0)
            throw new IllegalArgumentException(
                    "api.callsInFlightMax must be 0 or more, not " + callsInFlightMax);
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > 65_535)
            throw new IllegalArgumentException("api." + name + ": no such port " + port);
    }
}
