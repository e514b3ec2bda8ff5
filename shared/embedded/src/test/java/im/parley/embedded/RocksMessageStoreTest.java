package im.parley.embedded;

import im.parley.state.MessageStore;
import im.parley.testkit.MessageStoreContract;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RocksMessageStoreTest extends MessageStoreContract {
    @TempDir private Path folder;
    private EmbeddedState state;

    @Override
    protected MessageStore messages() {
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
