package im.parley.embedded;

import im.parley.state.Tables;
import im.parley.testkit.TablesContract;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RocksTablesTest extends TablesContract {
    @TempDir private Path folder;
    private EmbeddedState state;

    @Override
    protected Tables tables() {
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        return state.tables();
    }

    @AfterEach
    void close() {
        state.close();
    }
}
