package im.parley.node;

import im.parley.embedded.StorageFailure;
import im.parley.node.Parley.Failure;

import java.util.stream.Collectors;

/// A part of the node did not start; what the operator is told of it.
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param part such as `hub`
    StartFailure(String part, ParleyConfig config, Throwable cause) {
        super(sentence(part, portsOf(part, config), cause), cause);
    }

    /// The part's keys and their values, such as `hub.port=10001`.
    private static String portsOf(String part, ParleyConfig config) {
        return config.ports().entrySet().stream()
                .filter(port -> port.getKey().startsWith(part + "."))
                .map(port -> port.getKey() + "=" + port.getValue())
                .collect(Collectors.joining(", "));
    }

    /// What a failed start is to the operator: a sentence where we know one, else the failure.
    static Failure explained(RuntimeException failure) {
        return switch (failure) {
            case StartFailure known -> new Failure(known.getMessage());
            case StorageFailure known -> new Failure(known.getMessage());
            default -> throw failure;
        };
    }

    private static String sentence(String part, String ports, Throwable cause) {
        var reason = String.valueOf(cause.getMessage());
        if (reason.contains("Address already in use"))
            return "A port is in use already (%s). Is another server running? Choose other ports with --set."
                    .formatted(ports);
        if (reason.contains("Cannot assign requested address"))
            return "This machine does not have the address of server.host (%s).".formatted(ports);
        if (reason.contains("Permission denied"))
            return "This user may not open the ports %s. Choose ports above 1023.".formatted(ports);
        return part + " did not start: " + cause;
    }
}
