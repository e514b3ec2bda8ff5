package im.parley.hub;

import im.parley.bus.Changes;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells those who watch a user that he came or went (websocket.md 6.3):
///
///     connection comes or goes ─► here ─┐ every statusDelay
///                                       └─► Changes "online" ─► every node: heard
///                                                                  └─► shards that watch him
///
/// Only names travel. What is told is what presence says then, so several changes within the delay
/// become one, or none: a device that replaces another shows nobody offline.
final class StatusNews {
    private static final String ONLINE = "online";

    private final Hub hub;
    private final Changes changes;
    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    StatusNews(Hub hub, Changes changes) {
        this.hub = hub;
        this.changes = changes;
        changes.onChange(ONLINE, heard::add);
    }

    /// A connection of this node came or went, and presence knows.
    void changed(String userID) {
        if (!stopped) here.add(userID);
    }

    void tell() {
        drained(here).forEach(user -> changes.publish(ONLINE, user));
        var told = drained(heard);
        if (!told.isEmpty()) hub.forEachShard(shard -> shard.statusChanged(told));
    }

    private static Set<String> drained(Set<String> names) {
        var taken = new HashSet<String>();
        for (var each = names.iterator(); each.hasNext(); each.remove()) taken.add(each.next());
        return taken;
    }

    void stop() {
        stopped = true;
    }
}
