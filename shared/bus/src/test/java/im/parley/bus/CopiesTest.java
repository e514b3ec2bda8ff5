package im.parley.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.platform.NodeId;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class CopiesTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Copies<String, String> copies = new Copies<>(10, metrics, "things");
    private final AtomicInteger asked = new AtomicInteger();

    private Future<String> ask(String key) {
        return Future.succeededFuture(key + asked.incrementAndGet());
    }

    @Test
    void an_answer_is_kept_until_its_owner_says_it_changed() {
        assertEquals("a1", copies.get("a", this::ask).result());
        assertEquals("a1", copies.get("a", this::ask).result());
        var changes = new Changes(null, new NodeId("n"), false);
        changes.onChange("thing", copies::drop);
        changes.publish("thing", "a");
        assertEquals("a2", copies.get("a", this::ask).result());
    }

    @Test
    void an_answer_overtaken_by_a_change_is_not_kept() {
        Promise<String> slow = Promise.promise();
        var first = copies.get("a", _ -> slow.future());
        copies.drop("a");
        slow.complete("old");
        assertEquals("old", first.result());
        assertEquals("a1", copies.get("a", this::ask).result());
    }

    @Test
    void a_failure_is_not_kept() {
        var failed = copies.get("a", _ -> Future.failedFuture("down"));
        assertTrue(failed.failed());
        assertEquals("a1", copies.get("a", this::ask).result());
    }

    @Test
    void heavy_answers_are_kept_as_long_as_their_weight_allows() {
        var weighed = new Copies<String, String>(10L, String::length, metrics, "weighed");
        assertEquals("a1", weighed.get("a", this::ask).result());
        assertEquals("a1", weighed.get("a", this::ask).result());
        weighed.get("b", _ -> Future.succeededFuture("longer than ten"));
        assertFalse(weighed.has("b"));
    }

    @Test
    void the_metrics_tell_how_often_a_copy_was_at_hand() {
        for (int i = 0; i < 3; i++) copies.get("a", this::ask);
        assertEquals(2, counted("hit"));
        assertEquals(1, counted("miss"));
    }

    @Test
    void several_are_there_together_when_the_last_is_and_not_when_one_failed() {
        Promise<String> late = Promise.promise();
        var here = Future.succeededFuture("here");
        assertTrue(Copies.together(here, here).succeeded());
        var both = Copies.together(here, late.future());
        assertFalse(both.isComplete());
        late.complete("late");
        assertTrue(both.succeeded());
        assertTrue(Copies.together(here, Future.failedFuture("gone")).failed());
    }

    private double counted(String result) {
        return metrics.get("cache.gets")
                .tag("cache", "things")
                .tag("result", result)
                .functionCounter()
                .count();
    }
}
