package im.parley.transfer;

import static im.parley.bus.AtHand.compose;
import static im.parley.bus.AtHand.map;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;

import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.proto.courier.Outcome;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageLog;
import im.parley.state.MessageStore;
import im.parley.state.MessageStore.Entry;
import im.parley.state.MessageStore.Numbered;
import im.parley.state.MessageStore.Repeated;
import im.parley.state.MessageStore.SendKey;
import im.parley.state.Submission;
import im.parley.transfer.Dispatch.Answer;
import im.parley.transfer.Dispatch.Sealed;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Numbers, stores and hands out the messages of one partition, batch after batch.
final class Worker implements MessageLog.Reader {
    private static final long BATCH_MILLIS = 10_000;

    private final MessageStore store;
    private final Numbers numbers;
    private final Rows rows;
    private final Dispatch dispatch;
    private final StoredNews told;
    private final TransferMetrics metrics;
    private final Clock clock;

    Worker(
            MessageStore store,
            Numbers numbers,
            Rows rows,
            Dispatch dispatch,
            StoredNews told,
            TransferMetrics metrics,
            Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.rows = rows;
        this.dispatch = dispatch;
        this.told = told;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Future<Void> read(List<Submission> batch) {
        long start = System.nanoTime();
        var call = Call.ofServer("transfer", clock.millis() + BATCH_MILLIS);
        var items = new ArrayList<Item>(batch.size());
        for (var submission : batch) items.addAll(Item.of(submission));
        var conversations = storedConversations(items);
        return store(call, items, conversations, Map.of())
                .recover(failure -> withoutRepeats(call, items, conversations, failure))
                .compose(plan -> dispatch.send(call, plan.answers, plan.shown))
                .onFailure(_ -> numbers.forget(conversations))
                .onSuccess(_ -> metrics.batch(items.size(), System.nanoTime() - start));
    }

    /// Repeated sends are rare, so they are looked for only when the store has met one.
    private Future<Plan> withoutRepeats(
            Call call, List<Item> items, Set<ConversationId> conversations, Throwable failure) {
        if (!(failure instanceof Repeated)) return Future.failedFuture(failure);
        numbers.forget(conversations);
        return find(items).compose(before -> store(call, items, conversations, before));
    }

    private static Set<ConversationId> storedConversations(List<Item> items) {
        var conversations = HashSet.<ConversationId>newHashSet(items.size());
        for (var item : items) if (item.stored()) conversations.add(item.conversation());
        return conversations;
    }

    /// The messages that are stored already: their senders did not hear of it and ask again.
    private Future<Map<SendKey, Numbered>> find(List<Item> items) {
        var keys = new ArrayList<SendKey>(items.size());
        for (var item : items) if (item.isRecognisable()) keys.add(item.sendKey());
        return store.find(keys);
    }

    private Future<Plan> store(
            Call call,
            List<Item> items,
            Set<ConversationId> conversations,
            Map<SendKey, Numbered> before) {
        var lease = numbers.lease(conversations);
        var refused = compose(lease, it -> rows.ensure(call, items, it::isNew));
        var plan = map(refused, it -> new Plan(items.size(), before, lease.result(), it));
        return compose(plan, it -> store(it, items));
    }

    private Future<Plan> store(Plan plan, List<Item> items) {
        for (var item : items) plan.add(item);
        metrics.repeated(plan.repeated);
        return plan.entries.isEmpty()
                ? Future.succeededFuture(plan)
                : store.append(plan.entries).map(plan).onSuccess(it -> told.stored(it.shown));
    }

    /// What a batch comes to: what is written, then what is answered and shown.
    private static final class Plan {
        private final Map<SendKey, Outcome> known;
        private final Map<SendKey, Numbered> before;
        private final Numbers.Lease lease;
        private final Map<ConversationId, Refusal> refused;
        private final List<Entry> entries;
        private final List<Answer> answers;
        private final List<Sealed> shown;
        private int repeated;

        /// @param size of the batch
        Plan(
                int size,
                Map<SendKey, Numbered> before,
                Numbers.Lease lease,
                Map<ConversationId, Refusal> refused) {
            this.before = before;
            this.lease = lease;
            this.refused = refused;
            this.known = HashMap.newHashMap(size);
            this.entries = new ArrayList<>(size);
            this.answers = new ArrayList<>(size);
            this.shown = new ArrayList<>(size);
        }

        void add(Item item) {
            var refusal = refused.get(item.conversation());
            if (refusal != null && item.stored()) {
                answer(item, refused(refusal));
                return;
            }
            if (!item.isRecognisable()) {
                take(item);
                return;
            }
            var key = item.sendKey();
            var earlier = known.get(key);
            if (earlier == null && before.containsKey(key))
                earlier = accepted(before.get(key)).build();
            if (earlier == null) {
                known.put(key, take(item));
                return;
            }
            // The first outcome is the outcome (message-pipeline.md 10.2, I-4).
            repeated++;
            known.put(key, answer(item, earlier.toBuilder()));
        }

        private Outcome take(Item item) {
            var message = item.message();
            var stamp =
                    item.stored()
                            ? lease.number(message, item.conversation())
                            : Numbers.unnumbered(message);
            var body = stamp.on(message);
            if (item.stored()) entries.add(entry(item, stamp, body));
            shown.add(new Sealed(item, UnsafeByteOperations.unsafeWrap(body)));
            return answer(item, accepted(message.getServerMsgID(), stamp.sendTime()));
        }

        private static Entry entry(Item item, Stamp stamp, byte[] body) {
            var message = item.message();
            boolean chat = !item.conversation().holdsNotices();
            return new Entry(
                    item.conversation(),
                    stamp.seq(),
                    stamp.sendTime(),
                    item.sender(),
                    chat ? message.getClientMsgID() : "",
                    message.getCreateTime(),
                    chat,
                    body);
        }

        private Outcome answer(Item item, Outcome.Builder draft) {
            var submission = item.submission();
            var outcome = draft.setTicket(submission.ticket()).build();
            if (item.answers() && submission.ticket() != 0)
                answers.add(new Answer(submission.origin(), outcome));
            return outcome;
        }

        private static Outcome.Builder accepted(String serverMsgID, long sendTime) {
            return Outcome.newBuilder().setServerMsgID(serverMsgID).setSendTime(sendTime);
        }

        private static Outcome.Builder refused(Refusal refusal) {
            return Outcome.newBuilder()
                    .setCode(refusal.code())
                    .setText(refusal.text())
                    .setDetail(refusal.detail());
        }

        private static Outcome.Builder accepted(Numbered stored) {
            try {
                var message = MsgData.parseFrom(stored.body());
                return accepted(message.getServerMsgID(), message.getSendTime());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("unreadable message, seq " + stored.seq(), e);
            }
        }
    }
}
