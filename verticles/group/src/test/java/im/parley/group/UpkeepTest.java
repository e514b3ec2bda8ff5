package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.proto.group.getIncrementalJoinGroupResp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// What is left when the server is killed in the middle of a change.
class UpkeepTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", "amy", "bob");
    }

    private Upkeep upkeep() {
        return new Upkeep(store, settlement, new Dismissals(store, lists));
    }

    @Nested
    class GivenALargeGroupHalfDismissed {
        private getIncrementalJoinGroupResp first;
        private getIncrementalJoinGroupResp last;

        @BeforeEach
        void die() {
            fill("tea");
            first = syncJoined("amy", "", 0);
            last = syncJoined("user1099", "", 0);
            tables.dieAfter(2);
            assertThrows(Exception.class, () -> dismiss("tea", "amy"));
            tables.revive();
            assertEquals(List.of(), syncJoinedSince("user1099", last).getDeleteList());
        }

        @Test
        void a_start_finishes_it_before_anybody_is_served() {
            clock.advance(Duration.ofMillis(1));
            start();
            assertFinished();
        }

        @Test
        void meanwhile_it_is_left_to_who_does_it_and_later_to_whoever_finds_it() {
            var upkeep = upkeep();
            upkeep.run();
            assertEquals(List.of(), syncJoinedSince("user1099", last).getDeleteList());
            clock.advance(Duration.ofSeconds(61));
            upkeep.run();
            assertFinished();
        }

        /// And nothing twice.
        private void assertFinished() {
            assertEquals(List.of("tea"), syncJoinedSince("user1099", last).getDeleteList());
            assertEquals(first.getVersion() + 1, syncJoined("amy", "", 0).getVersion());
            assertEquals(last.getVersion() + 1, syncJoined("user1099", "", 0).getVersion());
        }
    }

    @Nested
    class GivenSomebodyWhoLeftUnsettled {
        @BeforeEach
        void leave() {
            neighbours.out = true;
            assertThrows(Exception.class, () -> await(quit(by("bob"), "tea", "")));
            neighbours.out = false;
        }

        @Test
        void a_start_settles_it_at_once() {
            clock.advance(Duration.ofMillis(1));
            start();
            awaitSettled();
            assertEquals(List.of("max sg_tea [bob] 7"), neighbours.heard);
        }

        @Test
        void meanwhile_it_is_left_to_who_does_it_and_later_to_whoever_finds_it() {
            var upkeep = upkeep();
            upkeep.run();
            assertEquals(List.of(), neighbours.heard);
            clock.advance(Duration.ofSeconds(61));
            upkeep.run();
            assertEquals(List.of("max sg_tea [bob] 7"), neighbours.heard);
        }
    }
}
