package im.parley.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

/// http-identity-and-groups.md 6.5. The numbers were computed apart from this code.
class IdHashTest {
    @Test
    void an_empty_list_is_0() {
        assertEquals(0, IdHash.of(List.of()));
    }

    @Test
    void a_list_is_the_start_of_the_md5_of_its_compact_json() {
        assertEquals(0x7f97b8c23989c7d8L, IdHash.of(List.of("u1", "u2")));
        assertEquals(0x399fc6670871474cL, IdHash.of(List.of("")));
    }

    @Test
    void text_is_escaped_as_go_escapes_it() {
        var ids = List.of("a<b>&c", "\"\\", "\n\t\u0001\u2028", "中😀");
        assertEquals(
                "[\"a\\u003cb\\u003e\\u0026c\",\"\\\"\\\\\",\"\\n\\t\\u0001\\u2028\",\"中😀\"]",
                IdHash.json(ids));
        assertEquals(0x7f0508b10cd5a1e8L, IdHash.of(ids));
    }

    @Test
    void the_order_of_the_list_matters() {
        assertNotEquals(IdHash.of(List.of("u1", "u2")), IdHash.of(List.of("u2", "u1")));
    }
}
