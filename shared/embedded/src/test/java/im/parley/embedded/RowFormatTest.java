package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.state.Table;

import org.junit.jupiter.api.Test;

import java.util.List;

class RowFormatTest {
    record Row(String id, int count, boolean is, String note, long time, List<String> tags) {}

    private static final RowFormat<Row> FORMAT =
            new RowFormat<>(Table.of("row", Row.class).key("id"));

    @Test
    void zeros_take_no_room() {
        assertEquals(1, FORMAT.encode(new Row("", 0, false, "", 0, List.of())).length);
        // columns, bits, length and text
        assertEquals(5, FORMAT.encode(new Row("ab", 0, false, "", 0, List.of())).length);
    }

    @Test
    void every_value_comes_back() {
        var rows =
                List.of(
                        new Row("x", -1, true, "ä\u0000😀", Long.MIN_VALUE, List.of("", "b")),
                        new Row("", Integer.MAX_VALUE, false, "", 1, List.of()));
        for (var row : rows) assertEquals(row, FORMAT.decode(FORMAT.encode(row)));
    }

    @Test
    void a_key_of_the_wrong_size_or_kind_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> FORMAT.wholeKey(List.of()));
        assertThrows(IllegalArgumentException.class, () -> FORMAT.key(List.of("a", "b")));
        assertThrows(ClassCastException.class, () -> FORMAT.key(List.of(1)));
    }
}
