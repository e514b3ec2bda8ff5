package im.parley.transfer;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.contract.ConversationId;
import im.parley.contract.Refusal;
import im.parley.proto.conversation.CreateSingleChatConversationsReq;
import im.parley.proto.conversation.CreateSingleChatConversationsResp;
import im.parley.proto.sdkws.MsgData;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Sees to it that both sides have a row of a conversation before a message of it is stored, also
/// after somebody deleted his row (message-pipeline.md 10.2, I-22). Remembers whose rows it saw,
/// until one of them is removed. Those of groups are a story of their own: [GroupRows].
final class Rows {
    /// What the conversation service announces with the owner and the id of a row it has removed.
    static final String GONE = "conversation/gone";

    interface Conversations {
        Future<CreateSingleChatConversationsResp> createSingleChatConversations(
                Call call, CreateSingleChatConversationsReq request);
    }

    private final Conversations conversations;
    private final Copies<ConversationId, Boolean> seen;
    private final GroupRows ofGroups;

    Rows(Bus bus, Changes changes, GroupMembers groups, int kept, MeterRegistry metrics) {
        conversations = bus.client("openim.conversation.conversation", Conversations.class);
        seen = new Copies<>(kept, metrics, "transfer_rows");
        ofGroups = new GroupRows(bus, changes, groups, kept);
        changes.onChange(GONE, this::forget);
    }

    /// @param key owner and conversation id, as the conversation service announces
    private void forget(String key) {
        seen.drop(new ConversationId(key.substring(key.indexOf(' ') + 1)));
    }

    /// Why some conversations cannot be; a refusal concerns one conversation and must not hold up
    /// the others of the batch.
    ///
    /// @param isNew whether nothing of a conversation is stored yet
    Future<Map<ConversationId, Refusal>> ensure(
            Call call, Collection<Item> items, Predicate<ConversationId> isNew) {
        var first = new HashMap<ConversationId, Item>();
        for (var item : items)
            if (item.stored() && !item.conversation().holdsNotices() && !isSeen(item))
                first.putIfAbsent(item.conversation(), item);
        if (first.isEmpty()) return Future.succeededFuture(Map.of());
        var refused = new HashMap<ConversationId, Refusal>();
        var rows = first.values().stream().map(item -> ensure(call, item, isNew)).toList();
        return Future.all(rows)
                .map(
                        all -> {
                            all.<Optional<Refused>>list()
                                    .forEach(
                                            row ->
                                                    row.ifPresent(
                                                            it ->
                                                                    refused.put(
                                                                            it.conversation,
                                                                            it.refusal)));
                            return refused;
                        });
    }

    private boolean isSeen(Item item) {
        return item.isOfGroup()
                ? ofGroups.areSeen(item.message().getGroupID())
                : seen.has(item.conversation());
    }

    private record Refused(ConversationId conversation, Refusal refusal) {}

    private Future<Optional<Refused>> ensure(
            Call call, Item item, Predicate<ConversationId> isNew) {
        var conversation = item.conversation();
        var message = item.message();
        if (item.isOfGroup())
            return ofGroups.ensure(call, message.getGroupID(), isNew.test(conversation))
                    .map(Optional.empty());
        return seen.get(conversation, _ -> create(call, conversation, message))
                .map(_ -> Optional.<Refused>empty())
                .recover(
                        failure ->
                                failure instanceof Refusal refusal
                                        ? Future.succeededFuture(
                                                Optional.of(new Refused(conversation, refusal)))
                                        : Future.failedFuture(failure));
    }

    private Future<Boolean> create(Call call, ConversationId conversation, MsgData message) {
        var request =
                CreateSingleChatConversationsReq.newBuilder()
                        .setConversationID(conversation.value())
                        .setConversationType(message.getSessionType())
                        .setSendID(message.getSendID())
                        .setRecvID(message.getRecvID())
                        .build();
        return conversations.createSingleChatConversations(call, request).map(true);
    }
}
