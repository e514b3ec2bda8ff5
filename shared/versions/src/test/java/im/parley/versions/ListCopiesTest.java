package im.parley.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Write;
import im.parley.versions.ListCopies.Copy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A copy is given as long as nothing has changed, and never longer.
class ListCopiesTest extends WithTables {
    record FriendRow(String owner, String friend) {}

    private static final Table<FriendRow> FRIENDS =
            Table.of("friend", FriendRow.class).key("owner", "friend");
    private static final int SIZE_MAX = 100;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger reads = new AtomicInteger();
    private Supplier<Future<?>> beforeRead = Future::succeededFuture;
    private ListCopies<List<String>> copies;

    @BeforeEach
    void keep() {
        copies = copies(log);
    }

    private ListCopies<List<String>> copies(VersionLog versions) {
        return new ListCopies<>(versions, this::read, List::size, SIZE_MAX, metrics, "friends");
    }

    private Future<List<String>> read(String owner) {
        reads.incrementAndGet();
        var event = beforeRead;
        beforeRead = Future::succeededFuture;
        return event.get()
                .compose(_ -> tables.scan(Scan.of(FRIENDS).within(owner)))
                .map(rows -> rows.stream().map(FriendRow::friend).toList());
    }

    @Test
    void a_list_is_read_once_while_it_does_not_change() {
        befriend("amy", "bob", "cy");
        var first = await(copies.of("amy"));
        assertEquals(List.of("bob", "cy"), first.list());
        assertEquals(await(log.head("amy")), first.version());
        assertSame(first, await(copies.of("amy")));
        assertEquals(1, reads.get());
        assertEquals(1, gets("miss"));
        assertEquals(1, gets("hit"));
    }

    @Test
    void a_change_is_seen_by_the_next_who_asks() {
        befriend("amy", "bob");
        await(copies.of("amy"));
        befriend("amy", "cy");
        assertEquals(new Copy<>(await(log.head("amy")), List.of("bob", "cy")), ask("amy"));
        commit(List.of(Write.delete(FRIENDS, "amy", "bob")), Step.delete("amy", "bob"));
        assertEquals(List.of("cy"), ask("amy").list());
    }

    @Test
    void a_change_on_another_node_is_seen_without_any_word_of_it() {
        var elsewhere = copies(new VersionLog(tables, "friend"));
        befriend("amy", "bob");
        assertEquals(await(elsewhere.of("amy")), ask("amy"));
        befriend("amy", "cy");
        assertEquals(List.of("bob", "cy"), await(elsewhere.of("amy")).list());
        assertEquals(List.of("bob", "cy"), ask("amy").list());
    }

    @Test
    void a_list_that_changes_while_it_is_read_may_be_newer_than_its_version_and_is_read_again() {
        befriend("amy", "bob");
        var before = await(log.head("amy"));
        beforeRead = () -> befriending("amy", "cy");
        assertEquals(new Copy<>(before, List.of("bob", "cy")), ask("amy"));
        assertEquals(await(log.head("amy")), ask("amy").version());
        assertEquals(2, reads.get());
    }

    @Test
    void who_reads_slowly_does_not_bring_an_old_list_back() {
        befriend("amy", "bob");
        beforeRead = () -> befriending("amy", "cy").compose(_ -> copies.of("amy"));
        await(copies.of("amy"));
        assertEquals(new Copy<>(await(log.head("amy")), List.of("bob", "cy")), ask("amy"));
    }

    @Test
    void a_log_that_starts_again_makes_the_copy_useless_at_the_same_number() {
        befriend("amy", "bob");
        assertEquals(1, ask("amy").version().number());
        var gone = Write.delete(FRIENDS, "amy", "bob");
        await(tables.transact(() -> log.restart("amy").map(all -> together(List.of(gone), all))));
        var anew = ask("amy");
        assertEquals(1, anew.version().number());
        assertEquals(List.of(), anew.list());
    }

    @Test
    void a_list_that_nobody_changed_has_a_version_too() {
        assertEquals(new Copy<>(await(log.head("amy")), List.of()), ask("amy"));
        assertEquals(1, ask("amy").version().number());
    }

    @Test
    void no_more_is_kept_than_fits() {
        for (int owner = 0; owner < 20; owner++) {
            befriend("owner" + owner, names(10));
            ask("owner" + owner);
        }
        reads.set(0);
        for (int owner = 0; owner < 20; owner++) ask("owner" + owner);
        int kept = 20 - reads.get();
        assertTrue(kept <= SIZE_MAX / 10, kept + " lists are kept");
    }

    @Test
    void a_list_that_is_too_long_is_read_each_time() {
        befriend("amy", names(SIZE_MAX));
        ask("amy");
        assertEquals(SIZE_MAX, ask("amy").list().size());
        assertEquals(2, reads.get());
    }

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "u" + i).toArray(String[]::new);
    }

    private Copy<List<String>> ask(String owner) {
        return await(copies.of(owner));
    }

    private void befriend(String owner, String... friends) {
        await(befriending(owner, friends));
    }

    private Future<Bump> befriending(String owner, String... friends) {
        var rows = new ArrayList<Write>();
        for (var friend : friends) rows.add(Write.insert(FRIENDS, new FriendRow(owner, friend)));
        return committing(rows, Step.insert(owner, List.of(friends)));
    }

    private double gets(String result) {
        return metrics.get("cache.gets")
                .tag("cache", "friends")
                .tag("result", result)
                .counter()
                .count();
    }
}
