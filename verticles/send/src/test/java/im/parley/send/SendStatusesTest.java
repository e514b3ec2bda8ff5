package im.parley.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.state.Scan;
import im.parley.testkit.FakeClock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

class SendStatusesTest {
    @Test
    void old_statuses_do_not_pile_up(@TempDir Path folder) {
        var vertx = Vertx.vertx();
        var clock = new FakeClock();
        var registry = new SimpleMeterRegistry();
        try (var state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, registry)) {
            var statuses = new SendStatuses(state.tables(), clock);
            for (int i = 0; i < 300; i++) statuses.set("old-" + i, 2).await();
            clock.advance(Duration.ofHours(25));
            for (int i = 0; i < 212; i++) statuses.set("new-" + i, 2).await();
            long left = state.tables().count(Scan.of(SendStatuses.STATUSES)).await();
            assertEquals(212, left);
        } finally {
            vertx.close().await();
        }
    }
}
