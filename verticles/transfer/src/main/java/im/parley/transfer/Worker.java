package im.parley.transfer;

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
        var conversations = new HashSet<ConversationId>();
        for (var item : items) if (item.stored()) conversations.add(item.conversation());
        return conversations;
    }

    private static List<Item> stored(List<Item> items) {
        return items.stream().filter(Item::stored).toList();
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
        return numbers.lease(conversations)
                .compose(
                        lease ->
                                rows.ensure(call, stored(items), lease::isNew)
                                        .map(refused -> new Plan(before, lease, refused)))
                .compose(plan -> store(plan, items));
    }

    private Future<Plan> store(Plan plan, List<Item> items) {
        items.forEach(plan::add);
        metrics.repeated(plan.repeated);
        return plan.entries.isEmpty()
                ? Future.succeededFuture(plan)
                : store.append(plan.entries).map(plan).onSuccess(it -> told.stored(it.shown));
    }

    /// What the sender of a message that was taken is told.
    private record Taken(String serverMsgID, long sendTime) {}

    /// What a batch comes to: what is written, then what is answered and shown.
    private static final class Plan {
        private final Map<SendKey, Taken> known = new HashMap<>();
        private final Map<SendKey, Numbered> before;
        private final Numbers.Lease lease;
        private final Map<ConversationId, Refusal> refused;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private final List<Sealed> shown = new ArrayList<>();
        private int repeated;

        Plan(
                Map<SendKey, Numbered> before,
                Numbers.Lease lease,
                Map<ConversationId, Refusal> refused) {
            this.before = before;
            this.lease = lease;
            this.refused = refused;
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
            if (earlier == null && before.containsKey(key)) earlier = parsed(before.get(key));
            if (earlier == null) {
                known.put(key, take(item));
                return;
            }
            // The first outcome is the outcome (message-pipeline.md 10.2, I-4).
            repeated++;
            known.put(key, earlier);
            answer(item, accepted(earlier));
        }

        private Taken take(Item item) {
            var message = item.message();
            var stamp =
                    item.stored()
                            ? lease.number(message, item.conversation())
                            : Numbers.unnumbered(message);
            var body = stamp.on(message);
            if (item.stored()) entries.add(entry(item, stamp, body));
            shown.add(new Sealed(item, UnsafeByteOperations.unsafeWrap(body)));
            var taken = new Taken(message.getServerMsgID(), stamp.sendTime());
            answer(item, accepted(taken));
            return taken;
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

        private void answer(Item item, Outcome.Builder outcome) {
            var submission = item.submission();
            if (!item.answers() || submission.ticket() == 0) return;
            outcome.setTicket(submission.ticket());
            answers.add(new Answer(submission.origin(), outcome.build()));
        }

        private static Outcome.Builder accepted(Taken taken) {
            return Outcome.newBuilder()
                    .setServerMsgID(taken.serverMsgID)
                    .setSendTime(taken.sendTime);
        }

        private static Outcome.Builder refused(Refusal refusal) {
            return Outcome.newBuilder()
                    .setCode(refusal.code())
                    .setText(refusal.text())
                    .setDetail(refusal.detail());
        }

        private static Taken parsed(Numbered stored) {
            try {
                var message = MsgData.parseFrom(stored.body());
                return new Taken(message.getServerMsgID(), message.getSendTime());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("unreadable message, seq " + stored.seq(), e);
            }
        }
    }
}
