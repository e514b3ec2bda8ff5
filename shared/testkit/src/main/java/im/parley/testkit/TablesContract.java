package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Tables.Conflict;
import im.parley.state.Write;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What every [Tables] promises.
public abstract class TablesContract extends PortContract {
    /// A row with a column of each kind.
    record Pet(
            String owner,
            String name,
            int age,
            long seenTime,
            boolean tame,
            String chip,
            List<String> toys) {
        static Pet of(String owner, String name) {
            return new Pet(owner, name, 0, 0, false, owner + "/" + name, List.of());
        }

        Pet aged(int years) {
            return new Pet(owner, name, years, seenTime, tame, chip, toys);
        }

        Pet chipped(String number) {
            return new Pet(owner, name, age, seenTime, tame, number, toys);
        }
    }

    static final Table<Pet> PETS =
            Table.of("pet", Pet.class)
                    .key("owner", "name")
                    .index("byAge", "owner", "age")
                    .index("bySeen", "tame", "seenTime")
                    .unique("byChip", "chip");

    record Counter(String id, int count) {}

    static final Table<Counter> COUNTERS = Table.of("counter", Counter.class).key("id");

    private Tables tables;

    /// Tables without a row; asked for once a test.
    protected abstract Tables tables();

    @BeforeEach
    void open() {
        tables = tables();
    }

    @Test
    void a_row_that_was_never_written_is_missing() {
        assertEquals(Optional.empty(), tables.get(PETS, "amy", "rex").await());
        assertEquals(List.of(), tables.scan(Scan.of(PETS)).await());
        assertEquals(0, tables.count(Scan.of(PETS)).await());
    }

    @Test
    void a_row_is_read_back_with_all_its_columns() {
        var full =
                new Pet(
                        "ämy 😀",
                        "\u0000\u0001\uFFFF",
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        true,
                        "x",
                        List.of("", "ball", "\u0000"));
        var empty = new Pet("", "", 0, 0, false, "", List.of());
        write(Write.insert(PETS, full), Write.insert(PETS, empty));

        assertEquals(Optional.of(full), tables.get(PETS, full.owner(), full.name()).await());
        assertEquals(Optional.of(empty), tables.get(PETS, "", "").await());
    }

    @Test
    void an_insert_of_a_taken_key_is_a_conflict_and_names_itself() {
        var rex = Pet.of("amy", "rex");
        write(Write.insert(PETS, rex));
        var again = Write.insert(PETS, rex.aged(3).chipped("other"));

        var failure = assertInstanceOf(Conflict.class, failureOf(tables.write(List.of(again))));
        assertSame(again, failure.write());
        assertEquals(Optional.of(rex), tables.get(PETS, "amy", "rex").await());
    }

    @Test
    void a_put_replaces_whatever_was_there() {
        write(Write.put(PETS, Pet.of("amy", "rex")));
        write(Write.put(PETS, Pet.of("amy", "rex").aged(7)));

        assertEquals(
                Optional.of(Pet.of("amy", "rex").aged(7)), tables.get(PETS, "amy", "rex").await());
    }

    @Test
    void a_replace_needs_the_row_as_the_caller_saw_it() {
        var young = Pet.of("amy", "rex").aged(1);
        write(Write.insert(PETS, young));

        write(Write.replace(PETS, young, young.aged(2)));
        assertConflict(Write.replace(PETS, young, young.aged(3)));
        assertConflict(Write.replace(PETS, Pet.of("amy", "tom"), Pet.of("amy", "tom").aged(1)));
        assertEquals(Optional.of(young.aged(2)), tables.get(PETS, "amy", "rex").await());
    }

    @Test
    void a_deleted_row_is_gone_from_every_order() {
        write(Write.insert(PETS, Pet.of("amy", "rex")), Write.insert(PETS, Pet.of("amy", "tom")));
        write(Write.delete(PETS, "amy", "rex"), Write.delete(PETS, "amy", "nobody"));

        assertEquals(Optional.empty(), tables.get(PETS, "amy", "rex").await());
        for (var order : List.of(Table.BY_KEY, "byAge", "bySeen", "byChip"))
            assertEquals(List.of("tom"), names(Scan.of(PETS).by(order)), order);
    }

    @Test
    void writes_are_done_all_or_none() {
        write(Write.insert(PETS, Pet.of("amy", "rex")));

        assertConflict(
                Write.insert(PETS, Pet.of("amy", "tom")),
                Write.delete(PETS, "amy", "rex"),
                Write.insert(PETS, Pet.of("bob", "pip").chipped("amy/tom")));
        assertEquals(List.of("rex"), names(Scan.of(PETS)));
        for (var order : List.of("byAge", "bySeen", "byChip"))
            assertEquals(List.of("rex"), names(Scan.of(PETS).by(order)), order);
    }

    @Test
    void a_unique_index_refuses_a_second_row_until_the_first_lets_go() {
        var rex = Pet.of("amy", "rex").chipped("7");
        write(Write.insert(PETS, rex));
        assertConflict(Write.insert(PETS, Pet.of("bob", "pip").chipped("7")));

        write(Write.replace(PETS, rex, rex.chipped("8")));
        write(Write.insert(PETS, Pet.of("bob", "pip").chipped("7")));
        assertConflict(Write.insert(PETS, Pet.of("cid", "zoe").chipped("8")));

        write(Write.delete(PETS, "amy", "rex"));
        write(Write.insert(PETS, Pet.of("cid", "zoe").chipped("8")));
        assertEquals(List.of("pip", "zoe"), names(Scan.of(PETS).by("byChip")));
    }

    @Test
    void of_several_inserts_at_once_one_is_first() {
        var outcomes =
                IntStream.range(0, 40)
                        .mapToObj(i -> Write.insert(PETS, Pet.of("amy" + i, "rex").chipped("1")))
                        .map(insert -> tables.write(List.of(insert)))
                        .map(write -> write.map("in").otherwise("out"))
                        .toList();

        var in = Future.all(outcomes).await().<String>list().stream().filter("in"::equals);
        assertEquals(1, in.count());
        assertEquals(1, tables.count(Scan.of(PETS)).await());
    }

    @Test
    void many_rows_come_in_the_order_of_their_keys_and_missing_ones_are_left_out() {
        for (var name : List.of("a", "b", "c")) write(Write.insert(PETS, Pet.of("amy", name)));

        var rows =
                tables.getAll(
                                PETS,
                                List.of(
                                        Key.of("amy", "c"),
                                        Key.of("amy", "x"),
                                        Key.of("amy", "a"),
                                        Key.of("bob", "b")))
                        .await();
        assertEquals(List.of("c", "a"), rows.stream().map(Pet::name).toList());
        assertEquals(List.of(), tables.getAll(PETS, List.of()).await());
    }

    @Test
    void text_is_ordered_by_its_utf_8_bytes() {
        // As Java compares them, ｱ (FF71) would come behind 😀 (D83D DE00).
        var inOrder = List.of("", "\u0000", "\u0001", "A", "Z", "a", "a\u0000", "aa", "ｱ", "😀");
        for (var name : inOrder.reversed()) write(Write.insert(PETS, Pet.of("amy", name)));

        assertEquals(inOrder, names(Scan.of(PETS).within("amy")));
    }

    @Test
    void numbers_are_ordered_by_value_and_ties_by_key() {
        var ages = List.of(Integer.MIN_VALUE, -300, -1, 0, 1, 255, 256, Integer.MAX_VALUE);
        for (int age : ages.reversed()) {
            write(Write.insert(PETS, Pet.of("amy", "b" + age).aged(age)));
            write(Write.insert(PETS, Pet.of("amy", "a" + age).aged(age)));
        }

        assertEquals(
                ages.stream()
                        .<String>mapMulti(
                                (age, all) -> {
                                    all.accept("a" + age);
                                    all.accept("b" + age);
                                })
                        .toList(),
                names(Scan.of(PETS).by("byAge").within("amy")));
        assertEquals(List.of("a-1", "b-1"), names(Scan.of(PETS).by("byAge").within("amy", -1)));
    }

    @Test
    void false_comes_before_true_and_long_numbers_by_value() {
        record Seen(boolean tame, long time) {}
        var inOrder =
                List.of(
                        new Seen(false, Long.MIN_VALUE),
                        new Seen(false, -1),
                        new Seen(false, 1L << 40),
                        new Seen(true, -5),
                        new Seen(true, Long.MAX_VALUE));
        for (var seen : inOrder.reversed()) {
            var name = seen.toString();
            write(
                    Write.insert(
                            PETS,
                            new Pet("amy", name, 0, seen.time(), seen.tame(), name, List.of())));
        }

        var scan = Scan.of(PETS).by("bySeen");
        assertEquals(inOrder.stream().map(Seen::toString).toList(), names(scan));
        assertEquals(2, tables.count(scan.within(true)).await());
    }

    @Test
    void a_scan_meets_only_what_begins_with_its_values() {
        for (var owner : List.of("a", "ab", "a\u0000", "b", "am"))
            write(Write.insert(PETS, Pet.of(owner, "of " + owner)));

        assertEquals(List.of("of a"), names(Scan.of(PETS).within("a")));
        assertEquals(List.of("of ab"), names(Scan.of(PETS).by("byAge").within("ab")));
        assertEquals(List.of(), names(Scan.of(PETS).within("a", "of")));
        assertEquals(List.of("of b"), names(Scan.of(PETS).by("byAge").within("b", 0, "b")));
        assertEquals(
                List.of("of b"), names(Scan.of(PETS).by("byChip").within("b/of b", "b", "of b")));
        assertEquals(List.of(), names(Scan.of(PETS).by("byChip").within("b/of b", "a")));
    }

    @Test
    void a_scan_is_paged_in_both_directions() {
        for (int i = 0; i < 10; i++) write(Write.insert(PETS, Pet.of("amy", "p" + i).aged(9 - i)));
        write(Write.insert(PETS, Pet.of("aaa", "first")), Write.insert(PETS, Pet.of("b", "last")));
        var byKey = Scan.of(PETS).within("amy");
        var byAge = byKey.by("byAge");

        assertEquals(List.of("p3", "p4"), names(byKey.skip(3).limit(2)));
        assertEquals(List.of("p6", "p5"), names(byKey.backwards().skip(3).limit(2)));
        assertEquals(List.of("p6", "p5"), names(byAge.skip(3).limit(2)));
        assertEquals(List.of("p3", "p4"), names(byAge.backwards().skip(3).limit(2)));
        assertEquals(List.of("p9"), names(byKey.skip(9).limit(5)));
        assertEquals(List.of(), names(byKey.skip(10)));
        assertEquals(List.of(), names(byKey.limit(0)));
        assertEquals(10, tables.count(byAge.skip(3).limit(2)).await());
    }

    @Test
    void a_changed_row_moves_within_its_orders() {
        var rex = Pet.of("amy", "rex").aged(1);
        write(Write.insert(PETS, rex), Write.insert(PETS, Pet.of("amy", "tom").aged(2)));
        var byAge = Scan.of(PETS).by("byAge");
        assertEquals(List.of("rex", "tom"), names(byAge));

        write(Write.put(PETS, rex.aged(3)));
        assertEquals(List.of("tom", "rex"), names(byAge));
        write(Write.replace(PETS, rex.aged(3), rex.aged(0)));
        assertEquals(List.of("rex", "tom"), names(byAge));
    }

    @Test
    void tables_are_kept_apart() {
        record Toy(String owner, String name) {}
        var toys = Table.of("pet_toy", Toy.class).key("owner", "name").index("byAge", "name");
        write(Write.insert(PETS, Pet.of("amy", "rex")));
        write(Write.insert(toys, new Toy("amy", "ball")));

        assertEquals(1, tables.count(Scan.of(PETS)).await());
        assertEquals(1, tables.count(Scan.of(PETS).by("byAge")).await());
        assertEquals(List.of(new Toy("amy", "ball")), tables.scan(Scan.of(toys)).await());
    }

    @Test
    void a_row_from_before_a_column_was_added_has_zero_in_it() {
        record Old(String id, int count) {}
        record New(String id, int count, String note, long time, boolean is, List<String> tags) {}
        var before = Table.of("grown", Old.class).key("id");
        var after = Table.of("grown", New.class).key("id");
        write(Write.insert(before, new Old("x", 7)));
        var grown = new New("x", 7, "", 0, false, List.of());

        assertEquals(Optional.of(grown), tables.get(after, "x").await());
        var noted = new New("x", 8, "n", 9, true, List.of("t"));
        write(Write.replace(after, grown, noted));
        assertEquals(Optional.of(noted), tables.get(after, "x").await());
    }

    @Test
    void a_transaction_starts_again_when_somebody_was_faster() {
        write(Write.insert(COUNTERS, new Counter("x", 0)));
        var raises = IntStream.range(0, 8).mapToObj(_ -> tables.transact(this::raise)).toList();

        Future.all(raises).await();
        assertEquals(8, tables.get(COUNTERS, "x").await().orElseThrow().count());
    }

    /// Such as the versions of a list that many people write into.
    @Test
    void of_a_crowd_at_one_row_everybody_gets_his_turn() {
        write(Write.insert(COUNTERS, new Counter("x", 0)));
        var raises = IntStream.range(0, 200).mapToObj(_ -> tables.transact(this::raise)).toList();

        Future.all(raises).await();
        assertEquals(200, tables.get(COUNTERS, "x").await().orElseThrow().count());
    }

    private Future<List<Write>> raise() {
        return tables.get(COUNTERS, "x")
                .map(Optional::orElseThrow)
                .map(old -> Write.replace(COUNTERS, old, new Counter("x", old.count() + 1)))
                .map(List::of);
    }

    @Test
    void every_call_completes_on_its_callers_context() {
        var rex = Pet.of("amy", "rex");
        assertCompletesOnCallersContext(() -> tables.write(List.of(Write.put(PETS, rex))));
        assertCompletesOnCallersContext(() -> tables.write(List.of(Write.insert(PETS, rex))));
        assertCompletesOnCallersContext(() -> tables.write(List.of()));
        assertCompletesOnCallersContext(() -> tables.get(PETS, "amy", "rex"));
        assertCompletesOnCallersContext(() -> tables.getAll(PETS, List.of(Key.of("amy", "rex"))));
        assertCompletesOnCallersContext(() -> tables.scan(Scan.of(PETS).by("byAge")));
        assertCompletesOnCallersContext(() -> tables.count(Scan.of(PETS)));
    }

    @Test
    void whatever_is_written_the_orders_are_those_of_a_sorted_map() {
        long seed = System.nanoTime();
        new TablesModel(tables, seed).compare(400);
    }

    private void write(Write... writes) {
        tables.write(List.of(writes)).await();
    }

    private void assertConflict(Write... writes) {
        assertInstanceOf(Conflict.class, failureOf(tables.write(List.of(writes))));
    }

    private List<String> names(Scan<Pet> scan) {
        return tables.scan(scan).await().stream().map(Pet::name).toList();
    }
}
