package im.parley.send;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Changes;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
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
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetConversationResp;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.conversation.SetConversationsResp;
import im.parley.proto.courier.Outcome;
import im.parley.proto.courier.Parcel;
import im.parley.proto.group.GetGroupInfoCacheReq;
import im.parley.proto.group.GetGroupInfoCacheResp;
import im.parley.proto.group.GetGroupMemberCacheReq;
import im.parley.proto.group.GetGroupMemberCacheResp;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsResp;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;
import im.parley.proto.msg.GetSendMsgStatusReq;
import im.parley.proto.msg.GetSendMsgStatusResp;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.msg.SetSendMsgStatusReq;
import im.parley.proto.msg.SetSendMsgStatusResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.state.MessageLog;
import im.parley.state.Overloaded;
import im.parley.state.Submission;
import im.parley.testkit.FakeClock;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;
import im.parley.webhook.WebhooksConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The send verticle among the services it asks: amy, bob and cat, and the group `tea` of amy
/// (owner) and bob.
final class SendWorld {
    static final NodeId NODE = new NodeId("n1");
    static final long NOW = 1_700_000_000_000L;
    static final MsgData TEXT =
            MsgData.newBuilder()
                    .setSendID("amy")
                    .setRecvID("bob")
                    .setClientMsgID("c1")
                    .setSessionType(1)
                    .setContentType(101)
                    .setContent(ByteString.copyFromUtf8("{\"content\":\"hello\"}"))
                    .build();
    static final MsgData TO_TEA =
            TEXT.toBuilder().clearRecvID().setSessionType(3).setGroupID("tea").build();

    interface Sending {
        Future<SendMsgResp> sendMsg(Call call, SendMsgReq request);

        Future<SetSendMsgStatusResp> setSendMsgStatus(Call call, SetSendMsgStatusReq request);

        Future<GetSendMsgStatusResp> getSendMsgStatus(Call call, GetSendMsgStatusReq request);
    }

    final Vertx vertx = Vertx.vertx();
    final FakeClock clock = new FakeClock(NOW);
    final Bus bus = new Bus(vertx, NODE, clock, false);
    final Changes changes = new Changes(vertx.eventBus(), NODE, false);
    final Tickets tickets = new Tickets(vertx, clock);
    final People people = new People();
    final Groups groups = new Groups();
    final Conversations conversations = new Conversations();
    final AnsweringLog log = new AnsweringLog();
    final EmbeddedState state;
    private final Webhooks webhooks;
    private Sending sending;

    /// As the user service would answer.
    static final class People {
        final Map<String, UserInfo> users = new HashMap<>();

        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request) {
            var answer = getDesignateUsersResp.newBuilder();
            for (var id : request.getUserIDsList())
                if (users.containsKey(id)) answer.addUsersInfo(users.get(id));
            return Future.succeededFuture(answer.build());
        }
    }

    /// As the relation service would answer.
    static final class Relations {
        volatile boolean bobBlocks;

        Future<isBlackResp> isBlack(Call call, isBlackReq request) {
            boolean inBobs = bobBlocks && request.getUserID2().equals("bob");
            return Future.succeededFuture(
                    isBlackResp.newBuilder().setInUser2Blacks(inBobs).build());
        }
    }

    /// As the group service would answer, and how often it was asked.
    static final class Groups {
        final Map<String, GroupInfo> groups = new HashMap<>();
        final Map<String, GroupMemberFullInfo> members = new HashMap<>();
        final AtomicInteger asked = new AtomicInteger();

        Future<GetGroupInfoCacheResp> getGroupInfoCache(Call call, GetGroupInfoCacheReq request) {
            asked.incrementAndGet();
            return found(groups.get(request.getGroupID()))
                    .map(group -> GetGroupInfoCacheResp.newBuilder().setGroupInfo(group).build());
        }

        Future<GetGroupMemberCacheResp> getGroupMemberCache(
                Call call, GetGroupMemberCacheReq request) {
            asked.incrementAndGet();
            return found(members.get(request.getGroupMemberID()))
                    .map(member -> GetGroupMemberCacheResp.newBuilder().setMember(member).build());
        }

        private static <T> Future<T> found(T asked) {
            return asked == null
                    ? Future.failedFuture(new Refusal(ErrorCode.RECORD_NOT_FOUND))
                    : Future.succeededFuture(asked);
        }

        Future<GetGroupMembersInfoResp> getGroupMembersInfo(
                Call call, GetGroupMembersInfoReq request) {
            var answer = GetGroupMembersInfoResp.newBuilder();
            for (var id : request.getUserIDsList())
                if (members.containsKey(id) && request.getGroupID().equals("tea"))
                    answer.addMembers(members.get(id));
            return Future.succeededFuture(answer.build());
        }

        Future<GetGroupMemberUserIDsResp> getGroupMemberUserIDs(
                Call call, GetGroupMemberUserIDsReq request) {
            var ids = members.keySet().stream().sorted().toList();
            return Future.succeededFuture(
                    GetGroupMemberUserIDsResp.newBuilder().addAllUserIDs(ids).build());
        }
    }

    /// Nobody has a row but whose `recvMsgOpt` is here, by owner and conversation; what is to be
    /// set is kept.
    static final class Conversations {
        final Map<String, Integer> options = new ConcurrentHashMap<>();
        final ConcurrentLinkedQueue<SetConversationsReq> set = new ConcurrentLinkedQueue<>();

        Future<GetConversationResp> getConversation(Call call, GetConversationReq request) {
            var option = options.get(request.getOwnerUserID() + " " + request.getConversationID());
            if (option == null) return Future.failedFuture(new Refusal(ErrorCode.RECORD_NOT_FOUND));
            var row = Conversation.newBuilder().setRecvMsgOpt(option);
            return Future.succeededFuture(
                    GetConversationResp.newBuilder().setConversation(row).build());
        }

        Future<SetConversationsResp> setConversations(Call call, SetConversationsReq request) {
            set.add(request);
            return Future.succeededFuture(SetConversationsResp.getDefaultInstance());
        }
    }

    final Relations relations = new Relations();

    /// Takes messages and answers their tickets as transfer would.
    final class AnsweringLog implements MessageLog {
        final List<Submission> taken = new ArrayList<>();
        boolean full;

        /// The outcome that a repeated send gets.
        String storedAs = "";

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Future<Void> append(Submission submission) {
            if (full) return Future.failedFuture(new Overloaded("full"));
            taken.add(submission);
            var message = submission.message();
            var outcome =
                    Outcome.newBuilder()
                            .setTicket(submission.ticket())
                            .setServerMsgID(
                                    storedAs.isEmpty() ? message.getServerMsgID() : storedAs)
                            .setSendTime(message.getSendTime() + 5);
            var parcel = Parcel.newBuilder().addOutcomes(outcome).build();
            new Couriers(bus).carry(submission.origin(), Call.ofServer("t", NOW + 1), parcel);
            return Future.succeededFuture();
        }

        @Override
        public void read(Assignment assigned) {
            throw new UnsupportedOperationException("this log only takes");
        }

        MsgData message() {
            return taken.getFirst().message();
        }
    }

    /// @param hooks switched on, at this address
    SendWorld(Path folder, String backEnd, Hook... hooks) throws Exception {
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        webhooks =
                hooks.length == 0
                        ? Webhooks.off()
                        : Webhooks.of(
                                WebhooksConfig.DEFAULTS.at(backEnd, hooks),
                                vertx,
                                state.tables(),
                                clock,
                                new SimpleMeterRegistry());
        await(webhooks.open(bus));
        for (var id : List.of("amy", "bob", "cat"))
            people.users.put(id, UserInfo.newBuilder().setUserID(id).build());
        group(GroupInfo.newBuilder());
        member("amy", 100, 0);
        member("bob", 20, 0);
        serve("openim.user.user", people, "getDesignateUsers");
        serve("openim.relation.friend", relations, "isBlack");
        serve(
                "openim.conversation.conversation",
                conversations,
                "GetConversation",
                "SetConversations");
        serve(
                "openim.group.group",
                groups,
                "GetGroupInfoCache",
                "GetGroupMemberCache",
                "getGroupMembersInfo",
                "getGroupMemberUserIDs");
        await(new Courier(tickets).open(bus));
        var instances =
                SendVerticle.instances(
                        SendConfig.DEFAULTS,
                        bus,
                        changes,
                        log,
                        state.tables(),
                        tickets,
                        webhooks,
                        clock,
                        new SimpleMeterRegistry(),
                        "imAdmin"::equals);
        await(vertx.deployVerticle(instances.get()));
        sending = bus.client("openim.msg.msg", Sending.class);
    }

    private void serve(String service, Object answering, String... rpcs) throws Exception {
        var rules = Rules.of(service);
        for (var rpc : rpcs) rules.rule(rpc, Policy.INTERNAL);
        await(bus.serveOnAnyThread(rules, answering));
    }

    void group(GroupInfo.Builder tea) {
        groups.groups.put("tea", tea.setGroupID("tea").setGroupType(2).build());
        changes.publish("group", "tea");
    }

    void member(String user, int role, long mutedUntil) {
        var member =
                GroupMemberFullInfo.newBuilder()
                        .setUserID(user)
                        .setRoleLevel(role)
                        .setMuteEndTime(mutedUntil);
        groups.members.put(user, member.build());
        changes.publish("member", "tea " + user);
    }

    void withoutMember(String user) {
        groups.members.remove(user);
        changes.publish("member", "tea " + user);
    }

    SendMsgResp sent(Caller caller, MsgData message) throws Exception {
        return await(send(caller, message));
    }

    Future<SendMsgResp> send(Caller caller, MsgData message) {
        return sending.sendMsg(call(caller), SendMsgReq.newBuilder().setMsgData(message).build());
    }

    Sending sending() {
        return sending;
    }

    static Call call(Caller caller) {
        return new Call(caller, "op", NOW + 10_000);
    }

    int code(Caller caller, MsgData message) {
        return refusal(caller, message).code();
    }

    Refusal refusal(Caller caller, MsgData message) {
        var failure = assertThrows(ExecutionException.class, () -> sent(caller, message));
        return assertInstanceOf(Refusal.class, failure.getCause());
    }

    static Caller user(String id) {
        return new Caller.User(new UserId(id), 1);
    }

    static Caller admin() {
        return new Caller.Admin(new UserId("imAdmin"), 10);
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    void close() throws Exception {
        await(webhooks.close());
        await(
                vertx.executeBlocking(
                        () -> {
                            state.close();
                            return null;
                        }));
        await(vertx.close());
    }
}
