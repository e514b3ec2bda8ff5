package im.parley.embedded;

import im.parley.state.Table;
import im.parley.state.Table.Column;

import java.util.ArrayList;
import java.util.List;

/// How the rows of a table are written. A row is its columns in order; a bit for each says whether
/// it differs from zero, and only those follow. Zeros at the end are cut off, so a row stored
/// before a column was added reads like one that has zero in it.
///
///     key     table name 00, the key columns as Order writes them
///     value   varint columns, a bit for each column, then the values:
///             text: varint length, UTF-8; int, long: signed varint; list: varint size, texts
final class RowFormat<R extends Record> {
    private final Table<R> table;
    private final List<Column> columns;
    private final List<Column> keyColumns;
    private final byte[] prefix;
    private final List<IndexFormat> indexes;

    RowFormat(Table<R> table) {
        this.table = table;
        this.columns = table.columns();
        this.keyColumns = table.index(Table.BY_KEY).columns();
        this.prefix = Order.text(table.name());
        this.indexes =
                table.indexes().stream()
                        .map(index -> new IndexFormat(table.name(), index, keyColumns))
                        .toList();
    }

    List<IndexFormat> indexes() {
        return indexes;
    }

    IndexFormat index(String name) {
        return indexes.get(table.indexes().indexOf(table.index(name)));
    }

    /// The stored key of the row with these values; the start of one if values are left out.
    byte[] key(List<Object> values) {
        if (values.size() > keyColumns.size())
            throw new IllegalArgumentException("the key of " + table + " has fewer columns");
        var packer = new Packer(64).raw(prefix);
        for (int i = 0; i < values.size(); i++)
            Order.put(packer, keyColumns.get(i).type(), values.get(i));
        return packer.bytes();
    }

    byte[] wholeKey(List<Object> values) {
        if (values.size() != keyColumns.size())
            throw new IllegalArgumentException(
                    "the key of %s has %d columns".formatted(table, keyColumns.size()));
        return key(values);
    }

    byte[] keyOf(Record row) {
        return key(table.keyOf(row).values());
    }

    /// The key columns alone, as index entries carry them.
    byte[] tailOf(Record row) {
        var packer = new Packer(48);
        for (var column : keyColumns) Order.put(packer, column.type(), column.in(row));
        return packer.bytes();
    }

    byte[] keyOfTail(byte[] tail) {
        return new Packer(prefix.length + tail.length).raw(prefix).raw(tail).bytes();
    }

    byte[] encode(Record row) {
        var values = new ArrayList<Object>(columns.size());
        for (var column : columns) values.add(column.in(row));
        int count = columns.size();
        while (count > 0 && isZero(values.get(count - 1))) count--;
        var packer = new Packer(128).varint(count);
        for (int first = 0; first < count; first += 8) packer.octet(bits(values, first, count));
        for (int i = 0; i < count; i++) if (!isZero(values.get(i))) put(packer, values.get(i));
        return packer.bytes();
    }

    R decode(byte[] value) {
        var unpacker = new Unpacker(value);
        int count = (int) unpacker.varint();
        var bits = new int[(count + 7) / 8];
        for (int i = 0; i < bits.length; i++) bits[i] = unpacker.octet();
        var values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            boolean given = i < count && (bits[i / 8] >> i % 8 & 1) == 1;
            values[i] = given ? read(unpacker, columns.get(i).type()) : zero(columns.get(i).type());
        }
        return table.row(values);
    }

    private static int bits(List<Object> values, int first, int count) {
        int bits = 0;
        for (int i = first; i < Math.min(first + 8, count); i++)
            if (!isZero(values.get(i))) bits |= 1 << i - first;
        return bits;
    }

    private static boolean isZero(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case Boolean fact -> !fact;
            case Number number -> number.longValue() == 0;
            case List<?> list -> list.isEmpty();
            default -> throw new IllegalArgumentException("no column holds " + value.getClass());
        };
    }

    private static void put(Packer packer, Object value) {
        switch (value) {
            case String text -> packer.text(text);
            case Number number -> packer.signed(number.longValue());
            case List<?> list -> {
                packer.varint(list.size());
                for (var text : list) packer.text((String) text);
            }
            default -> {} // a boolean is its bit
        }
    }

    private static Object read(Unpacker unpacker, Class<?> type) {
        if (type == String.class) return unpacker.text();
        if (type == int.class) return (int) unpacker.signed();
        if (type == long.class) return unpacker.signed();
        if (type == boolean.class) return true;
        var texts = new String[(int) unpacker.varint()];
        for (int i = 0; i < texts.length; i++) texts[i] = unpacker.text();
        return List.of(texts);
    }

    private static Object zero(Class<?> type) {
        if (type == String.class) return "";
        if (type == int.class) return 0;
        if (type == long.class) return 0L;
        if (type == boolean.class) return false;
        return List.of();
    }
}
