package im.parley.group;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Lets the changes of one group happen one after the other on this node, each with its
/// notification. So those are told in the order of the versions, which clients need to apply them
/// directly, and a crowd that enters one group does not conflict at its version log. Changes on
/// other nodes are kept apart by the tables alone.
///
/// Owner: the context of the verticle. Whoever waits gives the context free meanwhile.
final class Turns {
    static final int WAITING_MAX = 1_000;

    private record Queue(Future<Void> last, int length) {}

    private final Map<String, Queue> queues = new HashMap<>();

    <T> T take(String groupID, Supplier<T> story) {
        var before = queues.getOrDefault(groupID, new Queue(Future.succeededFuture(), 0));
        if (before.length >= WAITING_MAX)
            throw new Refusal(ErrorCode.TOO_MANY_REQUESTS, "too many changes of one group");
        Promise<Void> mine = Promise.promise();
        queues.put(groupID, new Queue(mine.future(), before.length + 1));
        try {
            before.last.await();
            return story.get();
        } finally {
            queues.computeIfPresent(groupID, (_, queue) -> without(queue, mine));
            mine.complete();
        }
    }

    private static Queue without(Queue queue, Promise<Void> done) {
        return queue.last == done.future() ? null : new Queue(queue.last, queue.length - 1);
    }

    /// The turn of several groups, taken in one order by everybody.
    <T> T takeAll(Collection<String> groupIDs, Supplier<T> story) {
        var left = new TreeSet<>(groupIDs);
        if (left.isEmpty()) return story.get();
        var first = left.pollFirst();
        return take(first, () -> takeAll(left, story));
    }
}
