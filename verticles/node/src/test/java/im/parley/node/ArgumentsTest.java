package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

final class ArgumentsTest {
    private static Arguments of(String... words) {
        return Arguments.of(List.of(words), Set.of("set", "data"), Set.of("admin"));
    }

    @Test
    void options_flags_and_words_may_be_mixed() {
        var arguments = of("amy", "--data", "d", "--set=a=b", "--admin", "--set", "c=d", "Amy");
        assertEquals(List.of("a=b", "c=d"), arguments.all("set"));
        assertEquals(Optional.of("d"), arguments.option("data"));
        assertTrue(arguments.has("admin"));
        assertEquals("amy", arguments.require(0, "id"));
        assertEquals(Optional.of("Amy"), arguments.at(1));
        assertEquals(Optional.empty(), arguments.at(2));
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThrows(UsageError.class, () -> of("--dta", "d"));
        assertThrows(UsageError.class, () -> of("--data"));
        assertThrows(UsageError.class, () -> of("--admin=yes"));
        assertThrows(UsageError.class, () -> of("--data", "a", "--data", "b").option("data"));
        assertThrows(UsageError.class, () -> of("a", "b").expectAtMost(1));
        assertThrows(UsageError.class, () -> of().require(0, "the user's ID"));
    }
}
