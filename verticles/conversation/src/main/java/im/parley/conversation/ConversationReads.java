package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetAllConversationsReq;
import im.parley.proto.conversation.GetAllConversationsResp;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationIDsResp;
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetConversationResp;
import im.parley.proto.conversation.GetConversationsByConversationIDReq;
import im.parley.proto.conversation.GetConversationsByConversationIDResp;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetNotNotifyConversationIDsReq;
import im.parley.proto.conversation.GetNotNotifyConversationIDsResp;
import im.parley.proto.conversation.GetOwnerConversationReq;
import im.parley.proto.conversation.GetOwnerConversationResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;

import io.vertx.core.Future;

import java.util.List;
import java.util.function.Function;

/// The rows of an owner as he reads them (http-messages-and-objects.md 5.3).
final class ConversationReads {
    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule(
                            "GetConversation",
                            self("ownerUserID"),
                            nonEmpty("conversationID", "ownerUserID"))
                    .rule("GetConversations", self("ownerUserID"), nonEmpty("ownerUserID"))
                    .rule("GetAllConversations", self("ownerUserID"), nonEmpty("ownerUserID"))
                    .rule("GetOwnerConversation", self("userID"), nonEmpty("userID"))
                    .rule("GetConversationIDs", self("userID"), nonEmpty("userID"))
                    .rule("GetNotNotifyConversationIDs", self("userID"), nonEmpty("userID"))
                    .rule("GetPinnedConversationIDs", self("userID"), nonEmpty("userID"))
                    .rule("GetConversationsByConversationID", INTERNAL);

    private final ConversationStore store;

    ConversationReads(ConversationStore store) {
        this.store = store;
    }

    Future<GetConversationResp> getConversation(Call call, GetConversationReq asked) {
        return store.find(new Side(asked.getOwnerUserID(), asked.getConversationID()))
                .map(row -> row.orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND)))
                .map(
                        row ->
                                GetConversationResp.newBuilder()
                                        .setConversation(row.toMessage())
                                        .build());
    }

    Future<GetConversationsResp> getConversations(Call call, GetConversationsReq asked) {
        return store.find(asked.getOwnerUserID(), asked.getConversationIDsList())
                .map(
                        rows ->
                                GetConversationsResp.newBuilder()
                                        .addAllConversations(messages(rows))
                                        .build());
    }

    Future<GetAllConversationsResp> getAllConversations(Call call, GetAllConversationsReq asked) {
        return store.listOf(asked.getOwnerUserID())
                .map(
                        rows ->
                                GetAllConversationsResp.newBuilder()
                                        .addAllConversations(messages(rows))
                                        .build());
    }

    Future<GetOwnerConversationResp> getOwnerConversation(
            Call call, GetOwnerConversationReq asked) {
        return store.page(asked.getUserID(), Page.of(asked.getPagination()))
                .map(
                        page ->
                                GetOwnerConversationResp.newBuilder()
                                        .setTotal(page.total())
                                        .addAllConversations(messages(page.rows()))
                                        .build());
    }

    Future<GetConversationIDsResp> getConversationIDs(Call call, GetConversationIDsReq asked) {
        return idsOf(asked.getUserID(), Outline::ids)
                .map(ids -> GetConversationIDsResp.newBuilder().addAllConversationIDs(ids).build());
    }

    Future<GetNotNotifyConversationIDsResp> getNotNotifyConversationIDs(
            Call call, GetNotNotifyConversationIDsReq asked) {
        return idsOf(asked.getUserID(), Outline::silent)
                .map(
                        ids ->
                                GetNotNotifyConversationIDsResp.newBuilder()
                                        .addAllConversationIDs(ids)
                                        .build());
    }

    Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
            Call call, GetPinnedConversationIDsReq asked) {
        return idsOf(asked.getUserID(), Outline::pinned)
                .map(
                        ids ->
                                GetPinnedConversationIDsResp.newBuilder()
                                        .addAllConversationIDs(ids)
                                        .build());
    }

    private Future<List<String>> idsOf(String owner, Function<Outline, List<String>> wanted) {
        return store.outlineOf(owner).map(copy -> wanted.apply(copy.list()));
    }

    /// Everybody's rows of these conversations.
    Future<GetConversationsByConversationIDResp> getConversationsByConversationID(
            Call call, GetConversationsByConversationIDReq asked) {
        var each = asked.getConversationIDsList().stream().distinct().map(store::rowsOf).toList();
        return Future.all(each)
                .map(
                        all -> {
                            var answer = GetConversationsByConversationIDResp.newBuilder();
                            all.<List<ConversationRow>>list()
                                    .forEach(rows -> answer.addAllConversations(messages(rows)));
                            return answer.build();
                        });
    }

    static List<Conversation> messages(List<ConversationRow> rows) {
        return rows.stream().map(ConversationRow::toMessage).toList();
    }
}
