package im.parley.transfer;

import com.google.protobuf.ByteString;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.courier.Courier;
import im.parley.courier.Couriers;
import im.parley.courier.Tickets;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.NodeId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateGroupChatConversationsResp;
import im.parley.proto.conversation.CreateSingleChatConversationsReq;
import im.parley.proto.conversation.CreateSingleChatConversationsResp;
import im.parley.proto.conversation.GetConversationsByConversationIDReq;
import im.parley.proto.conversation.GetConversationsByConversationIDResp;
import im.parley.proto.courier.Delivery;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;
import im.parley.state.Presence.Place;
import im.parley.state.Submission;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A worker over a real store and presence; amy and bob each have a phone connected. Services are
/// what a test says.
abstract class WithWorker {
    static final NodeId NODE = new NodeId("n1");
    static final long NOW = 1_700_000_000_000L;
    static final UserId AMY = new UserId("amy");
    static final UserId BOB = new UserId("bob");
    static final ConversationId CHAT = ConversationId.single(AMY, BOB);
    static final ConversationId TEA = ConversationId.group("tea");

    @TempDir Path folder;

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx, NODE, () -> NOW, false);
    final Changes changes = new Changes(vertx.eventBus(), NODE, false);
    final Tickets tickets = new Tickets(vertx, () -> NOW);
    final RowBook rowBook = new RowBook();
    final GroupBook groupBook = new GroupBook();
    static final long AMYS_PHONE = 1;
    static final long BOBS_PHONE = 2;
    final List<Delivery> delivered = new CopyOnWriteArrayList<>();
    EmbeddedState state;
    Worker worker;

    /// The conversation service as far as transfer sees it.
    final class RowBook {
        final List<String> created = new CopyOnWriteArrayList<>();
        final List<List<String>> inGroups = new CopyOnWriteArrayList<>();
        final Set<String> owners = ConcurrentHashMap.newKeySet();
        volatile String refused = "";

        Future<CreateSingleChatConversationsResp> createSingleChatConversations(
                Call call, CreateSingleChatConversationsReq request) {
            if (request.getConversationID().equals(refused))
                return Future.failedFuture(new Refusal(ErrorCode.RECORD_NOT_FOUND, "no such pair"));
            created.add(request.getConversationID());
            return Future.succeededFuture(CreateSingleChatConversationsResp.getDefaultInstance());
        }

        Future<CreateGroupChatConversationsResp> createGroupChatConversations(
                Call call, CreateGroupChatConversationsReq request) {
            if (refused.equals("sg_" + request.getGroupID()))
                return Future.failedFuture(new Refusal(ErrorCode.CALLBACK, "no rows here"));
            inGroups.add(List.copyOf(request.getUserIDsList()));
            owners.addAll(request.getUserIDsList());
            return Future.succeededFuture(CreateGroupChatConversationsResp.getDefaultInstance());
        }

        Future<GetConversationsByConversationIDResp> getConversationsByConversationID(
                Call call, GetConversationsByConversationIDReq request) {
            var answer = GetConversationsByConversationIDResp.newBuilder();
            for (var owner : owners)
                answer.addConversations(Conversation.newBuilder().setOwnerUserID(owner));
            return Future.succeededFuture(answer.build());
        }
    }

    /// The group service as far as transfer sees it, and how often it was asked.
    static final class GroupBook {
        final Map<String, List<String>> members = new ConcurrentHashMap<>();
        final AtomicInteger asked = new AtomicInteger();
        volatile boolean down;

        Future<GetGroupMemberUserIDsResp> getGroupMemberUserIDs(
                Call call, GetGroupMemberUserIDsReq request) {
            asked.incrementAndGet();
            if (down) return Future.failedFuture("nobody answers");
            var ids = members.getOrDefault(request.getGroupID(), List.of());
            return Future.succeededFuture(
                    GetGroupMemberUserIDsResp.newBuilder().addAllUserIDs(ids).build());
        }
    }

    @BeforeEach
    void open() throws Exception {
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        var rules =
                Rules.of("openim.conversation.conversation")
                        .rule("CreateSingleChatConversations", Policy.INTERNAL)
                        .rule("CreateGroupChatConversations", Policy.INTERNAL)
                        .rule("GetConversationsByConversationID", Policy.INTERNAL);
        await(bus.serveOnAnyThread(rules, rowBook));
        var ofGroups =
                Rules.of("openim.group.group").rule("getGroupMemberUserIDs", Policy.INTERNAL);
        await(bus.serveOnAnyThread(ofGroups, groupBook));
        var courier = new Courier(tickets);
        courier.deliverTo(delivered::addAll);
        await(courier.open(bus));
        await(state.presence().arrive(AMY, new Place(NODE, 1, AMYS_PHONE)));
        await(state.presence().arrive(BOB, new Place(NODE, 2, BOBS_PHONE)));
        worker = worker(state.messages());
    }

    Worker worker(MessageStore store) {
        return worker(store, Webhooks.off());
    }

    /// With a memory of its own.
    Worker worker(MessageStore store, Webhooks webhooks) {
        var metrics = new SimpleMeterRegistry();
        var groups = new GroupMembers(bus, changes, 1_000_000, metrics);
        return new Worker(
                store,
                new Numbers(store, 100),
                new Rows(bus, changes, groups, 100, metrics),
                new Dispatch(
                        state.presence(), groups, new OnlinePushHooks(webhooks), new Couriers(bus)),
                new StoredNews(webhooks, () -> NOW),
                new TransferMetrics(metrics),
                () -> NOW);
    }

    @AfterEach
    void close() throws Exception {
        state.close();
        await(vertx.close());
    }

    long read(UserId user) throws Exception {
        return await(state.messages().bounds(user, List.of(CHAT))).get(CHAT).readSeq();
    }

    List<MsgData> stored(ConversationId conversation) throws Exception {
        var messages = new ArrayList<MsgData>();
        for (var message : await(state.messages().range(conversation, 1, 1_000, 1_000)))
            messages.add(MsgData.parseFrom(message.body()));
        return messages;
    }

    static List<Long> seqs(List<MsgData> messages) {
        return messages.stream().map(MsgData::getSeq).toList();
    }

    static List<String> ids(List<MsgData> messages) {
        return messages.stream().map(MsgData::getClientMsgID).toList();
    }

    static MsgData text(String clientMsgID, long sendTime) {
        return MsgData.newBuilder()
                .setSendID("amy")
                .setRecvID("bob")
                .setClientMsgID(clientMsgID)
                .setServerMsgID("s-" + clientMsgID)
                .setSessionType(1)
                .setContentType(101)
                .setSendTime(sendTime)
                .setContent(ByteString.copyFromUtf8("{}"))
                .build();
    }

    static MsgData toTea(String clientMsgID) {
        var message = text(clientMsgID, 50).toBuilder().clearRecvID();
        return message.setSessionType(3).setGroupID("tea").build();
    }

    static MsgData with(MsgData message, String optionOff) {
        return message.toBuilder().putOptions(optionOff, false).build();
    }

    static Submission from(MsgData message) {
        return new Submission(message, "op-" + message.getClientMsgID(), NODE, 0);
    }

    static Submission from(MsgData message, Tickets.Ticket ticket) {
        return new Submission(message, "op-" + message.getClientMsgID(), NODE, ticket.number());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
