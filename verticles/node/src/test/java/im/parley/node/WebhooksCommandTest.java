package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.node.Parley.Failure;
import im.parley.testkit.HookEndpoint;
import im.parley.testkit.HookEndpoint.Heard;
import im.parley.webhook.Hook;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Webhooks of a whole server, and what its operator sees of them.
@Timeout(60)
final class WebhooksCommandTest {
    private static final String ASKED = Hook.BEFORE_USER_REGISTER.command();
    private static final String TOLD = Hook.AFTER_USER_REGISTER.command();

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();
    private HookEndpoint backEnd;
    private Node node;
    private ServerApi api;

    @BeforeEach
    void start() throws Failure {
        backEnd = HookEndpoint.open(vertx);
        var config =
                ParleyConfig.DEFAULTS
                        .onFreePorts("127.0.0.1", folder.toString())
                        .with(
                                "webhooks.url=" + backEnd.url(),
                                "webhooks.attemptsMax=1",
                                "webhooks.hooks.beforeUserRegister.enable=true",
                                "webhooks.hooks.afterUserRegister.enable=true");
        node = Node.start(config, System.getenv()).await();
        api = ServerApi.asAdmin(node.apiAddress(), node.secret().value(), "imAdmin");
    }

    @AfterEach
    void stop() {
        api.close();
        node.stop().await();
        vertx.close().await();
    }

    /// What the command prints.
    private String parley(String... words) {
        var common = List.of("--api", node.apiAddress(), "--data", folder.toString());
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed));
        try {
            var all = Stream.concat(Arrays.stream(words), common.stream()).toList();
            assertEquals(Parley.DONE, Parley.run(all));
        } finally {
            System.setOut(before);
        }
        return printed.toString();
    }

    @Test
    void a_refusal_reaches_whoever_asked() {
        backEnd.refuse(ASKED, 5_001, "blocked", "word list");
        var failure = assertThrows(Failure.class, () -> api.register("amy", "Amy", ""));
        assertTrue(failure.getMessage().contains("blocked (5001) word list"), failure.getMessage());
    }

    @Test
    void what_nobody_heard_is_listed_replayed_and_dropped() throws Failure {
        backEnd.answer(TOLD, 503, "");
        api.register("amy", "Amy", "");
        api.register("bob", "Bob", "");
        while (!parley("webhooks", "list").endsWith("Dead letters: 2\n")) Thread.onSpinWait();
        var lines = parley("webhooks", "list", "afterUserRegister").lines().toList();
        assertTrue(lines.getFirst().contains("after 1 attempts: the answer was HTTP 503"));
        backEnd.answer(TOLD, new JsonObject());
        var id = lines.getFirst().substring(0, 32);
        assertEquals("Will be told again: 1\n", parley("webhooks", "replay", id));
        assertEquals(id, lastOf(5).headers().get("webhook-id"));
        assertEquals("Dropped: 1\n", parley("webhooks", "drop", "all"));
        assertEquals("There are no dead letters.\n", parley("webhooks", "list"));
    }

    /// Of two registrations, each asked and told about, and what follows.
    private Heard lastOf(int count) {
        for (int i = 1; i < count; i++) backEnd.next();
        return backEnd.next();
    }

    @Test
    void who_misspells_a_hook_or_names_none_drops_nothing() {
        var words = List.of("webhooks", "drop", "afterUserRegisters");
        assertEquals(Parley.MISUSED, Parley.run(words));
        assertEquals(Parley.MISUSED, Parley.run(List.of("webhooks", "drop")));
    }
}
