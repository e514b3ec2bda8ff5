package im.parley.state;

import java.util.List;

/// The values of a key or of the first columns of an index, in order.
public record Key(List<Object> values) {
    public static Key of(Object... values) {
        return new Key(List.of(values));
    }
}
