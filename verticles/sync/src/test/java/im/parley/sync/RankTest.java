package im.parley.sync;

import static im.parley.sync.Rank.ADMIN;
import static im.parley.sync.Rank.MEMBER;
import static im.parley.sync.Rank.OUTSIDER;
import static im.parley.sync.Rank.OWNER;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// message-pipeline.md 5.1 step 3 and 10.2, I-36.
class RankTest {
    @Test
    void whose_messages_may_be_taken_away_by_whom() {
        var allowed =
                Map.of(
                        OWNER, EnumSet.allOf(Rank.class),
                        ADMIN, EnumSet.of(MEMBER, OUTSIDER),
                        MEMBER, EnumSet.noneOf(Rank.class),
                        OUTSIDER, EnumSet.noneOf(Rank.class));
        for (var remover : Rank.values())
            for (var sender : Rank.values())
                assertEquals(
                        allowed.get(remover).contains(sender),
                        remover.mayRemoveThatOf(sender),
                        remover + " of " + sender);
    }

    @Test
    void members_take_away_their_own_and_owner_and_admins_clear() {
        for (var rank : Rank.values()) {
            assertEquals(rank != OUTSIDER, rank.mayRemoveOwn(), rank.name());
            assertEquals(Set.of(OWNER, ADMIN).contains(rank), rank.mayClear(), rank.name());
        }
    }

    @Test
    void a_role_level_says_the_rank() {
        assertEquals(OWNER, Rank.of(100));
        assertEquals(ADMIN, Rank.of(60));
        assertEquals(MEMBER, Rank.of(20));
        assertEquals(MEMBER, Rank.of(30));
    }
}
