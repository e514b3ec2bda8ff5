package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.UserId;
import im.parley.state.TokenStates;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// What every [TokenStates] promises.
public abstract class TokenStatesContract extends PortContract {
    private static final UserId AMY = new UserId("amy");
    private static final Held PHONE = new Held(2, "phone.token", State.NORMAL, FakeClock.NOON);
    private static final Held DESK = new Held(3, "desk.token", State.KICKED, FakeClock.NOON + 1);
    private static final Held OLD = new Held(10, "old", State.SUPERSEDED, 1);

    private TokenStates states;

    /// A port without a token; asked for once a test.
    protected abstract TokenStates tokens();

    @BeforeEach
    void open() {
        states = tokens();
    }

    @Test
    void a_stranger_holds_no_token() {
        assertEquals(List.of(), states.of(AMY).await());
    }

    @Test
    void tokens_are_kept_in_order_with_all_that_is_known_of_them() {
        assertTrue(states.replace(AMY, List.of(), List.of(PHONE, DESK, OLD)).await());

        assertEquals(List.of(PHONE, DESK, OLD), states.of(AMY).await());
        assertEquals(List.of(), states.of(new UserId("am")).await());
        assertEquals(List.of(), states.of(new UserId("amy2")).await());
    }

    @Test
    void who_saw_other_tokens_replaces_nothing() {
        states.replace(AMY, List.of(), List.of(PHONE)).await();

        assertFalse(states.replace(AMY, List.of(), List.of(DESK)).await());
        assertFalse(states.replace(AMY, List.of(DESK), List.of()).await());
        assertFalse(states.replace(AMY, List.of(PHONE, DESK), List.of(DESK)).await());
        assertEquals(List.of(PHONE), states.of(AMY).await());
    }

    @Test
    void a_user_may_be_left_without_a_token() {
        states.replace(AMY, List.of(), List.of(PHONE)).await();

        assertTrue(states.replace(AMY, List.of(PHONE), List.of()).await());
        assertEquals(List.of(), states.of(AMY).await());
        assertTrue(states.replace(AMY, List.of(), List.of(DESK)).await());
    }

    @Test
    void of_several_at_once_one_is_first() {
        var outcomes =
                IntStream.range(0, 50)
                        .mapToObj(
                                i ->
                                        states.replace(
                                                AMY,
                                                List.of(),
                                                List.of(new Held(i, "t" + i, State.NORMAL, i))))
                        .toList();

        var firsts = Future.all(outcomes).await().<Boolean>list().stream().filter(won -> won);
        assertEquals(1, firsts.count());
        assertEquals(1, states.of(AMY).await().size());
    }

    @Test
    void every_call_completes_on_its_callers_context() {
        assertCompletesOnCallersContext(() -> states.of(AMY));
        assertCompletesOnCallersContext(() -> states.replace(AMY, List.of(), List.of()));
    }
}
