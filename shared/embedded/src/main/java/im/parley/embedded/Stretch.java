package im.parley.embedded;

import im.parley.state.Scan;
import im.parley.state.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The keys a scan runs over, and how rows come of them.
final class Stretch<R extends Record> {
    private static final int CHUNK = 256;

    private final Scan<R> scan;
    private final RowFormat<R> format;
    private final Optional<IndexFormat> index;
    private final Optional<byte[]> startOfTail;
    private final byte[] first;
    private final byte[] end;

    Stretch(Scan<R> scan, RowFormat<R> format) {
        this.scan = scan;
        this.format = format;
        boolean byKey = scan.index().equals(Table.BY_KEY);
        this.index = byKey ? Optional.empty() : Optional.of(format.index(scan.index()));
        var values = scan.prefix().values();
        this.startOfTail = index.flatMap(order -> order.startOfTail(values));
        this.first = index.map(order -> order.start(values)).orElseGet(() -> format.key(values));
        this.end = Order.behind(first);
    }

    long count(View view) {
        var count = new long[1];
        walk(
                view,
                false,
                (key, at) -> {
                    if (matches(key, at::value)) count[0]++;
                    return true;
                });
        return count[0];
    }

    List<R> rows(View view) {
        if (index.isEmpty()) return rowsByKey(view);
        // Entries and rows are read one after the other and must fit together.
        try (var still = view.still()) {
            return rowsByIndex(still);
        }
    }

    private List<R> rowsByKey(View view) {
        var rows = new ArrayList<R>();
        var skip = new int[] {scan.skip()};
        walk(
                view,
                scan.descending(),
                (_, at) -> {
                    if (skip[0]-- > 0) return true;
                    rows.add(format.decode(at.value()));
                    return rows.size() < scan.limit();
                });
        return rows;
    }

    private List<R> rowsByIndex(View view) {
        var keys = new ArrayList<byte[]>();
        var skip = new int[] {scan.skip()};
        walk(
                view,
                scan.descending(),
                (key, at) -> {
                    if (!matches(key, at::value) || skip[0]-- > 0) return true;
                    keys.add(format.keyOfTail(index.orElseThrow().tailOf(key, at.value())));
                    return keys.size() < scan.limit();
                });
        var rows = new ArrayList<R>(keys.size());
        for (int from = 0; from < keys.size(); from += CHUNK) {
            var chunk = keys.subList(from, Math.min(from + CHUNK, keys.size()));
            view.getAll(Family.ROWS, chunk, (_, value) -> rows.add(format.decode(value)));
        }
        return rows;
    }

    private boolean matches(byte[] key, Supplier<byte[]> value) {
        return startOfTail.isEmpty()
                || Order.startsWith(
                        index.orElseThrow().tailOf(key, value.get()), startOfTail.get());
    }

    private void walk(View view, boolean back, View.Visitor visitor) {
        var family = index.isPresent() ? Family.INDEXES : Family.ROWS;
        if (back) view.walkBack(family, first, end, visitor);
        else view.walk(family, first, end, visitor);
    }
}
