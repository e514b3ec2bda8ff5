package im.parley.sync;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationIDsResp;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;
import im.parley.proto.conversation.SetConversationMinSeqReq;
import im.parley.proto.conversation.SetConversationMinSeqResp;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Conversation rows of users, as the conversation service would hold them.
final class Rows {
    static final Rules RULES =
            Rules.of("openim.conversation.conversation")
                    .rule("GetConversationIDs", Policy.INTERNAL)
                    .rule("GetConversations", Policy.INTERNAL)
                    .rule("GetPinnedConversationIDs", Policy.INTERNAL)
                    .rule("SetConversationMinSeq", Policy.INTERNAL);

    private final Map<String, List<Conversation>> rows = new ConcurrentHashMap<>();

    /// Whether nobody answers.
    volatile boolean down;

    Future<GetConversationIDsResp> getConversationIDs(Call call, GetConversationIDsReq request) {
        if (down) return Future.failedFuture("nobody answers");
        var ids = of(request.getUserID()).stream().map(Conversation::getConversationID).toList();
        return Future.succeededFuture(
                GetConversationIDsResp.newBuilder().addAllConversationIDs(ids).build());
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
        rows.put(owner, list);
    }

    private static String peer(String owner, String[] parts) {
        return parts[1].equals(owner) ? parts[2] : parts[1];
    }

    void clear(String owner) {
        rows.remove(owner);
    }

    void leave(String owner, ConversationId conversation, long maxSeq) {
        change(owner, conversation.value(), row -> row.setMaxSeq(maxSeq));
    }

    Conversation row(String owner, ConversationId conversation) {
        return of(owner).stream()
                .filter(row -> row.getConversationID().equals(conversation.value()))
                .findFirst()
                .orElseThrow();
    }

    private void change(String owner, String id, UnaryOperator<Conversation.Builder> change) {
        rows.put(
                owner,
                of(owner).stream()
                        .map(
                                row ->
                                        row.getConversationID().equals(id)
                                                ? change.apply(row.toBuilder()).build()
                                                : row)
                        .toList());
    }

    private List<Conversation> of(String owner) {
        return rows.getOrDefault(owner, List.of());
    }
}
