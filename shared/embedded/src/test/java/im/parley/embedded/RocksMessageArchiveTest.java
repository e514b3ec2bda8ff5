package im.parley.embedded;

import im.parley.state.MessageArchive;
import im.parley.testkit.MessageArchiveContract;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RocksMessageArchiveTest extends MessageArchiveContract {
    @TempDir private Path folder;
    private EmbeddedState state;

    @Override
    protected MessageArchive archive() {
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        return state.messages();
    }

    @AfterEach
    void close() {
        state.close();
    }
}
