package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class LocalCopyTest {
    private final LocalCopy members = new LocalCopy(LocalCopy.Kind.MEMBERS, "tea");

    @BeforeEach
    void amy_and_bob() {
        assertFalse(members.apply(Json.of("{\"full\":true,\"version\":3,\"versionID\":\"v\"}")));
        members.replace(rows("amy", "bob"));
    }

    @Test
    void it_asks_from_the_version_that_it_has() {
        assertEquals("{\"groupID\":\"tea\",\"version\":3,\"versionID\":\"v\"}", members.wish());
    }

    @Test
    void changes_lead_to_the_whole_list() {
        assertTrue(
                members.apply(
                        Json.of(
                                """
                                {"full":false,"version":6,"versionID":"v","delete":["amy"],
                                 "insert":[{"userID":"cyd"}],
                                 "update":[{"userID":"bob","roleLevel":60}]}\
                                """)));
        var all = Stream.of("{\"userID\":\"bob\",\"roleLevel\":60}", "{\"userID\":\"cyd\"}");
        assertEquals("", members.difference(all.map(Json::of).toList()));
    }

    @Test
    void no_news_leave_it_as_it_is() {
        members.apply(
                Json.of(
                        "{\"full\":false,\"version\":3,\"versionID\":\"v\",\"delete\":null,"
                                + "\"insert\":null,\"update\":null}"));
        assertEquals("", members.difference(rows("amy", "bob")));
    }

    @Test
    void a_row_too_few_too_many_or_another_is_a_difference() {
        assertEquals("cyd is missing", members.difference(rows("amy", "bob", "cyd")));
        assertEquals("bob is still there", members.difference(rows("amy")));
        var promoted =
                List.of(Json.of("{\"userID\":\"amy\",\"roleLevel\":60}"), rows("bob").getFirst());
        assertTrue(members.difference(promoted).startsWith("amy is "));
    }

    @Test
    void a_joined_group_is_followed_by_its_id_alone() {
        var groups = new LocalCopy(LocalCopy.Kind.JOINED_GROUPS, "amy");
        groups.replace(List.of(Json.of("{\"groupID\":\"tea\",\"memberCount\":2}")));
        var grown = List.of(Json.of("{\"groupID\":\"tea\",\"memberCount\":3}"));
        assertEquals("", groups.difference(grown));
    }

    private static List<Json> rows(String... users) {
        return Stream.of(users).map(user -> Json.of("{\"userID\":\"" + user + "\"}")).toList();
    }
}
