package im.parley.state;

/// One change of one row.
public sealed interface Write {
    Table<?> table();

    /// The row is new: neither its key nor one of its unique indexes is taken.
    record Insert(Table<?> table, Record row) implements Write {}

    /// The row is there afterwards, whatever was before.
    record Put(Table<?> table, Record row) implements Write {}

    /// The stored row is still `before` and becomes `after`, which has the same key.
    record Replace(Table<?> table, Record before, Record after) implements Write {}

    /// The row is gone afterwards, whatever was before.
    record Delete(Table<?> table, Key key) implements Write {}

    static <R extends Record> Write insert(Table<R> table, R row) {
        return new Insert(table, row);
    }

    static <R extends Record> Write put(Table<R> table, R row) {
        return new Put(table, row);
    }

    static <R extends Record> Write replace(Table<R> table, R before, R after) {
        return new Replace(table, before, after);
    }

    static Write delete(Table<?> table, Object... key) {
        return new Delete(table, Key.of(key));
    }
}
