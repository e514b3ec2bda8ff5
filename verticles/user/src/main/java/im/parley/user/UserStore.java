package im.parley.user;

import im.parley.bus.Changes;
import im.parley.bus.Page;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Users in storage. For virtual threads: all methods wait.
final class UserStore {
    static final String CHANGED = "user";

    /// Rows that a search holds in memory at a time.
    private static final int SEARCH_STEP = 2_000;

    private final Tables tables;
    private final Changes changes;

    UserStore(Tables tables, Changes changes) {
        this.tables = tables;
        this.changes = changes;
    }

    /// A user before and after a change.
    record Changed(UserRow before, UserRow after) {}

    Optional<UserRow> find(String userID) {
        return tables.get(UserRow.TABLE, userID).await();
    }

    UserRow require(String userID) {
        return find(userID).orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND));
    }

    /// The known ones of these, each once, in this order.
    List<UserRow> find(Collection<String> userIDs) {
        var keys = new LinkedHashSet<>(userIDs).stream().map(Key::of).toList();
        return keys.isEmpty() ? List.of() : tables.getAll(UserRow.TABLE, keys).await();
    }

    /// All of them or none; false when one of the ids is taken.
    boolean insert(List<UserRow> users) {
        var inserts = users.stream().map(user -> Write.insert(UserRow.TABLE, user)).toList();
        boolean inserted = tables.write(inserts).map(true).recover(UserStore::taken).await();
        if (inserted) users.forEach(this::changed);
        return inserted;
    }

    /// A conflict is the answer no; anything else stays a failure.
    private static Future<Boolean> taken(Throwable failure) {
        return failure instanceof Tables.Conflict
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure);
    }

    Changed change(String userID, UnaryOperator<UserRow> edit) {
        var changed = new AtomicReference<Changed>();
        tables.transact(
                        () ->
                                tables.get(UserRow.TABLE, userID)
                                        .map(found -> plan(found, edit, changed)))
                .await();
        var done = changed.get();
        if (!done.before().equals(done.after())) changed(done.after());
        return done;
    }

    private static List<Write> plan(
            Optional<UserRow> found, UnaryOperator<UserRow> edit, AtomicReference<Changed> plan) {
        var before = found.orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND));
        var after = edit.apply(before);
        plan.set(new Changed(before, after));
        return before.equals(after)
                ? List.of()
                : List.of(Write.replace(UserRow.TABLE, before, after));
    }

    private void changed(UserRow user) {
        changes.publish(CHANGED, user.userID());
    }

    List<UserRow> page(Scan<UserRow> order, Page page) {
        return page.isEmpty()
                ? List.of()
                : tables.scan(order.skip(page.skip()).limit(page.limit())).await();
    }

    long count(Scan<UserRow> scan) {
        return tables.count(scan).await();
    }

    /// Those that match, read in steps of bounded size.
    List<UserRow> search(Scan<UserRow> order, Predicate<UserRow> matches) {
        var found = new ArrayList<UserRow>();
        for (int skip = 0; ; skip += SEARCH_STEP) {
            var step = tables.scan(order.skip(skip).limit(SEARCH_STEP)).await();
            step.stream().filter(matches).forEach(found::add);
            if (step.size() < SEARCH_STEP) return found;
        }
    }
}
