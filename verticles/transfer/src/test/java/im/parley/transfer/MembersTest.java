package im.parley.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.UserId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

class MembersTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 500, 10_000})
    void it_holds_who_was_put_in_and_nobody_else(int count) {
        var ids = IntStream.range(0, count).mapToObj(i -> "user" + i).toList();
        var members = Members.of(ids);
        assertEquals(count, members.size());
        assertEquals(ids, members.stream().map(UserId::value).toList());
        for (var id : ids) assertTrue(members.contains(new UserId(id)), id);
        for (int i = count; i < count + 100; i++)
            assertFalse(members.contains(new UserId("user" + i)));
    }

    @Test
    void ids_of_one_hash_are_told_apart() {
        var members = Members.of(List.of("Aa", "AaAa"));
        assertTrue(members.contains(new UserId("Aa")));
        assertFalse(members.contains(new UserId("BB")));
        assertFalse(members.contains(new UserId("BBBB")));
    }
}
