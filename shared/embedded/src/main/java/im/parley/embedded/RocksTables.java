package im.parley.embedded;

import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tables as two column families: rows by key, and the entries of all other orders.
final class RocksTables implements Tables {
    private final Disk disk;
    private final Writer writer;
    private final Readers readers;
    private final Map<Table<?>, RowFormat<?>> formats = new ConcurrentHashMap<>();

    RocksTables(Disk disk, Writer writer, Readers readers) {
        this.disk = disk;
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public <R extends Record> Future<Optional<R>> get(Table<R> table, Object... key) {
        var format = format(table);
        var bytes = format.wholeKey(List.of(key));
        return readers.read(() -> disk.latest().get(Family.ROWS, bytes).map(format::decode));
    }

    @Override
    public <R extends Record> Future<List<R>> getAll(Table<R> table, Collection<Key> keys) {
        if (keys.isEmpty()) return Future.succeededFuture(List.of());
        var format = format(table);
        var bytes = keys.stream().map(key -> format.wholeKey(key.values())).toList();
        return readers.read(() -> rows(disk.latest(), format, bytes));
    }

    private static <R extends Record> List<R> rows(
            View view, RowFormat<R> format, List<byte[]> keys) {
        var rows = new ArrayList<R>(keys.size());
        view.getAll(Family.ROWS, keys, (_, value) -> rows.add(format.decode(value)));
        return rows;
    }

    @Override
    public <R extends Record> Future<List<R>> scan(Scan<R> scan) {
        if (scan.limit() <= 0) return Future.succeededFuture(List.of());
        var stretch = stretch(scan);
        return readers.read(() -> stretch.rows(disk.latest()));
    }

    @Override
    public Future<Long> count(Scan<?> scan) {
        var stretch = stretch(scan);
        return readers.read(() -> stretch.count(disk.latest()));
    }

    private <R extends Record> Stretch<R> stretch(Scan<R> scan) {
        return new Stretch<>(scan, format(scan.table()));
    }

    @Override
    public Future<Void> write(List<Write> writes) {
        if (writes.isEmpty()) return Future.succeededFuture();
        return writer.write(new RowChange(writes.stream().map(this::step).toList()));
    }

    private RowChange.Step step(Write write) {
        var format = format(write.table());
        return switch (write) {
            case Write.Insert(var _, var row) -> step(write, format, row);
            case Write.Put(var _, var row) -> step(write, format, row);
            case Write.Replace(var table, var before, var after) -> {
                if (!table.keyOf(before).equals(table.keyOf(after)))
                    throw new IllegalArgumentException(
                            "a replaced row of %s keeps its key".formatted(table));
                yield step(write, format, after);
            }
            case Write.Delete(var _, var key) ->
                    new RowChange.Step(
                            write, format, format.wholeKey(key.values()), Optional.empty());
        };
    }

    private static RowChange.Step step(Write write, RowFormat<?> format, Record row) {
        return new RowChange.Step(
                write, format, format.keyOf(row), Optional.of(format.encode(row)));
    }

    // A table always maps to a format of its own row type.
    @SuppressWarnings("unchecked")
    private <R extends Record> RowFormat<R> format(Table<R> table) {
        return (RowFormat<R>) formats.computeIfAbsent(table, RowFormat::new);
    }
}
