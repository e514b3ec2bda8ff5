package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.UserId;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Tables.Conflict;
import im.parley.state.Write;
import im.parley.testkit.TablesContract.Pet;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Writes at random to tables and to a sorted map, and compares what both then hold. Few different
/// values are used, so that rows meet.
final class TablesModel {
    private record Id(String owner, String name) {}

    // The order of ids is the order of texts: by UTF-8 bytes.
    private static final Comparator<String> TEXT = Comparator.comparing(UserId::new);
    private static final Comparator<Pet> BY_KEY =
            Comparator.comparing(Pet::owner, TEXT).thenComparing(Pet::name, TEXT);
    private static final Comparator<Pet> BY_AGE =
            Comparator.comparing(Pet::owner, TEXT).thenComparing(Pet::age).thenComparing(BY_KEY);
    private static final Comparator<Pet> BY_CHIP = Comparator.comparing(Pet::chip, TEXT);
    private static final List<String> TEXTS =
            List.of("", "a", "b", "ab", "a\u0000", "\u0000", "\u0001", "ä", "😀", "ｱ", "\u007F");

    private final Tables tables;
    private final long seed;
    private final Random random;
    private final TreeMap<Id, Pet> rows =
            new TreeMap<>(Comparator.comparing(Id::owner, TEXT).thenComparing(Id::name, TEXT));

    TablesModel(Tables tables, long seed) {
        this.tables = tables;
        this.seed = seed;
        this.random = new Random(seed);
    }

    void compare(int steps) {
        try {
            for (int step = 0; step < steps; step++) {
                write();
                read();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void write() {
        var pet = pet();
        var before = Optional.ofNullable(rows.get(idOf(pet)));
        switch (random.nextInt(4)) {
            case 0 -> apply(Write.insert(TablesContract.PETS, pet), before.isEmpty(), pet);
            case 1 -> apply(Write.put(TablesContract.PETS, pet), true, pet);
            case 2 -> {
                var expected = before.filter(_ -> random.nextInt(4) > 0).orElse(pet);
                apply(
                        Write.replace(TablesContract.PETS, expected, pet),
                        before.equals(Optional.of(expected)),
                        pet);
            }
            default -> {
                tables.write(List.of(Write.delete(TablesContract.PETS, pet.owner(), pet.name())))
                        .await();
                rows.remove(idOf(pet));
            }
        }
    }

    private void apply(Write write, boolean good, Pet after) {
        boolean done =
                tables.write(List.of(write))
                        .map(true)
                        .recover(
                                failure ->
                                        failure instanceof Conflict
                                                ? Future.succeededFuture(false)
                                                : Future.failedFuture(failure))
                        .await();
        assertEquals(good, done, write::toString);
        if (good) rows.put(idOf(after), after);
    }

    private void read() {
        var owner = text();
        int age = random.nextInt(-2, 3);
        var all = Scan.of(TablesContract.PETS);
        switch (random.nextInt(5)) {
            case 0 -> compare(all, BY_KEY, _ -> true);
            case 1 -> compare(all.within(owner), BY_KEY, pet -> pet.owner().equals(owner));
            case 2 -> compare(all.by("byAge"), BY_AGE, _ -> true);
            case 3 ->
                    compare(
                            all.by("byAge").within(owner, age),
                            BY_AGE,
                            pet -> pet.owner().equals(owner) && pet.age() == age);
            default -> compare(all.by("byChip"), BY_CHIP, _ -> true);
        }
    }

    private void compare(Scan<Pet> order, Comparator<Pet> comparator, Predicate<Pet> within) {
        var scan = order.skip(random.nextInt(4)).limit(random.nextInt(1, 50));
        if (random.nextBoolean()) scan = scan.backwards();
        var sorted = new ArrayList<>(rows.values().stream().filter(within).toList());
        sorted.sort(scan.descending() ? comparator.reversed() : comparator);
        var expected = sorted.stream().skip(scan.skip()).limit(scan.limit()).toList();
        assertEquals(expected, tables.scan(scan).await(), scan::toString);
        assertEquals(sorted.size(), tables.count(scan).await(), scan::toString);
    }

    // Chips differ wherever keys do, so that a put never meets another row's.
    private Pet pet() {
        var owner = text();
        var name = text();
        return Pet.of(owner, name)
                .aged(random.nextInt(-2, 3))
                .chipped(random.nextInt(3) + "/" + owner + "/" + name);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static Id idOf(Pet pet) {
        return new Id(pet.owner(), pet.name());
    }
}
