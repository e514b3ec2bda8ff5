package im.parley.versions;

import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// A version log named "friend" over real tables in a folder that goes with the test.
abstract class WithTables {
    private Vertx vertx;
    private EmbeddedState state;
    Tables tables;
    VersionLog log;

    @BeforeEach
    void open(@TempDir Path folder) {
        vertx = Vertx.vertx();
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        tables = state.tables();
        log = new VersionLog(tables, "friend");
    }

    @AfterEach
    void close() {
        state.close();
        await(vertx.close());
    }

    /// Commits these steps, with these rows, and gives where each owner's list then stands.
    Bump commit(List<Write> rows, Step... steps) {
        return await(committing(rows, steps));
    }

    Bump commit(Step... steps) {
        return commit(List.of(), steps);
    }

    Future<Bump> committing(List<Write> rows, Step... steps) {
        var bumps = new AtomicReference<Bump>();
        return tables.transact(
                        () ->
                                log.bump(steps)
                                        .map(
                                                bump -> {
                                                    bumps.set(bump);
                                                    return together(rows, bump.writes());
                                                }))
                .map(_ -> bumps.get());
    }

    static List<Write> together(List<Write> rows, List<Write> versions) {
        return Stream.concat(rows.stream(), versions.stream()).toList();
    }

    Delta since(String owner, Version known) {
        return await(log.since(owner, known.id(), known.number()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }
}
