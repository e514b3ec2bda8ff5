package im.parley.group;

import im.parley.bus.Page;
import im.parley.state.Scan;
import im.parley.state.Tables;

import io.vertx.core.Future;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/// Several lists that are each ordered by time, read as one with the newest first.
///
/// @param lists in ascending order
record Newest<R extends Record>(Tables tables, List<Scan<R>> lists, ToLongFunction<R> time) {
    Future<Long> count() {
        return Future.all(lists.stream().map(tables::count).toList())
                .map(counts -> counts.<Long>list().stream().mapToLong(count -> count).sum());
    }

    /// No list can have more of the page than what comes up to its end.
    Future<List<R>> page(Page page) {
        if (page.isEmpty()) return Future.succeededFuture(List.of());
        int end = (int) Math.min((long) page.skip() + page.limit(), Integer.MAX_VALUE);
        var heads = lists.stream().map(list -> tables.scan(list.backwards().limit(end))).toList();
        return Future.all(heads)
                .map(
                        all ->
                                page.of(
                                        all.<List<R>>list().stream()
                                                .flatMap(List::stream)
                                                .sorted(newestFirst())
                                                .toList()));
    }

    private Comparator<R> newestFirst() {
        return Comparator.comparingLong(time).reversed();
    }
}
