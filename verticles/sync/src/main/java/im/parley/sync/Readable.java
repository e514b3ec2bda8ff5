package im.parley.sync;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.UserBounds;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which conversations a user may read, and how far. A chat is his if he has a row of it; a
/// notification conversation if it is his own, goes with a chat that he has not left, or holds what
/// he and somebody else were told. The reference asks for less (message-pipeline.md 10.1 W16).
final class Readable {
    /// The chats that share a notification conversation.
    private static final List<String> CHATS = List.of("si", "sg", "sn");

    interface Conversations {
        Future<GetConversationsResp> getConversations(Call call, GetConversationsReq request);

        Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
                Call call, GetPinnedConversationIDsReq request);
    }

    private final Conversations conversations;
    private final Chats allChats;
    private final MessageArchive store;

    Readable(Bus bus, MessageArchive store, MeterRegistry metrics) {
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.allChats = new Chats(bus, metrics);
        this.store = store;
    }

    List<ConversationId> chatsOf(Call call, UserId user) {
        return List.copyOf(allChats.of(call, user).ids());
    }

    List<String> pinnedOf(Call call, UserId user) {
        var request = GetPinnedConversationIDsReq.newBuilder().setUserID(user.value()).build();
        return conversations
                .getPinnedConversationIDs(call.asServer(), request)
                .await()
                .getConversationIDsList();
    }

    /// The user's row of this conversation.
    Optional<Conversation> row(Call call, UserId user, ConversationId conversation) {
        return Optional.ofNullable(rows(call, user, List.of(conversation)).get(conversation));
    }

    /// The user's rows of these conversations; notifications have none.
    Map<ConversationId, Conversation> rows(
            Call call, UserId user, Collection<ConversationId> wanted) {
        var chats =
                wanted.stream()
                        .filter(conversation -> !conversation.holdsNotices())
                        .map(ConversationId::value)
                        .collect(Collectors.toSet());
        return rowsOf(call, user, chats);
    }

    private Map<ConversationId, Conversation> rowsOf(
            Call call, UserId user, Collection<String> chats) {
        if (chats.isEmpty()) return Map.of();
        var request =
                GetConversationsReq.newBuilder()
                        .setOwnerUserID(user.value())
                        .addAllConversationIDs(new ArrayList<>(chats))
                        .build();
        return conversations
                .getConversations(call.asServer(), request)
                .await()
                .getConversationsList()
                .stream()
                .collect(
                        Collectors.toMap(
                                row -> new ConversationId(row.getConversationID()),
                                Function.identity()));
    }

    /// The stretch that the user may read if this row is his.
    Stretch stretch(UserId user, ConversationId conversation, Conversation row) {
        var maxSeqs = Map.of(conversation, row.getMaxSeq());
        return stretches(user, List.of(conversation), maxSeqs).get(conversation);
    }

    /// The readable stretch of each of the user's chats.
    Map<ConversationId, Stretch> stretches(Call call, UserId user) {
        var chats = allChats.of(call, user);
        return stretches(user, chats.ids(), chats.maxSeqs());
    }

    /// The stretches of those that the user has no row of, any more, but takes part in: he may know
    /// how far they reach.
    Map<ConversationId, Stretch> rowless(UserId user, Collection<ConversationId> wanted) {
        var own = wanted.stream().filter(conversation -> isOneOfTwo(user, conversation)).toList();
        return own.isEmpty() ? Map.of() : stretches(user, own, Map.of());
    }

    /// The readable stretch of each of these that the user may read at all.
    Map<ConversationId, Stretch> stretches(
            Call call, UserId user, Collection<ConversationId> wanted) {
        var chats = wanted.stream().flatMap(Readable::chats).collect(Collectors.toSet());
        var rows = rowsOf(call, user, chats);
        var readable =
                wanted.stream()
                        .filter(conversation -> mayRead(user, conversation, rows))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        var maxSeqs = new HashMap<ConversationId, Long>();
        rows.forEach((conversation, row) -> maxSeqs.put(conversation, row.getMaxSeq()));
        return stretches(user, readable, maxSeqs);
    }

    private Map<ConversationId, Stretch> stretches(
            UserId user,
            Collection<ConversationId> readable,
            Map<ConversationId, Long> rowMaxSeqs) {
        var asked = store.bounds(readable);
        var own = store.bounds(user, readable).await();
        var bounds = asked.await();
        var stretches = HashMap.<ConversationId, Stretch>newHashMap(readable.size());
        for (var conversation : readable)
            stretches.put(
                    conversation,
                    new Stretch(
                            bounds.get(conversation),
                            own.get(conversation),
                            rowMaxSeqs.getOrDefault(conversation, 0L)));
        return stretches;
    }

    /// A row with an upper end is that of somebody who left: what the others are told afterwards is
    /// not for him.
    private boolean mayRead(
            UserId user, ConversationId conversation, Map<ConversationId, Conversation> rows) {
        if (!conversation.holdsNotices()) return rows.containsKey(conversation);
        return conversation.equals(ConversationId.notices(user, user))
                || chats(conversation)
                        .map(chat -> rows.get(new ConversationId(chat)))
                        .anyMatch(row -> row != null && row.getMaxSeq() == 0)
                || isOneOfTwo(user, conversation);
    }

    /// Whether the user is one of the two between whom the messages of this conversation pass. As
    /// ids may hold the separator, it is not the id that says so, but what was written.
    boolean isOneOfTwo(UserId user, ConversationId conversation) {
        if (!(conversation.value() + "_").contains("_" + user + "_")) return false;
        return store.range(conversation, 1, Long.MAX_VALUE, 1).await().stream()
                .map(Sight::parsed)
                .anyMatch(
                        message ->
                                message.getGroupID().isEmpty()
                                        && (message.getRecvID().equals(user.value())
                                                || message.getSendID().equals(user.value())));
    }

    private static Stream<String> chats(ConversationId conversation) {
        return conversation.holdsNotices()
                ? CHATS.stream().map(chat -> chat + "_" + conversation.peers())
                : Stream.of(conversation.value());
    }

    /// How far all reach that may hold something new for a user: his chats, their notifications,
    /// his own; without the empty ones. What a group is told after he left is not for him.
    Map<ConversationId, Long> ends(Call call, UserId user) {
        var chats = allChats.of(call, user).ids();
        var asked = store.bounds(user, chats);
        var bounds = store.bounds(withNotices(user, chats)).await();
        var own = asked.await();
        var readable = new LinkedHashSet<>(chats);
        for (var chat : chats) if (own.get(chat).maxSeq() == 0) readable.add(chat.twin());
        readable.add(ConversationId.notices(user, user));
        var ends = HashMap.<ConversationId, Long>newHashMap(readable.size());
        for (var conversation : readable) {
            var mine = own.getOrDefault(conversation, UserBounds.NONE);
            long end = new Stretch(bounds.get(conversation), mine, 0).last();
            if (end > 0) ends.put(conversation, end);
        }
        return ends;
    }

    private static Set<ConversationId> withNotices(UserId user, Collection<ConversationId> chats) {
        var all = new LinkedHashSet<>(chats);
        for (var chat : chats) all.add(chat.twin());
        all.add(ConversationId.notices(user, user));
        return all;
    }
}
