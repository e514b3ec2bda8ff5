package im.parley.webhook;

import static im.parley.webhook.HookWorld.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

@Timeout(60)
class KilledOutboxTest {
    @TempDir Path folder;

    @Test
    void every_event_that_was_accepted_before_a_kill_is_told_after_it() throws Exception {
        try (var world = new HookWorld(folder)) {
            world.silence();
            int accepted = killedAfter(100, world.url);
            world.listenAgain();
            world.start(config(), Hook.AFTER_QUIT_GROUP);
            HookWorld.until(() -> world.waiting(Hook.AFTER_QUIT_GROUP) == 0);
            var heard = world.endpoint.heard();
            for (int i = 0; i < heard.size(); i++)
                assertEquals(Integer.toString(i + 1), heard.get(i).body().getString("userID"));
            assertTrue(heard.size() >= accepted, accepted + " accepted, " + heard.size());
        }
    }

    private int killedAfter(int number, String url) throws IOException, InterruptedException {
        var victim =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HookVictim.class.getName(),
                                folder.toString(),
                                url)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = victim.inputReader()) {
            int last = 0;
            while (last < number) last = Integer.parseInt(output.readLine());
            // Unlike the process itself, its handle leaves the pipe open.
            victim.toHandle().destroyForcibly();
            last = lastOf(output, last);
            assertEquals(128 + 9, victim.waitFor());
            return last;
        }
    }

    private static int lastOf(BufferedReader output, int before) throws IOException {
        int last = before;
        for (var line = output.readLine(); line != null; line = output.readLine())
            last = Integer.parseInt(line);
        return last;
    }
}
