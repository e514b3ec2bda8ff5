package im.parley.webhook;

import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.Clock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.nio.file.Path;

/// A process that accepts events as fast as it can for a back end that is not there, says after
/// each how far it has come, and waits to be killed.
final class HookVictim {
    private HookVictim() {}

    /// @param words the folder, the address of the back end
    public static void main(String[] words) {
        var vertx = Vertx.vertx();
        var metrics = new SimpleMeterRegistry();
        var state = EmbeddedState.open(vertx, Path.of(words[0]), EmbeddedConfig.DEFAULTS, metrics);
        var config = HookWorld.config("retryFirstMillis=100000");
        var hooks =
                Webhooks.of(
                        config.at(words[1], Hook.AFTER_QUIT_GROUP),
                        vertx,
                        state.tables(),
                        Clock.SYSTEM,
                        metrics);
        for (int number = 1; ; number++) {
            var body = JsonObject.of("groupID", "tea", "userID", Integer.toString(number));
            hooks.after(HookWorld.CALL, Hook.AFTER_QUIT_GROUP, () -> body).await();
            System.out.println(number);
        }
    }
}
