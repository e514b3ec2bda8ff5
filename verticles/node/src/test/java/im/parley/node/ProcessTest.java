package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program as an operator meets it: exit status, what it prints, signals.
final class ProcessTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir Path folder;

    private Process parley(String... words) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Parley.class.getName());
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int statusOf(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the program does not end");
        }
        return process.exitValue();
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void serve_says_when_it_is_ready_and_ends_well_when_told_to() throws Exception {
        var server =
                parley(
                        "serve",
                        "--data=" + folder,
                        "--set=server.host=127.0.0.1",
                        "--set=hub.port=0",
                        "--set=api.port=0",
                        "--set=api.grpcPort=0",
                        "--set=metrics.port=0");
        var lines = new BufferedReader(new InputStreamReader(server.getInputStream()));
        var ready = lines.readLine();
        var form =
                "Parley \\S+ is ready: clients ws://127.0.0.1:\\d+, "
                        + "API http://127.0.0.1:\\d+, metrics http://127.0.0.1:\\d+, secret in "
                        + folder.resolve("secret");
        assertTrue(ready.matches(form), ready);
        server.destroy(); // SIGTERM
        assertEquals(0, statusOf(server), () -> lines.lines().toList().toString());
    }

    @Test
    void a_wrong_key_is_a_sentence_and_no_stack_trace() throws Exception {
        var wrong = parley("serve", "--data=" + folder, "--set=hub.prot=1");
        assertEquals(2, statusOf(wrong));
        assertEquals("hub.prot of --set is no known key; did you mean hub.port?\n", printed(wrong));
    }

    @Test
    void a_server_that_is_not_there_is_a_sentence() throws Exception {
        Secret.atStart(new ServerConfig("127.0.0.1", folder.toString(), ""), Map.of());
        var lonely = parley("token", "amy", "--data=" + folder, "--api=http://127.0.0.1:1");
        assertEquals(1, statusOf(lonely));
        assertEquals("No server answers at http://127.0.0.1:1. Is it running?\n", printed(lonely));
    }
}
