package im.parley.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.NodeId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationIDsResp;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;
import im.parley.proto.msg.ConversationSeqs;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.GetSeqMessageResp;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PullOrder;
import im.parley.proto.sdkws.SeqRange;
import im.parley.state.MessageStore.Entry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// message-pipeline.md section 6 and websocket.md 3.3.
class SyncServiceTest {
    private static final UserId AMY = new UserId("amy");
    private static final UserId BOB = new UserId("bob");
    private static final ConversationId CHAT = ConversationId.single(AMY, BOB);

    @TempDir Path folder;

    interface Sync {
        Future<GetMaxSeqResp> getMaxSeq(Call call, GetMaxSeqReq request);

        Future<PullMessageBySeqsResp> pullMessageBySeqs(Call call, PullMessageBySeqsReq request);

        Future<GetSeqMessageResp> getSeqMessage(Call call, GetSeqMessageReq request);

        Future<GetLastMessageResp> getLastMessage(Call call, GetLastMessageReq request);

        Future<GetConversationsHasReadAndMaxSeqResp> getConversationsHasReadAndMaxSeq(
                Call call, GetConversationsHasReadAndMaxSeqReq request);
    }

    /// Rows of users, as the conversation service would hold them.
    static final class RowBook {
        final Map<String, List<Conversation>> rows = new ConcurrentHashMap<>();

        Future<GetConversationIDsResp> getConversationIDs(
                Call call, GetConversationIDsReq request) {
            var ids =
                    of(request.getUserID()).stream().map(Conversation::getConversationID).toList();
            return Future.succeededFuture(
                    GetConversationIDsResp.newBuilder().addAllConversationIDs(ids).build());
        }

        Future<GetConversationsResp> getConversations(Call call, GetConversationsReq request) {
            var rowsFound =
                    of(request.getOwnerUserID()).stream()
                            .filter(
                                    row ->
                                            request.getConversationIDsList()
                                                    .contains(row.getConversationID()))
                            .toList();
            return Future.succeededFuture(
                    GetConversationsResp.newBuilder().addAllConversations(rowsFound).build());
        }

        Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
                Call call, GetPinnedConversationIDsReq request) {
            return Future.succeededFuture(
                    GetPinnedConversationIDsResp.newBuilder()
                            .addConversationIDs("si_amy_bob")
                            .build());
        }

        private List<Conversation> of(String owner) {
            return rows.getOrDefault(owner, List.of());
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, new NodeId("n1"), () -> 1_000, false);
    private final RowBook rowBook = new RowBook();
    private EmbeddedState state;
    private Sync sync;

    @BeforeEach
    void open() throws Exception {
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        var rules =
                Rules.of("openim.conversation.conversation")
                        .rule("GetConversationIDs", Policy.INTERNAL)
                        .rule("GetConversations", Policy.INTERNAL)
                        .rule("GetPinnedConversationIDs", Policy.INTERNAL);
        await(bus.serveOnAnyThread(rules, rowBook));
        var verticle = new SyncVerticle(SyncConfig.DEFAULTS, bus, state.messages(), () -> 1_000);
        await(
                vertx.deployVerticle(
                        verticle,
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        sync = bus.client("openim.msg.msg", Sync.class);
        rowBook.rows.put("amy", List.of(row(CHAT, 0)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        state.close();
    }

    @Test
    void newest_seqs_count_chats_their_notifications_and_ones_own_but_no_empty_ones()
            throws Exception {
        store(CHAT, 3, 10);
        store(CHAT.twin(), 2, 10);
        store(ConversationId.notices(AMY, AMY), 1, 10);
        rowBook.rows.put("amy", List.of(row(CHAT, 0), row(new ConversationId("si_amy_eve"), 0)));
        var request = GetMaxSeqReq.newBuilder().setUserID("amy").build();
        assertEquals(
                Map.of("si_amy_bob", 3L, "n_amy_bob", 2L, "n_amy_amy", 1L),
                await(sync.getMaxSeq(as("amy"), request)).getMaxSeqsMap());
        assertEquals(1002, code(sync.getMaxSeq(as("bob"), request)));
    }

    @Test
    void a_range_gives_the_newest_of_it_ascending_whatever_the_order() throws Exception {
        store(CHAT, 8, 10);
        assertEquals(List.of(8L), seqs(pull(PullOrder.PullOrderAsc, 0, 50, 1)));
        assertEquals(List.of(4L, 5L), seqs(pull(PullOrder.PullOrderAsc, 0, 5, 2)));
        assertEquals(List.of(5L, 6L), seqs(pull(PullOrder.PullOrderDesc, 3, 6, 2)));
        assertTrue(pull(PullOrder.PullOrderAsc, 0, 8, 3).getIsEnd());
        assertFalse(pull(PullOrder.PullOrderAsc, 0, 5, 2).getIsEnd());
        assertTrue(pull(PullOrder.PullOrderDesc, 0, 6, 2).getIsEnd());
        assertFalse(pull(PullOrder.PullOrderDesc, 2, 100, 100).getIsEnd());
    }

    @Test
    void an_empty_range_has_no_entry() throws Exception {
        store(CHAT, 8, 10);
        for (var range : List.of(range(CHAT, 9, 20, 5), range(CHAT, 5, 3, 5), range(CHAT, 1, 8, 0)))
            assertEquals(0, pull("amy", PullOrder.PullOrderAsc, range).getMsgsCount());
    }

    @Test
    void what_is_not_ones_own_is_left_out_though_it_exists() throws Exception {
        store(CHAT, 2, 10);
        store(CHAT.twin(), 2, 10);
        var ofEve =
                pull(
                        "eve",
                        PullOrder.PullOrderAsc,
                        range(CHAT, 1, 9, 9),
                        range(CHAT.twin(), 1, 9, 9));
        assertEquals(PullMessageBySeqsResp.getDefaultInstance(), ofEve);
        assertEquals(List.of(), pick("eve", PullOrder.PullOrderAsc, CHAT, 1).getMsgsList());
        var last = GetLastMessageReq.newBuilder().setUserID("eve").addConversationIDs(CHAT.value());
        assertEquals(0, await(sync.getLastMessage(as("eve"), last.build())).getMsgsCount());
    }

    @Test
    void notifications_ignore_the_count_and_come_apart() throws Exception {
        store(CHAT.twin(), 4, 10);
        var answer = pull("amy", PullOrder.PullOrderAsc, range(CHAT.twin(), 0, 100, 1));
        assertEquals(List.of(1L, 2L, 3L, 4L), seqs(answer.getNotificationMsgsOrThrow("n_amy_bob")));
        assertEquals(0, answer.getMsgsCount());
    }

    @Test
    void the_row_of_one_who_left_bounds_what_he_reads() throws Exception {
        store(CHAT, 8, 10);
        rowBook.rows.put("amy", List.of(row(CHAT, 5)));
        assertEquals(List.of(4L, 5L), seqs(pull(PullOrder.PullOrderAsc, 4, 9, 9)));
        assertEquals(5, positions().getSeqsOrThrow("si_amy_bob").getMaxSeq());
    }

    @Test
    void an_answer_holds_the_newest_that_a_frame_can_take() throws Exception {
        store(CHAT, 40, 40_000);
        var pulled = seqs(pull(PullOrder.PullOrderAsc, 1, 40, 100));
        assertTrue(pulled.size() >= 16 && pulled.size() < 19, () -> "" + pulled);
        assertEquals(LongStream.rangeClosed(41 - pulled.size(), 40).boxed().toList(), pulled);
        var picked = pick("amy", PullOrder.PullOrderAsc, CHAT, oneTo(40));
        assertTrue(picked.getMsgsCount() >= 16 && picked.getMsgsCount() < 19);
    }

    @Test
    void single_seqs_come_in_the_order_asked_for_and_say_where_the_end_is() throws Exception {
        store(CHAT, 3, 10);
        var answer = pick("amy", PullOrder.PullOrderAsc, CHAT, 3, 1, 9, 0, -4);
        assertEquals(List.of(3L, 1L), seqs(answer));
        assertTrue(answer.getIsEnd());
        assertEquals(3, answer.getEndSeq());
        assertFalse(pick("amy", PullOrder.PullOrderDesc, CHAT, 1, 9).getIsEnd());
    }

    @Test
    void positions_tell_how_far_a_user_read_and_zeros_for_the_unknown() throws Exception {
        store(CHAT, 3, 10);
        var request =
                GetConversationsHasReadAndMaxSeqReq.newBuilder()
                        .setUserID("amy")
                        .addConversationIDs("si_amy_bob")
                        .addConversationIDs("si_x_y")
                        .setReturnPinned(true);
        var answer = await(sync.getConversationsHasReadAndMaxSeq(as("amy"), request.build()));
        var chat = answer.getSeqsOrThrow("si_amy_bob");
        assertEquals(
                List.of(3L, 3L, 3L),
                List.of(chat.getMaxSeq(), chat.getHasReadSeq(), chat.getMaxSeqTime()));
        assertEquals(0, answer.getSeqsOrThrow("si_x_y").getMaxSeq());
        assertEquals(List.of("si_amy_bob"), answer.getPinnedConversationIDsList());
        assertEquals(
                1001,
                code(
                        sync.getConversationsHasReadAndMaxSeq(
                                as("amy"), request.clearUserID().build())));
    }

    private GetConversationsHasReadAndMaxSeqResp positions() throws Exception {
        var request = GetConversationsHasReadAndMaxSeqReq.newBuilder().setUserID("amy").build();
        return await(sync.getConversationsHasReadAndMaxSeq(as("amy"), request));
    }

    private PullMsgs pull(PullOrder order, long begin, long end, long num) throws Exception {
        return pull("amy", order, range(CHAT, begin, end, num)).getMsgsOrThrow("si_amy_bob");
    }

    private PullMessageBySeqsResp pull(String user, PullOrder order, SeqRange... ranges)
            throws Exception {
        var request =
                PullMessageBySeqsReq.newBuilder()
                        .setUserID(user)
                        .setOrder(order)
                        .addAllSeqRanges(List.of(ranges));
        return await(sync.pullMessageBySeqs(as(user), request.build()));
    }

    private PullMsgs pick(String user, PullOrder order, ConversationId of, long... seqs)
            throws Exception {
        var asked = ConversationSeqs.newBuilder().setConversationID(of.value());
        for (long seq : seqs) asked.addSeqs(seq);
        var request =
                GetSeqMessageReq.newBuilder()
                        .setUserID(user)
                        .setOrder(order)
                        .addConversations(asked);
        return await(sync.getSeqMessage(as(user), request.build())).getMsgsOrThrow(of.value());
    }

    private static long[] oneTo(int last) {
        return LongStream.rangeClosed(1, last).toArray();
    }

    private static SeqRange range(ConversationId of, long begin, long end, long num) {
        return SeqRange.newBuilder()
                .setConversationID(of.value())
                .setBegin(begin)
                .setEnd(end)
                .setNum(num)
                .build();
    }

    private static Conversation row(ConversationId conversation, long maxSeq) {
        return Conversation.newBuilder()
                .setConversationID(conversation.value())
                .setMaxSeq(maxSeq)
                .build();
    }

    /// Messages 1 … count, each sent at its seq, by Amy.
    private void store(ConversationId conversation, int count, int contentBytes) throws Exception {
        var entries = new ArrayList<Entry>();
        for (long seq = 1; seq <= count; seq++) {
            var body =
                    MsgData.newBuilder()
                            .setSeq(seq)
                            .setSendTime(seq)
                            .setContent(ByteString.copyFrom(new byte[contentBytes]))
                            .build()
                            .toByteArray();
            entries.add(new Entry(conversation, seq, seq, AMY, "c" + seq, true, body));
        }
        await(state.messages().append(entries));
    }

    private static List<Long> seqs(PullMsgs pulled) {
        return pulled.getMsgsList().stream().map(MsgData::getSeq).toList();
    }

    private static Call as(String user) {
        return new Call(new Caller.User(new UserId(user), 1), "op", 10_000);
    }

    private static int code(Future<?> answer) {
        var failure = assertThrows(ExecutionException.class, () -> await(answer));
        return assertInstanceOf(Refusal.class, failure.getCause()).code();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
