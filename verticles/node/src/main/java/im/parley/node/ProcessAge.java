package im.parley.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How long this process has lived, the JVM's own start included. What the JDK offers counts from a
/// boot time in whole seconds.
final class ProcessAge {
    private static final int START_TICKS = 19; // counted behind the name, which may hold blanks
    private static final int MILLIS_A_TICK = 10;

    private ProcessAge() {}

    static Optional<Long> millis() {
        try {
            var up = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
            var own = Files.readString(Path.of("/proc/self/stat"));
            var fields = own.substring(own.lastIndexOf(')') + 2).split(" ");
            long started = Long.parseLong(fields[START_TICKS]) * MILLIS_A_TICK;
            return Optional.of((long) (Double.parseDouble(up) * 1000) - started);
        } catch (IOException e) {
            return Optional.empty(); // not a Linux
        }
    }
}
