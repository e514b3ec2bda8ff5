package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class GroupSeenTest {
    private static final Set<String> BOTH = Set.of("amy", "bob");

    @Test
    void a_group_that_is_told_the_same_everywhere_is_well() {
        disagrees(0, info(2, "amy"), BOTH, BOTH);
    }

    @Test
    void each_other_way_of_telling_is_a_disagreement() {
        disagrees(1, info(3, "amy"), BOTH, BOTH);
        disagrees(1, info(2, "bob"), BOTH, BOTH);
        disagrees(1, info(2, "amy"), Set.of("amy"), BOTH);
        disagrees(1, info(2, "amy"), BOTH, Set.of("amy", "bob", "cyd"));
    }

    @Test
    void a_group_that_is_not_there_is_joined_by_nobody() {
        assertEquals(List.of(), GroupSeen.nothing(Set.of()).disagreements("tea"));
        assertEquals(1, GroupSeen.nothing(BOTH).disagreements("tea").size());
    }

    @Test
    void a_dismissed_group_has_nobody_left() {
        var info = Json.of("{\"groupName\":\"tea\",\"status\":2,\"memberCount\":0}");
        var seen = GroupSeen.of(info, List.of(), Set.of(), Set.of());
        assertEquals(List.of(), seen.disagreements("tea"));
        assertEquals(GroupState.founded("tea", "amy", List.of("bob")).dismissed(), seen.state());
    }

    @Test
    void the_state_is_read_from_the_rows() {
        var founded = GroupState.founded("tea", "amy", List.of("bob"));
        assertEquals(founded, seen(info(2, "amy"), BOTH, BOTH).state());
    }

    private static void disagrees(int times, Json info, Set<String> ids, Set<String> joined) {
        assertEquals(times, seen(info, ids, joined).disagreements("tea").size());
    }

    private static GroupSeen seen(Json info, Set<String> ids, Set<String> joined) {
        var amy = Json.of("{\"userID\":\"amy\",\"roleLevel\":100}");
        var bob = Json.of("{\"userID\":\"bob\",\"roleLevel\":20}");
        return GroupSeen.of(info, List.of(amy, bob), ids, joined);
    }

    private static Json info(int count, String owner) {
        return Json.of(
                "{\"groupName\":\"tea\",\"status\":0,\"memberCount\":%d,\"ownerUserID\":\"%s\"}"
                        .formatted(count, owner));
    }
}
