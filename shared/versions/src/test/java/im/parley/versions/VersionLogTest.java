package im.parley.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// http-identity-and-groups.md 6.1 and 6.3.
class VersionLogTest extends WithTables {
    record FriendRow(String owner, String friend) {}

    private static final Table<FriendRow> FRIENDS =
            Table.of("friend", FriendRow.class).key("owner", "friend");

    @Test
    void a_list_that_nobody_changed_has_version_1_and_keeps_its_id() {
        var head = await(log.head("amy"));
        assertEquals(1, head.number());
        assertTrue(head.id().matches("[0-9a-f]{24}"), head.id());
        assertEquals(head, await(log.head("amy")));
        assertNotEquals(head.id(), await(log.head("bob")).id());
    }

    @Test
    void first_readers_at_the_same_moment_see_one_id() {
        var reads = Stream.generate(() -> log.head("amy")).limit(20).toList();
        await(Future.all(reads));
        assertEquals(1, reads.stream().map(Future::result).distinct().count());
    }

    @Test
    void the_first_change_of_a_list_that_nobody_read_makes_version_1() {
        commit(Step.insert("amy", "bob"));
        assertEquals(1, await(log.head("amy")).number());
        assertTrue(await(log.since("amy", "", 0)).full());
    }

    @Test
    void one_operation_is_one_step_however_many_elements_it_touches() {
        var before = await(log.head("amy"));
        commit(Step.insert("amy", List.of("bob", "cy", "dan")));
        var delta = since("amy", before);
        assertEquals(new Version(before.id(), 2), delta.head());
        assertEquals(List.of("bob", "cy", "dan"), delta.inserted());
    }

    @Test
    void an_operation_without_elements_is_no_step() {
        var before = await(log.head("amy"));
        commit(Step.insert("amy", List.of()));
        assertEquals(before, await(log.head("amy")));
    }

    @Test
    void a_bump_says_where_its_lists_then_stand() {
        var before = await(log.head("amy"));
        var heads = commit(Step.insert("amy", "bob"), Step.insert("bob", "amy")).heads();
        assertEquals(new Version(before.id(), 2), heads.get("amy"));
        assertEquals(await(log.head("bob")), heads.get("bob"));
    }

    @Test
    void several_steps_of_one_list_in_one_write_count_each() {
        var before = await(log.head("amy"));
        commit(Step.delete("amy", "bob"), Step.delete("amy", "cy"), Step.insert("amy", "bob"));
        var delta = since("amy", before);
        assertEquals(4, delta.head().number());
        assertEquals(List.of("cy"), delta.deleted());
        assertEquals(List.of("bob"), delta.inserted());
        assertEquals(List.of("bob"), since("amy", new Version(before.id(), 3)).inserted());
    }

    @Test
    void only_the_latest_state_of_an_element_is_told() {
        var before = await(log.head("amy"));
        commit(Step.insert("amy", List.of("bob", "cy")));
        commit(Step.update("amy", "bob"));
        commit(Step.delete("amy", "cy"));
        var delta = since("amy", before);
        assertEquals(List.of("bob"), delta.updated());
        assertEquals(List.of("cy"), delta.deleted());
        assertEquals(List.of(), delta.inserted());
    }

    @Test
    void changes_come_oldest_first() {
        var before = await(log.head("amy"));
        for (var friend : List.of("zoe", "bob", "moe")) commit(Step.insert("amy", friend));
        assertEquals(List.of("zoe", "bob", "moe"), since("amy", before).inserted());
    }

    @Test
    void reading_consumes_nothing() {
        var before = await(log.head("amy"));
        commit(Step.insert("amy", "bob"));
        assertEquals(since("amy", before), since("amy", before));
    }

    @Test
    void the_lists_of_others_and_logs_of_other_names_are_apart() {
        var amy = await(log.head("amy"));
        commit(Step.insert("am", "bob"), Step.insert("amyx", "bob"));
        var joins = new VersionLog(tables, "group_join");
        assertNotEquals(amy.id(), await(joins.head("amy")).id());
        assertEquals(Delta.none(amy), since("amy", amy));
    }

    @Nested
    class GivenAClientVersion {
        @Test
        void the_same_version_is_answered_with_nothing() {
            var head = commit(Step.insert("amy", "bob")).heads().get("amy");
            assertEquals(Delta.none(head), since("amy", head));
        }

        @Test
        void whoever_knows_nothing_or_another_log_is_to_read_all() {
            var head = await(log.head("amy"));
            commit(Step.insert("amy", "bob"));
            var id = head.id();
            var other = id.substring(0, 23) + (id.endsWith("0") ? "1" : "0");
            for (var known :
                    List.of(
                            new Version("", 0),
                            new Version("", 1),
                            new Version(id, 0),
                            new Version(other, 1),
                            new Version("0".repeat(24), 1),
                            new Version("no version id", 1),
                            new Version(id.substring(1), 1))) assertFull(known);
        }

        @Test
        void a_version_ahead_of_ours_is_to_read_all_also_beyond_the_signed_range() {
            var id = commit(Step.insert("amy", "bob")).heads().get("amy").id();
            assertFull(new Version(id, 2));
            assertFull(new Version(id, Long.MAX_VALUE));
            assertFull(new Version(id, -1)); // 2^64 - 1 on the wire
        }

        private void assertFull(Version known) {
            assertEquals(Delta.full(await(log.head("amy"))), since("amy", known), known::toString);
        }
    }

    @Nested
    class GivenPseudoElements {
        @Test
        void a_changed_order_is_a_number_and_no_element() {
            var before = await(log.head("amy"));
            commit(Step.update("amy", List.of(VersionLog.SORT, "bob")));
            commit(Step.update("amy", "cy"));
            var delta = since("amy", before);
            assertEquals(2, delta.sortVersion());
            assertEquals(List.of("bob", "cy"), delta.updated());
            assertEquals(0, since("amy", new Version(before.id(), 2)).sortVersion());
        }

        @Test
        void a_change_of_the_list_itself_is_a_fact_and_no_element() {
            var before = await(log.head("tea"));
            commit(Step.update("tea", VersionLog.INFO));
            var delta = since("tea", before);
            assertTrue(delta.infoChanged());
            assertFalse(delta.touchesElements());
        }

        @Test
        void they_count_towards_the_200() {
            var before = await(log.head("tea"));
            commit(Step.insert("tea", elements(199)), Step.update("tea", VersionLog.INFO));
            assertEquals(199, since("tea", before).inserted().size());
            commit(Step.update("tea", VersionLog.SORT));
            assertTrue(since("tea", before).full());
        }
    }

    @Test
    void two_hundred_changes_are_told_and_one_more_is_a_full_sync() {
        var before = await(log.head("amy"));
        commit(Step.insert("amy", elements(200)));
        assertEquals(elements(200), since("amy", before).inserted().stream().sorted().toList());
        commit(Step.delete("amy", "000"));
        assertEquals(List.of("000"), since("amy", before).deleted());
        commit(Step.insert("amy", "one more"));
        assertTrue(since("amy", before).full());
        assertEquals(List.of(), since("amy", before).inserted());
        assertEquals(List.of("one more"), since("amy", new Version(before.id(), 3)).inserted());
    }

    @Nested
    class GivenSeveralWriters {
        @Test
        void no_change_is_lost_and_no_version_given_twice() {
            var before = await(log.head("amy"));
            var others = elements(25);
            var writers =
                    others.stream()
                            .map(
                                    other ->
                                            committing(
                                                    friends("amy", other),
                                                    Step.insert("amy", other),
                                                    Step.insert(other, "amy")))
                            .toList();
            await(Future.all(writers));
            var versions =
                    writers.stream()
                            .map(bump -> bump.result().heads().get("amy").number())
                            .sorted()
                            .toList();
            assertEquals(IntStream.rangeClosed(2, 26).mapToObj(Long::valueOf).toList(), versions);
            assertEquals(others, since("amy", before).inserted().stream().sorted().toList());
        }

        @Test
        void a_write_that_fails_leaves_neither_rows_nor_versions() {
            commit(friends("amy", "bob"), Step.insert("amy", "bob"), Step.insert("bob", "amy"));
            var amy = await(log.head("amy"));
            var late =
                    log.bump(Step.insert("amy", "cy"), Step.insert("amy", "bob"))
                            .compose(
                                    bump ->
                                            tables.write(
                                                    together(
                                                            List.of(
                                                                    friend("amy", "cy"),
                                                                    friend("amy", "bob")),
                                                            bump.writes())));
            assertThrows(Tables.Conflict.class, () -> await(late));
            assertEquals(Delta.none(amy), since("amy", amy));
            assertEquals(Optional.empty(), await(tables.get(FRIENDS, "amy", "cy")));
        }

        @Test
        void steps_made_over_an_old_head_conflict() {
            var old = await(log.bump(Step.insert("amy", "bob")));
            commit(Step.insert("amy", "cy"));
            assertThrows(Tables.Conflict.class, () -> await(tables.write(old.writes())));
        }

        private List<Write> friends(String one, String other) {
            return List.of(friend(one, other), friend(other, one));
        }

        private Write friend(String owner, String friend) {
            return Write.insert(FRIENDS, new FriendRow(owner, friend));
        }
    }

    @Nested
    class GivenARestart {
        @Test
        void every_client_is_to_read_all_and_then_goes_on_from_1() {
            commit(Step.insert("tea", elements(5)));
            var before = commit(Step.update("tea", "001")).heads().get("tea");
            await(tables.transact(() -> log.restart("tea")));
            var after = await(log.head("tea"));
            assertEquals(1, after.number());
            assertNotEquals(before.id(), after.id());
            assertEquals(Delta.full(after), since("tea", before));
            commit(Step.delete("tea", "003"));
            assertEquals(List.of("003"), since("tea", after).deleted());
            assertEquals(List.of(), since("tea", after).inserted());
            assertEquals(List.of(), since("tea", after).updated());
        }

        @Test
        void what_was_about_to_be_written_conflicts() {
            commit(Step.insert("tea", "amy"));
            var late = await(log.bump(Step.insert("tea", "bob")));
            await(tables.transact(() -> log.restart("tea")));
            assertThrows(Tables.Conflict.class, () -> await(tables.write(late.writes())));
        }

        @Test
        void a_list_that_nobody_touched_can_be_restarted() {
            await(tables.transact(() -> log.restart("tea")));
            assertEquals(1, await(log.head("tea")).number());
        }
    }

    @Test
    void versions_outlive_the_log_object() {
        var head = commit(Step.insert("amy", "bob")).heads().get("amy");
        var again = new VersionLog(tables, "friend");
        assertEquals(head, await(again.head("amy")));
    }

    private static List<String> elements(int count) {
        return IntStream.range(0, count).mapToObj("%03d"::formatted).toList();
    }
}
