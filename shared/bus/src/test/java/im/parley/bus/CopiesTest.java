package im.parley.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.platform.NodeId;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class CopiesTest {
    private final Copies<String, String> copies = new Copies<>(10);
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
        var weighed = new Copies<String, String>(10L, String::length);
        assertEquals("a1", weighed.get("a", this::ask).result());
        assertEquals("a1", weighed.get("a", this::ask).result());
        weighed.get("b", _ -> Future.succeededFuture("longer than ten"));
        assertFalse(weighed.has("b"));
    }
}
