package im.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.webhook.Answers.Passed;

import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Holds the hooks against the rows of notifications-and-webhooks.md C2, C3, C4, C6 and C7.
class HookTest {
    /// It can be configured in the reference, has no command and is never called.
    private static final String WITHOUT_COMMAND = "afterGroupMsgRevoke";

    private static List<String> specified() throws IOException {
        try (var rows = HookTest.class.getResourceAsStream("/hooks.tsv")) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring(line.indexOf('\t') + 1))
                    .filter(row -> !row.startsWith(WITHOUT_COMMAND))
                    .toList();
        }
    }

    @Test
    void every_row_of_the_specification_is_a_hook_and_every_hook_a_row() throws IOException {
        var ours =
                Arrays.stream(Hook.values())
                        .map(hook -> hook.key() + "\t" + hook.command())
                        .toList();
        assertEquals(specified(), ours);
        assertEquals(52, ours.size());
    }

    @Test
    void constants_are_named_as_their_keys() {
        for (var hook : Hook.values())
            assertEquals(hook.name().replace("_", ""), hook.key().toUpperCase());
    }

    @Test
    void those_that_ask_are_those_with_a_failure_policy() {
        for (var hook : Hook.values()) {
            var shipped = WebhooksConfig.DEFAULTS.of(hook);
            boolean policy =
                    shipped instanceof HookConfig.Before
                            || shipped instanceof HookConfig.BeforeMessage;
            assertEquals(hook.asks(), policy, hook.key());
            assertEquals(hook.key().startsWith("before"), hook.asks());
        }
    }

    @Test
    void all_are_shipped_off_with_five_seconds() {
        for (var config : WebhooksConfig.DEFAULTS.hooks().values()) {
            assertTrue(!config.enable() && !config.failedContinue());
            assertEquals(5_000, config.timeoutMillis());
        }
    }

    @Test
    void only_the_hooks_of_messages_have_filters() {
        var filtered =
                Arrays.stream(Hook.values())
                        .filter(
                                hook ->
                                        switch (WebhooksConfig.DEFAULTS.of(hook)) {
                                            case HookConfig.BeforeMessage _ -> true;
                                            case HookConfig.AfterMessage _ -> true;
                                            case HookConfig.Before _, HookConfig.After _ -> false;
                                        })
                        .map(Hook::key)
                        .collect(Collectors.toSet());
        assertEquals(
                List.of(
                        "afterMsgSaveDB",
                        "afterSendGroupMsg",
                        "afterSendSingleMsg",
                        "beforeMsgModify",
                        "beforeSendGroupMsg",
                        "beforeSendSingleMsg"),
                filtered.stream().sorted().toList());
    }

    @Test
    void any_hook_passes_on_an_empty_object() {
        for (var hook : Hook.values())
            assertTrue(Answers.read(hook, Buffer.buffer("{}")) instanceof Passed, hook.key());
    }
}
