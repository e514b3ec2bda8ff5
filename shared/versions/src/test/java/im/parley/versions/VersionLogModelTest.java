package im.parley.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Clients that sync now and then have, after every sync, exactly the list that they sync with; and
/// they are told to read all of it exactly when http-identity-and-groups.md 6.3 says so.
class VersionLogModelTest extends WithTables {
    private static final int OPERATIONS = 400;
    private static final int ELEMENTS = 320;

    /// What an owner's list is, and what a client is to be told of it.
    private static final class Truth {
        String id = "";
        long version;
        final Map<String, Integer> rows = new TreeMap<>();
        final Map<String, Long> changedAt = new HashMap<>();

        boolean isFullFor(Client client) {
            if (client.version.number() == 0 || !client.version.id().equals(id)) return true;
            long entries =
                    changedAt.values().stream().filter(at -> at > client.version.number()).count();
            return entries > VersionLog.ENTRIES_MAX;
        }
    }

    private static final class Client {
        Version version = new Version("", 0);
        final Map<String, Integer> rows = new TreeMap<>();
    }

    private final Map<String, Truth> truths = new HashMap<>();
    private final Map<String, List<Client>> clients = new HashMap<>();

    @Test
    void clients_that_follow_the_deltas_have_the_list() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try {
            for (int i = 0; i < OPERATIONS; i++) act(random);
            clients.forEach((owner, all) -> all.forEach(client -> sync(owner, client)));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void act(Random random) {
        int kind = random.nextInt(100);
        var owner = owner(random);
        if (kind < 45) change(random, 1 + random.nextInt(4));
        else if (kind < 50) change(random, 150 + random.nextInt(150));
        else if (kind < 52) restart(owner);
        else {
            var mine = clients.computeIfAbsent(owner, _ -> new ArrayList<>());
            if (mine.size() < 4) mine.add(new Client());
            sync(owner, mine.get(random.nextInt(mine.size())));
        }
    }

    /// One write with a step for each of one to three owners, an owner perhaps twice.
    private void change(Random random, int size) {
        var steps = new ArrayList<Step>();
        for (int i = random.nextInt(3); i >= 0; i--) steps.add(step(random, size));
        var heads = commit(steps.toArray(Step[]::new)).heads();
        for (var step : steps) apply(step);
        heads.forEach((owner, head) -> truth(owner).id = head.id());
        heads.forEach((owner, head) -> assertEquals(truth(owner).version, head.number()));
    }

    private static Step step(Random random, int size) {
        var elements = new LinkedHashSet<String>();
        while (elements.size() < size) elements.add(element(random));
        return new Step(
                owner(random),
                State.values()[random.nextInt(State.values().length)],
                List.copyOf(elements));
    }

    private void apply(Step step) {
        var truth = truth(step.owner());
        truth.version++;
        for (var element : step.elements()) {
            truth.changedAt.put(element, truth.version);
            if (element.startsWith("_") || element.isEmpty()) continue;
            if (step.state() == State.DELETE) truth.rows.remove(element);
            else truth.rows.merge(element, 1, Integer::sum);
        }
    }

    private void restart(String owner) {
        await(tables.transact(() -> log.restart(owner)));
        var truth = truth(owner);
        truth.changedAt.clear();
        truth.version = 1;
        truth.id = await(log.head(owner)).id();
    }

    /// What a client does (http-identity-and-groups.md 6.4).
    private void sync(String owner, Client client) {
        var delta = since(owner, client.version);
        var truth = truth(owner);
        if (truth.version == 0) {
            truth.version = 1;
            truth.id = delta.head().id();
        }
        assertEquals(new Version(truth.id, truth.version), delta.head());
        assertEquals(truth.isFullFor(client), delta.full());
        if (delta.full()) {
            client.rows.clear();
            client.rows.putAll(truth.rows);
            client.version = delta.head();
        } else if (delta.touchesElements()) {
            assertEquals(sortedAt(truth, client.version), delta.sortVersion());
            delta.deleted().forEach(client.rows::remove);
            read(truth, delta.inserted(), client);
            read(truth, delta.updated(), client);
            client.version = delta.head();
        }
        assertEquals(truth.rows, client.rows);
    }

    private static void read(Truth truth, List<String> elements, Client client) {
        for (var element : elements) client.rows.put(element, truth.rows.get(element));
    }

    private static long sortedAt(Truth truth, Version known) {
        long at = truth.changedAt.getOrDefault(VersionLog.SORT, 0L);
        return at > known.number() ? at : 0;
    }

    private Truth truth(String owner) {
        return truths.computeIfAbsent(owner, _ -> new Truth());
    }

    private static String owner(Random random) {
        return "owner" + random.nextInt(3);
    }

    private static String element(Random random) {
        int number = random.nextInt(ELEMENTS);
        return switch (number) {
            case 0 -> VersionLog.INFO;
            case 1 -> VersionLog.SORT;
            default -> "element" + number;
        };
    }
}
