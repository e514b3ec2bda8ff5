package im.parley.sync;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetAllConversationsReq;
import im.parley.proto.conversation.GetAllConversationsResp;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetIncrementalConversationReq;
import im.parley.proto.conversation.GetIncrementalConversationResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;
import im.parley.proto.conversation.SetConversationMinSeqReq;
import im.parley.proto.conversation.SetConversationMinSeqResp;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// Conversation rows of users, as the conversation service would hold them.
final class Rows {
    static final Rules RULES =
            Rules.of("openim.conversation.conversation")
                    .rule("GetAllConversations", Policy.INTERNAL)
                    .rule("GetIncrementalConversation", Policy.INTERNAL)
                    .rule("GetConversations", Policy.INTERNAL)
                    .rule("GetPinnedConversationIDs", Policy.INTERNAL)
                    .rule("SetConversationMinSeq", Policy.INTERNAL);

    /// Of each list, what changed with each version after the first.
    private final Map<String, List<String>> changes = new ConcurrentHashMap<>();

    private final Map<String, List<Conversation>> rows = new ConcurrentHashMap<>();
    private final AtomicReference<Runnable> betweenNewsAndRows = new AtomicReference<>(() -> {});
    final AtomicInteger listsRead = new AtomicInteger();

    /// Whether nobody answers.
    volatile boolean down;

    Future<GetAllConversationsResp> getAllConversations(Call call, GetAllConversationsReq request) {
        if (down) return Future.failedFuture("nobody answers");
        listsRead.incrementAndGet();
        return Future.succeededFuture(
                GetAllConversationsResp.newBuilder()
                        .addAllConversations(of(request.getOwnerUserID()))
                        .build());
    }

    /// Happens when it is known what is new, and the rows of it are about to be read.
    void betweenTheNextNewsAndTheirRows(Runnable event) {
        betweenNewsAndRows.set(event);
    }

    Future<GetIncrementalConversationResp> getIncrementalConversation(
            Call call, GetIncrementalConversationReq request) {
        var owner = request.getUserID();
        var changed = changes.getOrDefault(owner, List.of());
        long version = changed.size() + 1;
        boolean full = request.getVersion() == 0 || !request.getVersionID().equals("of " + owner);
        var answer = GetIncrementalConversationResp.newBuilder().setFull(full);
        answer.setVersionID("of " + owner).setVersion(version);
        if (full) return Future.succeededFuture(answer.build());
        var news = new HashSet<>(changed.subList((int) request.getVersion() - 1, changed.size()));
        for (var id : news) if (find(owner, id).isEmpty()) answer.addDelete(id);
        news.removeAll(answer.getDeleteList());
        betweenNewsAndRows.getAndSet(() -> {}).run();
        for (var id : news) find(owner, id).ifPresent(answer::addUpdate);
        return Future.succeededFuture(answer.build());
    }

    Future<GetConversationsResp> getConversations(Call call, GetConversationsReq request) {
        if (down) return Future.failedFuture("nobody answers");
        var wanted = request.getConversationIDsList();
        var found =
                of(request.getOwnerUserID()).stream()
                        .filter(row -> wanted.contains(row.getConversationID()))
                        .toList();
        return Future.succeededFuture(
                GetConversationsResp.newBuilder().addAllConversations(found).build());
    }

    Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
            Call call, GetPinnedConversationIDsReq request) {
        return Future.succeededFuture(
                GetPinnedConversationIDsResp.newBuilder().addConversationIDs("si_amy_bob").build());
    }

    Future<SetConversationMinSeqResp> setConversationMinSeq(
            Call call, SetConversationMinSeqReq request) {
        for (var owner : request.getOwnerUserIDList())
            change(owner, request.getConversationID(), row -> row.setMinSeq(request.getMinSeq()));
        return Future.succeededFuture(SetConversationMinSeqResp.getDefaultInstance());
    }

    /// A row of the right type and with the right peer, told from the id.
    void add(String owner, ConversationId conversation) {
        var parts = conversation.value().split("_");
        var row =
                Conversation.newBuilder()
                        .setOwnerUserID(owner)
                        .setConversationID(conversation.value());
        switch (parts[0]) {
            case "sg" -> row.setConversationType(3).setGroupID(parts[1]);
            case "sn" -> row.setConversationType(4).setUserID(peer(owner, parts));
            default -> row.setConversationType(1).setUserID(peer(owner, parts));
        }
        var list = new ArrayList<>(of(owner));
        list.add(row.build());
        replace(owner, conversation.value(), list);
    }

    private static String peer(String owner, String[] parts) {
        return parts[1].equals(owner) ? parts[2] : parts[1];
    }

    void clear(String owner) {
        for (var row : of(owner)) remove(owner, row.getConversationID());
    }

    void remove(String owner, String id) {
        replace(
                owner,
                id,
                of(owner).stream().filter(row -> !row.getConversationID().equals(id)).toList());
    }

    void leave(String owner, ConversationId conversation, long maxSeq) {
        change(owner, conversation.value(), row -> row.setMaxSeq(maxSeq));
    }

    Conversation row(String owner, ConversationId conversation) {
        return find(owner, conversation.value()).orElseThrow();
    }

    private Optional<Conversation> find(String owner, String id) {
        return of(owner).stream().filter(row -> row.getConversationID().equals(id)).findFirst();
    }

    private void change(String owner, String id, UnaryOperator<Conversation.Builder> change) {
        replace(
                owner,
                id,
                of(owner).stream()
                        .map(
                                row ->
                                        row.getConversationID().equals(id)
                                                ? change.apply(row.toBuilder()).build()
                                                : row)
                        .toList());
    }

    private void replace(String owner, String changed, List<Conversation> list) {
        rows.put(owner, list);
        changes.computeIfAbsent(owner, _ -> new CopyOnWriteArrayList<>()).add(changed);
    }

    private List<Conversation> of(String owner) {
        return rows.getOrDefault(owner, List.of());
    }
}
