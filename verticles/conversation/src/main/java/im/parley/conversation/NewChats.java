package im.parley.conversation;

import im.parley.state.Overloaded;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;

/// Gathers the wishes for new rows that come while a write is under way into the next write. Many
/// people who write to one person for the first time would otherwise conflict at the head of that
/// person's version log, each time for all but one of them.
///
/// Owner: the event loop that it is called on; there is no lock.
final class NewChats {
    static final int WISHES_PER_WRITE = 256;
    static final int WAITING_MAX = 8_192;

    private record Wish(List<ConversationRow> rows, Promise<List<ConversationRow>> done) {}

    private final ConversationStore store;
    private final Queue<Wish> waiting = new ArrayDeque<>();
    private boolean writing;

    NewChats(ConversationStore store) {
        this.store = store;
    }

    /// Succeeds when all of these rows exist, with those that had to be made.
    Future<List<ConversationRow>> create(List<ConversationRow> rows) {
        if (waiting.size() >= WAITING_MAX)
            return Future.failedFuture(new Overloaded("too many new conversations at once"));
        var wish = new Wish(rows, Promise.promise());
        waiting.add(wish);
        if (!writing) writeNext();
        return wish.done().future();
    }

    private void writeNext() {
        var batch = new ArrayList<Wish>();
        while (batch.size() < WISHES_PER_WRITE && !waiting.isEmpty()) batch.add(waiting.remove());
        var rows = batch.stream().flatMap(wish -> wish.rows().stream()).toList();
        writing = true;
        // Also what this throws must come to `written`, or no write would ever follow.
        Future.succeededFuture()
                .compose(_ -> store.createMissing(rows))
                .onComplete(created -> written(batch, created));
    }

    /// The next write starts first: what the answers set in motion is not its concern.
    private void written(List<Wish> batch, AsyncResult<List<ConversationRow>> created) {
        writing = false;
        if (!waiting.isEmpty()) writeNext();
        if (created.failed()) {
            for (var wish : batch) wish.done().fail(created.cause());
            return;
        }
        // Of two wishes for the same row one made it, and the rows may be equal.
        var made = Collections.newSetFromMap(new IdentityHashMap<ConversationRow, Boolean>());
        made.addAll(created.result());
        for (var wish : batch)
            wish.done().complete(wish.rows().stream().filter(made::contains).toList());
    }
}
