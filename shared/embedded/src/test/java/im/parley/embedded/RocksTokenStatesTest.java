package im.parley.embedded;

import im.parley.state.TokenStates;
import im.parley.testkit.TokenStatesContract;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RocksTokenStatesTest extends TokenStatesContract {
    @TempDir private Path folder;
    private EmbeddedState state;

    @Override
    protected TokenStates tokens() {
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        return state.tokens();
    }

    @AfterEach
    void close() {
        state.close();
    }
}
