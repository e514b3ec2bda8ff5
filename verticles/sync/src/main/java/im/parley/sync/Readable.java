package im.parley.sync;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationIDsResp;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;
import im.parley.state.MessageStore;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which conversations a user may read, and how far. A chat is his if he has a row of it; a
/// notification conversation if it is his own or goes with such a chat. The reference asks for less
/// (message-pipeline.md 10.1 W16).
final class Readable {
    /// The chats that share a notification conversation.
    private static final List<String> CHATS = List.of("si", "sg", "sn");

    interface Conversations {
        Future<GetConversationIDsResp> getConversationIDs(Call call, GetConversationIDsReq request);

        Future<GetConversationsResp> getConversations(Call call, GetConversationsReq request);

        Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
                Call call, GetPinnedConversationIDsReq request);
    }

    private final Conversations conversations;
    private final MessageStore store;

    Readable(Bus bus, MessageStore store) {
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.store = store;
    }

    List<ConversationId> chatsOf(Call call, UserId user) {
        var request = GetConversationIDsReq.newBuilder().setUserID(user.value()).build();
        var answer = conversations.getConversationIDs(call.asServer(), request).await();
        return answer.getConversationIDsList().stream().map(ConversationId::new).toList();
    }

    List<String> pinnedOf(Call call, UserId user) {
        var request = GetPinnedConversationIDsReq.newBuilder().setUserID(user.value()).build();
        return conversations
                .getPinnedConversationIDs(call.asServer(), request)
                .await()
                .getConversationIDsList();
    }

    /// The readable stretch of each of these that the user may read at all.
    Map<ConversationId, Stretch> stretches(
            Call call, UserId user, Collection<ConversationId> wanted) {
        var rows = rows(call, user, wanted);
        var readable =
                wanted.stream()
                        .filter(conversation -> mayRead(user, conversation, rows))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        var bounds = store.bounds(readable);
        var own = store.bounds(user, readable);
        var stretches = new HashMap<ConversationId, Stretch>();
        for (var conversation : readable)
            stretches.put(
                    conversation,
                    Stretch.of(
                            bounds.await().get(conversation),
                            own.await().get(conversation),
                            rowMax(rows, conversation)));
        return stretches;
    }

    /// The user's rows of these conversations and of the chats that go with them.
    Map<ConversationId, Conversation> rows(
            Call call, UserId user, Collection<ConversationId> wanted) {
        var chats = wanted.stream().flatMap(Readable::chats).collect(Collectors.toSet());
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

    private static boolean mayRead(
            UserId user, ConversationId conversation, Map<ConversationId, Conversation> rows) {
        return conversation.equals(ConversationId.notices(user, user))
                || chats(conversation).anyMatch(chat -> rows.containsKey(new ConversationId(chat)));
    }

    private static Stream<String> chats(ConversationId conversation) {
        return conversation.holdsNotices()
                ? CHATS.stream().map(chat -> chat + "_" + conversation.peers())
                : Stream.of(conversation.value());
    }

    private static long rowMax(
            Map<ConversationId, Conversation> rows, ConversationId conversation) {
        var row = rows.get(conversation);
        return row == null ? 0 : row.getMaxSeq();
    }

    /// All that may hold something new for a user: his chats, their notifications, his own.
    static Set<ConversationId> withNotices(UserId user, Collection<ConversationId> chats) {
        var all = new LinkedHashSet<>(chats);
        for (var chat : chats) all.add(chat.twin());
        all.add(ConversationId.notices(user, user));
        return all;
    }
}
