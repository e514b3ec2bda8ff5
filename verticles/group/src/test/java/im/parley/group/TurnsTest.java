package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.Refusal;
import im.parley.testworld.World;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;

class TurnsTest extends World {
    private final Turns turns = new Turns();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private Context home;

    @Override
    protected void serve() {
        deployStories(
                new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        home = context;
                        return Future.succeededFuture();
                    }
                });
    }

    @Test
    void one_group_is_changed_by_one_at_a_time_in_the_order_of_asking() {
        var gate = Promise.<Void>promise();
        var first = after(gate, "tea", "first");
        var second = story(() -> turns.take("tea", () -> done.add("second")));
        var other = story(() -> turns.take("milk", () -> done.add("other")));
        await(other);
        assertEquals(List.of("other"), done);
        assertFalse(second.isComplete());
        gate.complete();
        await(first);
        await(second);
        assertEquals(List.of("other", "first", "second"), done);
    }

    @Test
    void a_story_that_fails_gives_its_turn_away() {
        var failed =
                story(
                        () ->
                                turns.take(
                                        "tea",
                                        () -> {
                                            throw new IllegalStateException("no");
                                        }));
        assertThrows(IllegalStateException.class, () -> await(failed));
        assertTrue(await(story(() -> turns.take("tea", () -> done.add("next")))));
    }

    @Test
    void several_groups_are_taken_without_a_deadlock() {
        var gate = Promise.<Void>promise();
        var first = after(gate, "b", "first");
        var ab = story(() -> turns.takeAll(List.of("a", "b"), () -> done.add("ab")));
        var ba = story(() -> turns.takeAll(List.of("b", "a"), () -> done.add("ba")));
        gate.complete();
        await(Future.all(first, ab, ba));
        assertEquals(List.of("first", "ab", "ba"), done);
    }

    @Test
    void who_finds_too_many_waiting_is_refused() {
        var gate = Promise.<Void>promise();
        var first = after(gate, "tea", "first");
        var waiting =
                IntStream.range(1, Turns.WAITING_MAX)
                        .mapToObj(i -> story(() -> turns.take("tea", () -> done.add("" + i))))
                        .toList();
        var late = story(() -> turns.take("tea", () -> done.add("late")));
        assertThrows(Refusal.class, () -> await(late));
        gate.complete();
        await(first);
        await(Future.all(waiting));
        assertTrue(await(story(() -> turns.take("tea", () -> done.add("later")))));
    }

    /// Takes the turn and keeps it until the gate opens.
    private Future<Boolean> after(Promise<Void> gate, String groupID, String name) {
        return story(
                () ->
                        turns.take(
                                groupID,
                                () -> {
                                    gate.future().await();
                                    return done.add(name);
                                }));
    }

    private <T> Future<T> story(Supplier<T> story) {
        var told = Promise.<T>promise();
        home.runOnContext(
                _ -> {
                    try {
                        told.complete(story.get());
                    } catch (RuntimeException e) {
                        told.fail(e);
                    }
                });
        return told.future();
    }
}
