package im.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Changes;
import im.parley.contract.UserId;
import im.parley.platform.NodeId;
import im.parley.state.Overloaded;
import im.parley.state.TokenStates;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What depends on the moment at which storage answers.
final class HeldTokensTest {
    private static final UserId AMY = new UserId("amy");
    private static final List<Held> OLD = List.of(new Held(5, "old", State.NORMAL, 1));
    private static final List<Held> NEW = List.of(new Held(5, "new", State.NORMAL, 1));

    /// Answers when the test says so, and never lets a change through.
    private static final class Slow implements TokenStates {
        final List<Promise<List<Held>>> asked = new ArrayList<>();

        @Override
        public Future<List<Held>> of(UserId user) {
            asked.add(Promise.promise());
            return asked.getLast().future();
        }

        @Override
        public Future<Boolean> replace(UserId user, List<Held> before, List<Held> after) {
            return Future.succeededFuture(false);
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Changes changes = new Changes(vertx.eventBus(), new NodeId("here"), false);
    private final Slow slow = new Slow();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private HeldTokens over(TokenStates states) {
        return new HeldTokens(states, changes, new SimpleMeterRegistry());
    }

    @Test
    void who_asks_while_a_load_is_under_way_shares_it() {
        var tokens = over(slow);
        var first = tokens.of(AMY);
        var second = tokens.of(AMY);
        slow.asked.getFirst().complete(OLD);
        assertEquals(1, slow.asked.size());
        assertEquals(OLD, first.result());
        assertEquals(OLD, second.result());
    }

    @Test
    void a_load_that_began_before_a_change_is_not_kept() {
        var tokens = over(slow);
        tokens.of(AMY);
        changes.publish(HeldTokens.CHANGED, "amy");
        slow.asked.getFirst().complete(OLD);
        var after = tokens.of(AMY);
        slow.asked.getLast().complete(NEW);
        assertEquals(NEW, after.result());
        assertEquals(NEW, tokens.of(AMY).result());
    }

    @Test
    void a_failed_load_is_tried_again() {
        var tokens = over(slow);
        var failed = tokens.of(AMY);
        slow.asked.getFirst().fail(new Overloaded("busy"));
        assertTrue(failed.failed());
        tokens.of(AMY);
        assertEquals(2, slow.asked.size());
    }

    @Test
    void who_is_always_slower_gives_up_in_the_end() {
        var always =
                new TokenStates() {
                    @Override
                    public Future<List<Held>> of(UserId user) {
                        return Future.succeededFuture(OLD);
                    }

                    @Override
                    public Future<Boolean> replace(
                            UserId user, List<Held> before, List<Held> after) {
                        return Future.succeededFuture(false);
                    }
                };
        assertThrows(Overloaded.class, () -> over(always).change(AMY, _ -> NEW));
    }
}
