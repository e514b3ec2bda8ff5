package im.parley.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import im.parley.platform.NodeId;
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetConversationResp;
import im.parley.proto.courier.Outcome;
import im.parley.proto.courier.Parcel;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.state.MessageLog;
import im.parley.state.Overloaded;
import im.parley.state.Submission;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

class SendServiceTest {
    private static final NodeId NODE = new NodeId("n1");
    private static final long NOW = 1_700_000_000_000L;
    private static final MsgData TEXT =
            MsgData.newBuilder()
                    .setSendID("amy")
                    .setRecvID("bob")
                    .setClientMsgID("c1")
                    .setSessionType(1)
                    .setContentType(101)
                    .setContent(ByteString.copyFromUtf8("{\"content\":\"hello\"}"))
                    .build();

    interface Sending {
        Future<SendMsgResp> sendMsg(Call call, SendMsgReq request);
    }

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, NODE, () -> NOW, false);
    private final Changes changes = new Changes(vertx.eventBus(), NODE, false);
    private final Tickets tickets = new Tickets(vertx, () -> NOW);
    private final Society society = new Society();
    private final AnsweringLog log = new AnsweringLog();
    private Sending sending;

    /// Users, block lists and conversation rows as the other services would answer.
    static final class Society {
        final Map<String, UserInfo> users = new HashMap<>();
        boolean blocked;

        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request) {
            var answer = getDesignateUsersResp.newBuilder();
            request.getUserIDsList()
                    .forEach(
                            id -> {
                                if (users.containsKey(id)) answer.addUsersInfo(users.get(id));
                            });
            return Future.succeededFuture(answer.build());
        }
    }

    final class Relations {
        Future<isBlackResp> isBlack(Call call, isBlackReq request) {
            boolean inBobs = society.blocked && request.getUserID2().equals("bob");
            return Future.succeededFuture(
                    isBlackResp.newBuilder().setInUser2Blacks(inBobs).build());
        }
    }

    static final class NoRows {
        Future<GetConversationResp> getConversation(Call call, GetConversationReq request) {
            return Future.failedFuture(new Refusal(ErrorCode.RECORD_NOT_FOUND));
        }
    }

    /// Takes messages and answers their tickets as transfer would.
    final class AnsweringLog implements MessageLog {
        final List<Submission> taken = new ArrayList<>();
        boolean full;

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Future<Void> append(Submission submission) {
            if (full) return Future.failedFuture(new Overloaded("full"));
            taken.add(submission);
            var outcome =
                    Outcome.newBuilder()
                            .setTicket(submission.ticket())
                            .setServerMsgID(submission.message().getServerMsgID())
                            .setSendTime(submission.message().getSendTime() + 5);
            var parcel = Parcel.newBuilder().addOutcomes(outcome).build();
            new Couriers(bus).carry(submission.origin(), Call.ofServer("t", NOW + 1), parcel);
            return Future.succeededFuture();
        }

        @Override
        public void read(Assignment assigned) {
            throw new UnsupportedOperationException("this log only takes");
        }
    }

    @BeforeEach
    void open() throws Exception {
        for (var id : List.of("amy", "bob"))
            society.users.put(id, UserInfo.newBuilder().setUserID(id).build());
        serve("openim.user.user", "getDesignateUsers", society);
        serve("openim.relation.friend", "isBlack", new Relations());
        serve("openim.conversation.conversation", "GetConversation", new NoRows());
        await(new Courier(tickets).open(bus));
        var config = SendConfig.DEFAULTS;
        var instances =
                SendVerticle.instances(
                        config, bus, changes, log, tickets, () -> NOW, "imAdmin"::equals);
        await(vertx.deployVerticle(instances.get()));
        sending = bus.client("openim.msg.msg", Sending.class);
    }

    private void serve(String service, String rpc, Object answering) throws Exception {
        await(bus.serveOnAnyThread(Rules.of(service).rule(rpc, Policy.INTERNAL), answering));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void an_accepted_message_is_acknowledged_with_its_outcome() throws Exception {
        var answer = await(send(user("amy"), TEXT));
        assertEquals("c1", answer.getClientMsgID());
        assertEquals(log.taken.getFirst().message().getServerMsgID(), answer.getServerMsgID());
        assertEquals(NOW + 5, answer.getSendTime());
        assertEquals(0, tickets.waitingCount());
    }

    @Test
    void the_server_fills_what_only_it_may_say() throws Exception {
        var forged = TEXT.toBuilder().setSendTime(1).setSeq(99).setIsRead(true);
        await(send(user("amy"), forged.setServerMsgID("mine").build()));
        var taken = log.taken.getFirst().message();
        assertTrue(taken.getServerMsgID().matches("[0-9a-f]{32}"));
        assertEquals(NOW, taken.getSendTime());
        assertEquals(0, taken.getSeq());
        assertFalse(taken.getIsRead());
    }

    @Test
    void an_app_admin_may_date_a_message_and_send_for_others() throws Exception {
        var admin = new Caller.Admin(new UserId("imAdmin"), 10);
        await(send(admin, TEXT.toBuilder().setSendTime(1_000).build()));
        assertEquals(1_000, log.taken.getFirst().message().getSendTime());
    }

    @Test
    void typing_is_forced_off_the_record_even_without_options() throws Exception {
        await(send(user("amy"), TEXT.toBuilder().setContentType(113).build()));
        var options = log.taken.getFirst().message().getOptionsMap();
        assertEquals(7, options.size());
        assertFalse(options.get("history"));
        assertFalse(options.containsValue(true));
    }

    @Test
    void what_is_refused_is_not_put_on_the_log() {
        society.blocked = true;
        assertEquals(1302, code(user("amy"), TEXT));
        society.blocked = false;
        changes.publish("black", "bob amy");
        assertEquals(1004, code(user("amy"), TEXT.toBuilder().setRecvID("nobody").build()));
        assertEquals(1002, code(user("bob"), TEXT));
        assertEquals(1002, code(user("amy"), TEXT.toBuilder().setContentType(2101).build()));
        assertEquals(1001, code(user("amy"), TEXT.toBuilder().clearContent().build()));
        assertEquals(1001, code(user("amy"), TEXT.toBuilder().setSessionType(2).build()));
        assertEquals(1001, code(user("amy"), TEXT.toBuilder().setSessionType(4).build()));
        assertEquals(1004, code(user("amy"), TEXT.toBuilder().setSessionType(3).build()));
        assertEquals(List.of(), log.taken);
    }

    @Test
    void a_changed_user_is_seen_by_the_next_message() throws Exception {
        await(send(user("amy"), TEXT));
        society.users.put(
                "bob", UserInfo.newBuilder().setUserID("bob").setGlobalRecvMsgOpt(1).build());
        changes.publish("user", "bob");
        assertEquals(1001, code(user("amy"), TEXT));
    }

    @Test
    void a_full_log_asks_to_try_again() {
        log.full = true;
        assertEquals(429, code(user("amy"), TEXT));
        assertEquals(0, tickets.waitingCount());
    }

    private Future<SendMsgResp> send(Caller caller, MsgData message) {
        var call = new Call(caller, "op", NOW + 10_000);
        return sending.sendMsg(call, SendMsgReq.newBuilder().setMsgData(message).build());
    }

    private int code(Caller caller, MsgData message) {
        var failure = assertThrows(ExecutionException.class, () -> await(send(caller, message)));
        return assertInstanceOf(Refusal.class, failure.getCause()).code();
    }

    private static Caller user(String id) {
        return new Caller.User(new UserId(id), 1);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
