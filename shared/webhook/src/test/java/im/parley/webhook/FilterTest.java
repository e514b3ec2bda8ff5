package im.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// notifications-and-webhooks.md C4, "Filters".
class FilterTest {
    @ParameterizedTest
    @CsvSource({
        "101,true",
        "102,false",
        "113,false",
        "999,true",
        "1000,false",
        "1400,false",
        "2101,false",
        "5000,false",
        "5001,true"
    })
    void denied_types_are_those_configured_typing_and_all_notifications(
            int type, boolean admitted) {
        var filter =
                Filter.of(new HookConfig.AfterMessage(true, 0, List.of(), List.of("102", "110")));
        assertEquals(admitted, filter.admits(type, "bob"));
    }

    @ParameterizedTest
    @CsvSource({"bob,true", "tea,true", "amy,false", "'',false"})
    void attention_is_paid_to_the_receiver_or_group(String target, boolean admitted) {
        var filter =
                Filter.of(new HookConfig.AfterMessage(true, 0, List.of("bob", "tea"), List.of()));
        assertEquals(admitted, filter.admits(101, target));
    }

    @Test
    void a_denied_type_must_be_a_number() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new HookConfig.BeforeMessage(true, 0, false, List.of("text")));
    }
}
