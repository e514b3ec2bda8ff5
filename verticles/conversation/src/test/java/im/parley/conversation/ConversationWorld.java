package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Changes;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
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
import im.parley.proto.sdkws.RequestPagination;
import im.parley.state.Write;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// The service as its callers see it: over the bus, with its rules, on real tables.
abstract class ConversationWorld {
    static final int SINGLE = 1;
    static final int OFFICIAL = 4;

    interface Conversations {
        Future<GetConversationResp> getConversation(Call call, GetConversationReq asked);

        Future<GetConversationsResp> getConversations(Call call, GetConversationsReq asked);

        Future<GetAllConversationsResp> getAllConversations(
                Call call, GetAllConversationsReq asked);

        Future<GetOwnerConversationResp> getOwnerConversation(
                Call call, GetOwnerConversationReq asked);

        Future<GetConversationIDsResp> getConversationIDs(Call call, GetConversationIDsReq asked);

        Future<GetNotNotifyConversationIDsResp> getNotNotifyConversationIDs(
                Call call, GetNotNotifyConversationIDsReq asked);

        Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
                Call call, GetPinnedConversationIDsReq asked);

        Future<GetIncrementalConversationResp> getIncrementalConversation(
                Call call, GetIncrementalConversationReq asked);

        Future<GetFullOwnerConversationIDsResp> getFullOwnerConversationIDs(
                Call call, GetFullOwnerConversationIDsReq asked);

        Future<CreateSingleChatConversationsResp> createSingleChatConversations(
                Call call, CreateSingleChatConversationsReq wish);
    }

    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private final Clock clock = now::incrementAndGet;
    final ConcurrentSkipListSet<String> published = new ConcurrentSkipListSet<>();

    private Vertx vertx;
    EmbeddedState state;
    Conversations conversations;

    @BeforeEach
    void serve(@TempDir Path folder) {
        vertx = Vertx.vertx();
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        var node = Ids.node();
        var bus = new Bus(vertx, node, clock, false);
        var changes = new Changes(vertx.eventBus(), node, false);
        changes.onChange("conversation", published::add);
        await(
                vertx.deployVerticle(
                        () -> new ConversationVerticle(bus, changes, state.tables(), clock),
                        new DeploymentOptions().setInstances(2)));
        conversations = bus.client("openim.conversation.conversation", Conversations.class);
    }

    @AfterEach
    void close() {
        await(vertx.close());
        state.close();
    }

    void create(int type, String sender, String receiver) {
        await(creating(type, sender, receiver));
    }

    Future<?> creating(int type, String sender, String receiver) {
        return conversations.createSingleChatConversations(
                byServer(), wish(type, sender, receiver));
    }

    static CreateSingleChatConversationsReq wish(int type, String sender, String receiver) {
        var one = new UserId(sender);
        var other = new UserId(receiver);
        var id =
                type == OFFICIAL
                        ? ConversationId.official(one, other)
                        : ConversationId.single(one, other);
        return CreateSingleChatConversationsReq.newBuilder()
                .setConversationType(type)
                .setSendID(sender)
                .setRecvID(receiver)
                .setConversationID(id.value())
                .build();
    }

    Conversation row(String owner, String conversationID) {
        var asked =
                GetConversationReq.newBuilder()
                        .setOwnerUserID(owner)
                        .setConversationID(conversationID)
                        .build();
        return await(conversations.getConversation(byServer(), asked)).getConversation();
    }

    List<String> ids(String owner) {
        var asked = GetConversationIDsReq.newBuilder().setUserID(owner).build();
        return await(conversations.getConversationIDs(byServer(), asked)).getConversationIDsList();
    }

    GetFullOwnerConversationIDsResp fullIds(String owner, long idHash) {
        var asked =
                GetFullOwnerConversationIDsReq.newBuilder()
                        .setUserID(owner)
                        .setIdHash(idHash)
                        .build();
        return await(conversations.getFullOwnerConversationIDs(by(owner), asked));
    }

    GetIncrementalConversationResp sync(String owner, String versionID, long version) {
        var asked =
                GetIncrementalConversationReq.newBuilder()
                        .setUserID(owner)
                        .setVersionID(versionID)
                        .setVersion(version)
                        .build();
        return await(conversations.getIncrementalConversation(by(owner), asked));
    }

    GetOwnerConversationResp page(int number, int size) {
        var page = RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size);
        var asked =
                GetOwnerConversationReq.newBuilder().setUserID("amy").setPagination(page).build();
        return await(conversations.getOwnerConversation(by("amy"), asked));
    }

    /// What the settings of a row will do when there are routes for them.
    void keep(String owner, String conversationID, UnaryOperator<ConversationRow> change) {
        var table = ConversationStore.CONVERSATIONS;
        var row = await(state.tables().get(table, owner, conversationID)).orElseThrow();
        await(state.tables().write(List.of(Write.replace(table, row, change.apply(row)))));
    }

    static ConversationRow pinned(ConversationRow row) {
        return with(row, row.recvMsgOpt(), true);
    }

    static ConversationRow withOption(ConversationRow row, int recvMsgOpt) {
        return with(row, recvMsgOpt, row.isPinned());
    }

    static ConversationRow with(ConversationRow row, int recvMsgOpt, boolean pinned) {
        return new ConversationRow(
                row.ownerUserID(),
                row.conversationID(),
                recvMsgOpt,
                row.conversationType(),
                row.userID(),
                row.groupID(),
                pinned,
                row.attachedInfo(),
                row.isPrivateChat(),
                row.groupAtType(),
                row.ex(),
                row.burnDuration(),
                row.minSeq(),
                row.maxSeq(),
                row.msgDestructTime(),
                row.latestMsgDestructTime(),
                row.isMsgDestruct(),
                row.createTime());
    }

    static List<String> idsOf(List<Conversation> rows) {
        return rows.stream().map(Conversation::getConversationID).toList();
    }

    static Call by(String user) {
        return call(new Caller.User(new UserId(user), 5));
    }

    static Call byAdmin() {
        return call(new Caller.Admin(new UserId("imAdmin"), 10));
    }

    static Call byServer() {
        return call(new Caller.Server(Caller.NOBODY));
    }

    static Call byStranger() {
        return call(new Caller.Stranger());
    }

    static Call call(Caller caller) {
        return new Call(caller, "test", Long.MAX_VALUE);
    }

    static void assertRefused(ErrorCode code, Executable asking) {
        assertEquals(code.number(), assertThrows(Refusal.class, asking).code());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }
}
