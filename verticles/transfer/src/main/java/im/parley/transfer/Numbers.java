package im.parley.transfer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.contract.ConversationId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives seqs and times. Owned by one worker, which has one batch at a time.
///
/// The counters are copies of what the store holds, moved on as seqs are given out; after a write
/// that failed the worker lets them go, and they are read from the store again.
final class Numbers {
    private static final class Counter {
        private long maxSeq;
        private long lastTime;

        private Counter(MessageStore.Bounds bounds) {
            maxSeq = bounds.maxSeq();
            lastTime = bounds.lastTime();
        }
    }

    private final MessageStore store;
    private final Cache<ConversationId, Counter> counters;

    Numbers(MessageStore store, int kept) {
        this.store = store;
        this.counters = Caffeine.newBuilder().maximumSize(kept).executor(Runnable::run).build();
    }

    /// Counters in use by one batch; held here, so that no eviction takes one away half-way.
    final class Lease {
        private final Map<ConversationId, Counter> leased;

        private Lease(int size) {
            leased = HashMap.newHashMap(size);
        }

        /// Whether nothing of this conversation is stored yet.
        boolean isNew(ConversationId conversation) {
            return leased.get(conversation).maxSeq == 0;
        }

        /// A seq one above the last, and a time that is not before the last one's
        /// (message-pipeline.md 10.2, I-3 and I-6).
        Stamp number(MsgData message, ConversationId conversation) {
            var counter = leased.get(conversation);
            counter.lastTime = Math.max(counter.lastTime, message.getSendTime());
            return new Stamp(++counter.maxSeq, counter.lastTime);
        }
    }

    /// A message that is not stored has no seq, whatever its sender wrote there.
    static Stamp unnumbered(MsgData message) {
        return new Stamp(0, message.getSendTime());
    }

    Future<Lease> lease(Set<ConversationId> conversations) {
        var lease = new Lease(conversations.size());
        var missing = new ArrayList<ConversationId>();
        for (var conversation : conversations)
            if (!found(conversation, lease)) missing.add(conversation);
        if (missing.isEmpty()) return Future.succeededFuture(lease);
        return store.bounds(missing)
                .map(
                        bounds -> {
                            bounds.forEach(
                                    (conversation, bound) -> {
                                        var counter = new Counter(bound);
                                        counters.put(conversation, counter);
                                        lease.leased.put(conversation, counter);
                                    });
                            return lease;
                        });
    }

    private boolean found(ConversationId conversation, Lease lease) {
        var counter = counters.getIfPresent(conversation);
        if (counter == null) return false;
        lease.leased.put(conversation, counter);
        return true;
    }

    /// What was given out of these was not stored.
    void forget(Collection<ConversationId> conversations) {
        counters.invalidateAll(List.copyOf(conversations));
    }
}
