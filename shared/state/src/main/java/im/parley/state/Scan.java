package im.parley.state;

/// A stretch of a table in one of its orders.
///
///     Scan.of(FRIENDS).by("byPin").within(owner).skip(100).limit(50)
///
/// @param index the order, [Table#BY_KEY] by default
/// @param prefix the first columns of the order have these values
/// @param descending from the last to the first
/// @param skip rows left out at the start
/// @param limit rows at the most
public record Scan<R extends Record>(
        Table<R> table, String index, Key prefix, boolean descending, int skip, int limit) {
    public static <R extends Record> Scan<R> of(Table<R> table) {
        return new Scan<>(table, Table.BY_KEY, Key.of(), false, 0, Integer.MAX_VALUE);
    }

    public Scan<R> by(String indexName) {
        return new Scan<>(table, indexName, prefix, descending, skip, limit);
    }

    public Scan<R> within(Object... values) {
        return new Scan<>(table, index, Key.of(values), descending, skip, limit);
    }

    public Scan<R> backwards() {
        return new Scan<>(table, index, prefix, true, skip, limit);
    }

    public Scan<R> skip(int rows) {
        return new Scan<>(table, index, prefix, descending, rows, limit);
    }

    public Scan<R> limit(int rows) {
        return new Scan<>(table, index, prefix, descending, skip, rows);
    }
}
