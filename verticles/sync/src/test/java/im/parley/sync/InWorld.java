package im.parley.sync;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// A test with a world of its own, without hooks. What more it needs it makes in a `@BeforeEach`,
/// which runs after this one.
abstract class InWorld {
    @TempDir Path folder;
    World world;
    Sync sync;

    @BeforeEach
    void openWorld() {
        world = new World(folder);
        sync = world.client(Sync.class);
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }
}
