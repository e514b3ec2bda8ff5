package im.parley.transfer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.contract.ConversationId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives seqs and times. Owned by one worker and used on its context only.
///
/// The counters are copies of what the store holds, moved on as seqs are given out; after a write
/// that failed the worker lets them go, and they are read from the store again.
final class Numbers {
    /// Stored messages the sender marked as being sent are sent (message-pipeline.md 1.5,
    /// `status`).
    private static final int SENDING = 1;

    private static final int SENT = 2;

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
        private final Map<ConversationId, Counter> leased = new HashMap<>();

        /// A seq one above the last, and a time that is not before the last one's
        /// (message-pipeline.md 10.2, I-3 and I-6).
        MsgData number(MsgData message, ConversationId conversation) {
            var counter = leased.get(conversation);
            counter.lastTime = Math.max(counter.lastTime, message.getSendTime());
            var numbered =
                    message.toBuilder().setSeq(++counter.maxSeq).setSendTime(counter.lastTime);
            return settled(numbered);
        }
    }

    /// A message that is not stored has no seq, whatever its sender wrote there.
    static MsgData unnumbered(MsgData message) {
        return settled(message.toBuilder().setSeq(0));
    }

    private static MsgData settled(MsgData.Builder message) {
        if (message.getStatus() == SENDING) message.setStatus(SENT);
        return message.build();
    }

    Future<Lease> lease(Set<ConversationId> conversations) {
        var lease = new Lease();
        var missing =
                conversations.stream()
                        .filter(conversation -> !found(conversation, lease))
                        .collect(Collectors.toSet());
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
