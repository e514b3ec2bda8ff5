package im.parley.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.NodeId;
import im.parley.testkit.FakeClock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// http-messages-and-objects.md section 12, as far as it is about when and by whom.
final class RoundTest {
    private static final long LEASE_MILLIS = 1_000;

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final FakeClock clock = new FakeClock(1_000_000);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<String> steps = new ArrayList<>();
    private EmbeddedState state;

    @BeforeEach
    void open() {
        state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, metrics);
    }

    @AfterEach
    void close() throws Exception {
        state.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Lease leaseOf(String node) {
        return new Lease(state.tables(), new NodeId(node), clock, LEASE_MILLIS);
    }

    private Round round(Job... jobs) {
        return new Round(List.of(jobs), leaseOf("here"), clock, metrics, 10);
    }

    /// Finds so many, one number a step, and then fails.
    private Job job(String name, Integer... found) {
        Queue<Integer> left = new ArrayDeque<>(List.of(found));
        return new Job(
                name,
                (_, limit) -> {
                    steps.add(name + " " + limit);
                    return left.isEmpty()
                            ? Future.failedFuture("broken")
                            : Future.succeededFuture(left.remove());
                });
    }

    private double count(String metric, String job) {
        return metrics.counter(metric, "job", job).count();
    }

    @Test
    void a_job_goes_on_until_a_batch_is_not_full() {
        round(job("old", 10, 10, 3), job("due", 0)).run();
        assertEquals(List.of("old 10", "old 10", "old 10", "due 10"), steps);
        assertEquals(23, count("parley.schedule.taken", "old"));
    }

    @Test
    void a_job_that_fails_is_counted_and_keeps_no_other_waiting() {
        round(job("old"), job("due", 1)).run();
        assertEquals(List.of("old 10", "due 10"), steps);
        assertEquals(1, count("parley.schedule.failures", "old"));
        assertEquals(1, count("parley.schedule.taken", "due"));
    }

    @Test
    void a_job_without_end_ends_for_this_round() {
        var endless = new Job("old", (_, limit) -> Future.succeededFuture(limit));
        round(endless, job("due", 0)).run();
        assertEquals(10.0 * Round.STEPS_MAX, count("parley.schedule.taken", "old"));
        assertEquals(List.of("due 10"), steps);
    }

    @Test
    void who_is_stopped_does_not_begin_another_step() {
        var rounds = new ArrayList<Round>();
        rounds.add(
                round(
                        new Job(
                                "old",
                                (_, limit) -> {
                                    steps.add("old");
                                    rounds.getFirst().stop();
                                    return Future.succeededFuture(limit);
                                }),
                        job("due", 0)));
        rounds.getFirst().run();
        assertEquals(List.of("old"), steps);
    }

    @Test
    void a_job_that_another_node_does_is_left_to_it_until_its_lease_ends() {
        assertTrue(leaseOf("there").hold("old").await());
        round(job("old", 0)).run();
        assertEquals(List.of(), steps);
        clock.advance(Duration.ofMillis(LEASE_MILLIS + 1));
        round(job("old", 0)).run();
        assertEquals(List.of("old 10"), steps);
    }

    @Test
    void a_lease_is_prolonged_by_its_holder_and_free_when_given_up() {
        var here = leaseOf("here");
        var there = leaseOf("there");
        assertTrue(here.hold("old").await());
        clock.advance(Duration.ofMillis(LEASE_MILLIS));
        assertTrue(here.hold("old").await());
        clock.advance(Duration.ofMillis(LEASE_MILLIS));
        assertFalse(there.hold("old").await());
        there.giveUp("old").await();
        assertFalse(there.hold("old").await());
        here.giveUp("old").await();
        assertTrue(there.hold("old").await());
        assertFalse(here.hold("old").await());
    }

    @Test
    void of_many_nodes_that_reach_for_it_at_once_one_has_it() {
        var tries = new ArrayList<Future<Boolean>>();
        for (int node = 0; node < 20; node++) tries.add(leaseOf("node" + node).hold("old"));
        assertEquals(1, tries.stream().filter(held -> held.await()).count());
    }
}
