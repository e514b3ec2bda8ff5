package im.parley.group;

import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Applications. The answers to them are written together with the members, by [GroupStore].
final class RequestStore {
    private static final int STEP = 500;
    private static final List<Integer> ALL_RESULTS =
            List.of(RequestRow.PENDING, RequestRow.AGREED, RequestRow.REFUSED);

    private final Tables tables;

    RequestStore(Tables tables) {
        this.tables = tables;
    }

    Future<Optional<RequestRow>> find(String groupID, String userID) {
        return tables.get(RequestRow.TABLE, groupID, userID);
    }

    Future<List<RequestRow>> find(String groupID, Collection<String> userIDs) {
        return tables.getAll(
                RequestRow.TABLE,
                userIDs.stream().distinct().map(user -> Key.of(groupID, user)).toList());
    }

    /// His applications to these groups.
    Future<List<RequestRow>> ofUser(String userID, Collection<String> groupIDs) {
        return tables.getAll(
                RequestRow.TABLE,
                groupIDs.stream().distinct().map(group -> Key.of(group, userID)).toList());
    }

    Future<Void> put(RequestRow request) {
        return tables.write(List.of(Write.put(RequestRow.TABLE, request)));
    }

    /// @param results all if there are none
    Newest<RequestRow> toGroups(Collection<String> groupIDs, Collection<Integer> results) {
        return newest(
                groupIDs.stream()
                        .distinct()
                        .flatMap(
                                group ->
                                        orAll(results)
                                                .map(result -> toGroup().within(group, result)))
                        .toList());
    }

    /// @param results all if there are none
    Newest<RequestRow> byUser(String userID, Collection<Integer> results) {
        var own = Scan.of(RequestRow.TABLE).by(RequestRow.BY_USER);
        return newest(orAll(results).map(result -> own.within(userID, result)).toList());
    }

    private static Stream<Integer> orAll(Collection<Integer> results) {
        return results.isEmpty() ? ALL_RESULTS.stream() : results.stream().distinct();
    }

    private Newest<RequestRow> newest(List<Scan<RequestRow>> lists) {
        return new Newest<>(tables, lists, RequestRow::reqTime);
    }

    private static Scan<RequestRow> toGroup() {
        return Scan.of(RequestRow.TABLE).by(RequestRow.BY_GROUP);
    }

    /// How many applications wait that came after this time. On a virtual thread.
    long pendingSince(String groupID, long time) {
        var pending = toGroup().within(groupID, RequestRow.PENDING);
        if (time == 0) return tables.count(pending).await();
        long count = 0;
        for (int skip = 0; ; skip += STEP) {
            var some = tables.scan(pending.backwards().skip(skip).limit(STEP)).await();
            long later = some.stream().filter(row -> row.reqTime() > time).count();
            count += later;
            if (later < STEP) return count;
        }
    }
}
