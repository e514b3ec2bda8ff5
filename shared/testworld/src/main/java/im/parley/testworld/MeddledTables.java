package im.parley.testworld;

import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Real tables that remember what was asked of them, let something else happen between the reading
/// and the writing of an operation, and die when a test says so.
public final class MeddledTables implements Tables {
    private final Tables tables;
    private final AtomicReference<Supplier<Future<?>>> beforeWrite = new AtomicReference<>();
    private final AtomicReference<Supplier<Future<?>>> beforeGetAll = new AtomicReference<>();
    private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    public final List<List<Write>> written = new CopyOnWriteArrayList<>();
    public final AtomicInteger scans = new AtomicInteger();

    public MeddledTables(Tables tables) {
        this.tables = tables;
    }

    /// Happens when the next operation has read what it needs and is about to write.
    public void beforeTheNextWrite(Supplier<Future<?>> event) {
        beforeWrite.set(event);
    }

    /// Happens when the next operation knows which rows it wants and is about to read them.
    public void beforeTheNextGetAll(Supplier<Future<?>> event) {
        beforeGetAll.set(event);
    }

    /// After so many writes nothing is written any more, as if the server had been killed.
    public void dieAfter(int writes) {
        writesLeft.set(writes);
    }

    public void revive() {
        writesLeft.set(Integer.MAX_VALUE);
    }

    @Override
    public Future<Void> write(List<Write> writes) {
        var event = beforeWrite.getAndSet(null);
        if (event != null) return event.get().compose(_ -> write(writes));
        if (writesLeft.getAndDecrement() <= 0) return Future.failedFuture("the server is dead");
        written.add(writes);
        return tables.write(writes);
    }

    @Override
    public <R extends Record> Future<Optional<R>> get(Table<R> table, Object... key) {
        return tables.get(table, key);
    }

    @Override
    public <R extends Record> Future<List<R>> getAll(Table<R> table, Collection<Key> keys) {
        var event = beforeGetAll.getAndSet(null);
        if (event != null) return event.get().compose(_ -> getAll(table, keys));
        return tables.getAll(table, keys);
    }

    @Override
    public <R extends Record> Future<List<R>> scan(Scan<R> scan) {
        scans.incrementAndGet();
        return tables.scan(scan);
    }

    @Override
    public Future<Long> count(Scan<?> scan) {
        return tables.count(scan);
    }
}
