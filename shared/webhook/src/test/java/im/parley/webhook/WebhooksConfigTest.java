package im.parley.webhook;

import static im.parley.webhook.HookWorld.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.platform.BadSetting;
import im.parley.platform.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class WebhooksConfigTest {
    @Test
    void a_hook_is_configured_by_its_key() {
        var of =
                config(
                                "hooks.afterMsgSaveDB.enable=true",
                                "hooks.afterMsgSaveDB.deniedTypes=110,118",
                                "hooks.afterMsgSaveDB.attentionIds=tea,bob")
                        .of(Hook.AFTER_MSG_SAVE_DB);
        assertEquals(
                new HookConfig.AfterMessage(
                        true, 5_000, List.of("tea", "bob"), List.of("110", "118")),
                of);
    }

    @Test
    void the_environment_reaches_a_hook() {
        var name = "PARLEY_WEBHOOKS_HOOKS_BEFORE_ADD_BLACK_FAILED_CONTINUE";
        var read =
                Settings.load(Optional.empty(), Map.of(name, "true"), List.of())
                        .read("webhooks", WebhooksConfig.DEFAULTS);
        assertTrue(read.of(Hook.BEFORE_ADD_BLACK).failedContinue());
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.beforeAddFriends.enable=true, hooks.beforeAddFriend.enable",
        "hooks.afterAddFriend.timeoutMilis=1, hooks.afterAddFriend.timeoutMillis"
    })
    void an_unknown_name_is_refused_and_the_closest_one_told(String set, String closest) {
        var settings = Settings.load(Optional.empty(), Map.of(), List.of("webhooks." + set));
        settings.read("webhooks", WebhooksConfig.DEFAULTS);
        var bad = assertThrows(BadSetting.class, settings::refuseUnknown);
        assertTrue(
                bad.getMessage().endsWith("did you mean webhooks." + closest + "?"),
                bad::getMessage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url=",
                "url=127.0.0.1:10006",
                "url=ftp://host/x",
                "url=http://me:secret@host/x",
                "url=http://a b/",
                "connectionsMax=3",
                "answerBytesMax=0",
                "breakerFailures=-1",
                "attemptsMax=0",
                "retryFirstMillis=0",
                "retryMaxMillis=999",
                "eventsWaitingMax=0",
                "deadLettersMax=-1",
                "hooks.afterSendSingleMsg.deniedTypes=text"
            })
    void a_value_that_cannot_work_is_refused_by_name(String set) {
        var bad = assertThrows(BadSetting.class, () -> config(set));
        assertTrue(bad.getMessage().startsWith("webhooks"), bad::getMessage);
    }

    @Test
    void what_hears_of_a_message_is_configured(@TempDir Path folder) {
        var told = new HookConfig.AfterMessage(true, 0, List.of("bob"), List.of("110"));
        var asked = new HookConfig.BeforeMessage(true, 0, false, List.of("110"));
        try (var world = new HookWorld(folder)) {
            world.start(
                    config().with(Hook.AFTER_SEND_SINGLE_MSG, told)
                            .with(Hook.BEFORE_SEND_SINGLE_MSG, asked));
            var hooks = world.hooks;
            assertTrue(hooks.isOn(Hook.AFTER_SEND_SINGLE_MSG, 101, "bob"));
            assertFalse(hooks.isOn(Hook.AFTER_SEND_SINGLE_MSG, 101, "amy"));
            assertTrue(hooks.isOn(Hook.BEFORE_SEND_SINGLE_MSG, 101, "amy"));
            assertFalse(hooks.isOn(Hook.BEFORE_SEND_SINGLE_MSG, 110, "amy"));
            assertFalse(hooks.isOn(Hook.BEFORE_SEND_GROUP_MSG, 101, "tea"));
        }
    }

    @Test
    void nobody_hears_of_anything_by_default() {
        for (var hook : Hook.values()) {
            assertFalse(Webhooks.off().isOn(hook));
            assertFalse(Webhooks.off().isOn(hook, 101, "bob"));
        }
        assertEquals(0, WebhooksConfig.DEFAULTS.on().count());
    }
}
