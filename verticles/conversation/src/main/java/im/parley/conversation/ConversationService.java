package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.platform.Clock;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.CreateSingleChatConversationsReq;
import im.parley.proto.conversation.CreateSingleChatConversationsResp;
import im.parley.proto.conversation.GetAllConversationsReq;
import im.parley.proto.conversation.GetAllConversationsResp;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationIDsResp;
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetConversationResp;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetFullOwnerConversationIDsReq;
import im.parley.proto.conversation.GetFullOwnerConversationIDsResp;
import im.parley.proto.conversation.GetIncrementalConversationReq;
import im.parley.proto.conversation.GetIncrementalConversationResp;
import im.parley.proto.conversation.GetNotNotifyConversationIDsReq;
import im.parley.proto.conversation.GetNotNotifyConversationIDsResp;
import im.parley.proto.conversation.GetOwnerConversationReq;
import im.parley.proto.conversation.GetOwnerConversationResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;
import im.parley.versions.Delta;
import im.parley.versions.IdHash;
import im.parley.versions.Version;

import io.vertx.core.Future;

import java.util.List;
import java.util.function.Predicate;

/// Conversations as http-messages-and-objects.md section 5 tells them: reads (5.3), sync (5.7), and
/// the rows that a first message makes (5.2).
final class ConversationService {
    static final Rules RULES =
            Rules.of("openim.conversation.conversation")
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
                    .rule("GetIncrementalConversation", self("userID"))
                    .rule("GetFullOwnerConversationIDs", self("userID"))
                    .rule(
                            "CreateSingleChatConversations",
                            INTERNAL,
                            nonEmpty("sendID", "recvID", "conversationID"),
                            that(
                                    CreateSingleChatConversationsReq.class,
                                    wish -> isForTwo(wish.getConversationType()),
                                    "conversationType is neither 1 nor 4"));

    private final ConversationStore store;
    private final NewChats newChats;
    private final Clock clock;

    ConversationService(ConversationStore store, NewChats newChats, Clock clock) {
        this.store = store;
        this.newChats = newChats;
        this.clock = clock;
    }

    Future<GetConversationResp> getConversation(Call call, GetConversationReq asked) {
        return store.find(asked.getOwnerUserID(), asked.getConversationID())
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
        var total = store.countOf(asked.getUserID());
        var rows = store.listOf(asked.getUserID(), Page.of(asked.getPagination()));
        return Future.all(total, rows)
                .map(
                        _ ->
                                GetOwnerConversationResp.newBuilder()
                                        .setTotal(total.result())
                                        .addAllConversations(messages(rows.result()))
                                        .build());
    }

    Future<GetConversationIDsResp> getConversationIDs(Call call, GetConversationIDsReq asked) {
        return idsWhere(asked.getUserID(), _ -> true)
                .map(ids -> GetConversationIDsResp.newBuilder().addAllConversationIDs(ids).build());
    }

    Future<GetNotNotifyConversationIDsResp> getNotNotifyConversationIDs(
            Call call, GetNotNotifyConversationIDsReq asked) {
        return idsWhere(asked.getUserID(), row -> row.recvMsgOpt() == ConversationRow.SILENT)
                .map(
                        ids ->
                                GetNotNotifyConversationIDsResp.newBuilder()
                                        .addAllConversationIDs(ids)
                                        .build());
    }

    Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
            Call call, GetPinnedConversationIDsReq asked) {
        return idsWhere(asked.getUserID(), ConversationRow::isPinned)
                .map(
                        ids ->
                                GetPinnedConversationIDsResp.newBuilder()
                                        .addAllConversationIDs(ids)
                                        .build());
    }

    Future<GetIncrementalConversationResp> getIncrementalConversation(
            Call call, GetIncrementalConversationReq asked) {
        return named(asked.getUserID())
                .compose(owner -> store.since(owner, asked.getVersionID(), asked.getVersion()))
                .compose(delta -> answer(asked.getUserID(), delta));
    }

    /// Rows that are gone by now are left out: a later version says so.
    private Future<GetIncrementalConversationResp> answer(String owner, Delta delta) {
        var inserted = store.find(owner, delta.inserted());
        var updated = store.find(owner, delta.updated());
        return Future.all(inserted, updated)
                .map(
                        _ ->
                                GetIncrementalConversationResp.newBuilder()
                                        .setVersion(delta.head().number())
                                        .setVersionID(delta.head().id())
                                        .setFull(delta.full())
                                        .addAllDelete(delta.deleted())
                                        .addAllInsert(messages(inserted.result()))
                                        .addAllUpdate(messages(updated.result()))
                                        .build());
    }

    Future<GetFullOwnerConversationIDsResp> getFullOwnerConversationIDs(
            Call call, GetFullOwnerConversationIDsReq asked) {
        return named(asked.getUserID())
                .compose(store::version)
                .compose(
                        version ->
                                idsWhere(asked.getUserID(), _ -> true)
                                        .map(ids -> answer(asked.getIdHash(), version, ids)));
    }

    private static GetFullOwnerConversationIDsResp answer(
            long idHash, Version version, List<String> ids) {
        boolean equal = idHash == IdHash.of(ids);
        return GetFullOwnerConversationIDsResp.newBuilder()
                .setVersion(version.number())
                .setVersionID(version.id())
                .setEqual(equal)
                .addAllConversationIDs(equal ? List.of() : ids)
                .build();
    }

    /// An official account keeps no conversation with each of those it tells something
    /// (message-pipeline.md 2.6).
    Future<CreateSingleChatConversationsResp> createSingleChatConversations(
            Call call, CreateSingleChatConversationsReq wish) {
        var type = SessionType.of(wish.getConversationType()).orElseThrow();
        var receivers = row(wish, type, wish.getRecvID(), wish.getSendID());
        boolean bothSides =
                type == SessionType.SINGLE && !wish.getSendID().equals(wish.getRecvID());
        var rows =
                bothSides
                        ? List.of(row(wish, type, wish.getSendID(), wish.getRecvID()), receivers)
                        : List.of(receivers);
        return newChats.create(rows).map(CreateSingleChatConversationsResp.getDefaultInstance());
    }

    private ConversationRow row(
            CreateSingleChatConversationsReq wish, SessionType type, String owner, String peer) {
        return ConversationRow.withUser(
                owner, wish.getConversationID(), type, peer, clock.millis());
    }

    private static boolean isForTwo(int conversationType) {
        return SessionType.of(conversationType)
                .filter(type -> type != SessionType.GROUP)
                .isPresent();
    }

    private Future<List<String>> idsWhere(String owner, Predicate<ConversationRow> wanted) {
        return store.listOf(owner)
                .map(
                        rows ->
                                rows.stream()
                                        .filter(wanted)
                                        .map(ConversationRow::conversationID)
                                        .toList());
    }

    private static List<Conversation> messages(List<ConversationRow> rows) {
        return rows.stream().map(ConversationRow::toMessage).toList();
    }

    /// Nobody has an empty id. It is refused only here, because permission is asked for first where
    /// the specification names no check; the reference answers 500.
    private static Future<String> named(String userID) {
        return userID.isEmpty()
                ? Future.failedFuture(new Refusal(ErrorCode.ARGS, "userID is empty"))
                : Future.succeededFuture(userID);
    }
}
