package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.UserId;
import im.parley.platform.NodeId;
import im.parley.state.Presence;
import im.parley.state.Presence.Place;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What every [Presence] promises.
public abstract class PresenceContract extends PortContract {
    private static final UserId AMY = new UserId("amy");
    private static final UserId BOB = new UserId("bob");
    private static final Place PHONE = new Place(new NodeId("n1"), 2, 71);
    private static final Place DESK = new Place(new NodeId("n1"), 3, 72);
    private static final Place ELSEWHERE = new Place(new NodeId("n2"), 3, 72);

    private Presence presence;

    /// A port where nobody is connected; asked for once a test.
    protected abstract Presence presence();

    @BeforeEach
    void open() {
        presence = presence();
    }

    @Test
    void who_is_not_connected_is_left_out() {
        presence.arrive(AMY, PHONE).await();

        assertEquals(Map.of(AMY, List.of(PHONE)), presence.locate(List.of(AMY, BOB)).await());
        assertEquals(Map.of(), presence.locate(List.of()).await());
    }

    @Test
    void connections_are_told_in_order_of_arrival() {
        for (var place : List.of(DESK, ELSEWHERE, PHONE)) presence.arrive(AMY, place).await();

        assertEquals(
                Map.of(AMY, List.of(DESK, ELSEWHERE, PHONE)),
                presence.locate(List.of(AMY)).await());
    }

    @Test
    void who_leaves_is_gone_and_the_others_stay() {
        for (var place : List.of(DESK, ELSEWHERE, PHONE)) presence.arrive(AMY, place).await();

        presence.leave(AMY, ELSEWHERE).await();
        assertEquals(List.of(DESK, PHONE), presence.locate(List.of(AMY)).await().get(AMY));
        presence.leave(AMY, DESK).await();
        presence.leave(AMY, PHONE).await();
        assertEquals(Map.of(), presence.locate(List.of(AMY)).await());
    }

    @Test
    void leaving_twice_or_without_having_come_changes_nothing() {
        presence.arrive(AMY, PHONE).await();

        presence.leave(AMY, DESK).await();
        presence.leave(BOB, PHONE).await();
        assertEquals(Map.of(AMY, List.of(PHONE)), presence.locate(List.of(AMY, BOB)).await());
    }

    @Test
    void of_a_crowd_those_who_are_connected_are_found() {
        presence.arrive(AMY, PHONE).await();
        presence.arrive(BOB, DESK).await();

        var crowd = new HashSet<>(Set.of(BOB));
        for (int i = 0; i < 1_000; i++) crowd.add(new UserId("member" + i));
        assertEquals(Map.of(BOB, List.of(DESK)), presence.locate(crowd).await());
    }

    @Test
    void every_call_completes_on_its_callers_context() {
        assertCompletesOnCallersContext(() -> presence.arrive(AMY, PHONE));
        assertCompletesOnCallersContext(() -> presence.locate(List.of(AMY)));
        assertCompletesOnCallersContext(() -> presence.leave(AMY, PHONE));
    }
}
