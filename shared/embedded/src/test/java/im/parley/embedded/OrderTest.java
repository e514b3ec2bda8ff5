package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.UserId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

class OrderTest {
    private record Row(String text, int count, boolean is, long time, String last) {
        byte[] bytes() {
            var packer = new Packer(8);
            Order.put(packer, String.class, text);
            Order.put(packer, int.class, count);
            Order.put(packer, boolean.class, is);
            Order.put(packer, long.class, time);
            Order.put(packer, String.class, last);
            return packer.bytes();
        }
    }

    private static final Comparator<String> UTF_8 = Comparator.comparing(UserId::new);
    private static final Comparator<Row> BY_VALUE =
            Comparator.comparing(Row::text, UTF_8)
                    .thenComparing(Row::count)
                    .thenComparing(Row::is)
                    .thenComparing(Row::time)
                    .thenComparing(Row::last, UTF_8);

    @Test
    void bytes_are_in_the_order_of_the_values_whatever_they_are() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 3_000; i++) rows.add(row(random));
        for (int i = 1; i < rows.size(); i++) {
            var one = rows.get(i - 1);
            var other = rows.get(i);
            assertEquals(
                    Integer.signum(BY_VALUE.compare(one, other)),
                    Integer.signum(Arrays.compareUnsigned(one.bytes(), other.bytes())),
                    () -> "seed " + seed + ": " + one + " and " + other);
        }
    }

    @Test
    void the_end_of_each_value_is_found() {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            var bytes = row(random).bytes();
            int at = 0;
            var types =
                    List.<Class<?>>of(
                            String.class, int.class, boolean.class, long.class, String.class);
            for (var type : types) at = Order.after(bytes, at, type);
            assertEquals(bytes.length, at);
        }
    }

    @Test
    void the_key_behind_a_prefix_is_behind_all_that_start_with_it() {
        assertArrayEquals(new byte[] {'a', 'c'}, Order.behind(new byte[] {'a', 'b'}));
        assertArrayEquals(
                new byte[] {'b'}, Order.behind(new byte[] {'a', (byte) 0xFF, (byte) 0xFF}));
    }

    private static Row row(Random random) {
        return new Row(
                text(random),
                number(random).intValue(),
                random.nextBoolean(),
                number(random),
                text(random));
    }

    // Short, of few letters and with the troublesome ones, so that prefixes and ties are common.
    private static String text(Random random) {
        var letters = List.of("a", "b", "\u0000", "\u0001", "\u0002", "\u007F", "é", "ｱ", "😀");
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--)
            text.append(letters.get(random.nextInt(letters.size())));
        return text.toString();
    }

    private static Long number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong(-2, 3);
            case 1 -> random.nextLong();
            case 2 -> Long.MIN_VALUE + random.nextInt(2);
            default -> (long) random.nextInt();
        };
    }
}
