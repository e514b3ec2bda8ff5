package im.parley.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A short command whose output is wanted.
final class Command {
    private static final int PATIENCE_SECONDS = 60;

    private Command() {}

    /// What it printed; nothing when it is not there or failed.
    static String output(String... line) {
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? out : "";
        } catch (IOException _) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
