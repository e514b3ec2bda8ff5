package im.parley.embedded;

import im.parley.state.Table.Column;
import im.parley.state.Table.Index;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How an index is written. An entry of a unique index is the same for all rows that would clash,
/// so looking for it finds the clash.
///
///     plain    table 00 index 00, index columns, key columns → nothing
///     unique   table 00 index 00, index columns              → key columns
final class IndexFormat {
    private static final byte[] NOTHING = {};

    private final Index index;
    private final List<Column> keyColumns;
    private final byte[] prefix;

    IndexFormat(String table, Index index, List<Column> keyColumns) {
        this.index = index;
        this.keyColumns = keyColumns;
        var packer = new Packer(64);
        Order.text(packer, table);
        Order.text(packer, index.name());
        this.prefix = packer.bytes();
    }

    boolean unique() {
        return index.unique();
    }

    Slot slotOf(Record row, byte[] tail) {
        var packer = new Packer(96).raw(prefix);
        for (var column : index.columns()) Order.put(packer, column.type(), column.in(row));
        if (!unique()) packer.raw(tail);
        return new Slot(Family.INDEXES, packer.bytes());
    }

    byte[] valueOf(byte[] tail) {
        return unique() ? tail : NOTHING;
    }

    /// What the entries of the rows with these first values start with.
    byte[] start(List<Object> values) {
        var packer = new Packer(96).raw(prefix);
        for (int i = 0; i < Math.min(values.size(), stored()); i++)
            Order.put(packer, column(i).type(), values.get(i));
        return packer.bytes();
    }

    /// What the key columns of those rows start with, where the entry itself cannot tell.
    Optional<byte[]> startOfTail(List<Object> values) {
        if (values.size() > index.columns().size() + keyColumns.size())
            throw new IllegalArgumentException("index " + index.name() + " has fewer columns");
        if (values.size() <= stored()) return Optional.empty();
        var packer = new Packer(48);
        for (int i = stored(); i < values.size(); i++)
            Order.put(packer, column(i).type(), values.get(i));
        return Optional.of(packer.bytes());
    }

    byte[] tailOf(byte[] entry, byte[] value) {
        if (unique()) return value;
        int at = prefix.length;
        for (var column : index.columns()) at = Order.after(entry, at, column.type());
        return Arrays.copyOfRange(entry, at, entry.length);
    }

    private int stored() {
        return index.columns().size() + (unique() ? 0 : keyColumns.size());
    }

    private Column column(int position) {
        int own = index.columns().size();
        return position < own ? index.columns().get(position) : keyColumns.get(position - own);
    }
}
