package im.parley.sync;

import static im.parley.proto.sdkws.PullOrder.PullOrderAsc;
import static im.parley.proto.sdkws.PullOrder.PullOrderDesc;
import static im.parley.sync.Pulls.range;
import static im.parley.sync.Pulls.seqs;
import static im.parley.sync.World.AMY;
import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.EVE;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetMsgByConversationIDsReq;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PullOrder;
import im.parley.state.MessageStore.Entry;
import im.parley.state.Note;
import im.parley.testkit.FakeClock;
import im.parley.testkit.Messages;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// message-pipeline.md section 6 and websocket.md 3.3.
class PullServiceTest {
    @TempDir Path folder;
    private World world;
    private Pulls amy;

    @BeforeEach
    void open() {
        world = new World(folder);
        amy = Pulls.of(world, "amy");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// message-pipeline.md 10.2, I-18.
    @Test
    void a_range_gives_the_newest_of_it_ascending_whatever_the_order() {
        fill(CHAT, 8, 10);
        assertEquals(List.of(8L), seqs(pull(PullOrderAsc, 0, 50, 1).getMsgsList()));
        assertEquals(List.of(4L, 5L), seqs(pull(PullOrderAsc, 0, 5, 2).getMsgsList()));
        assertEquals(List.of(5L, 6L), seqs(pull(PullOrderDesc, 3, 6, 2).getMsgsList()));
        assertEquals(List.of(1L, 2L), seqs(pull(PullOrderAsc, 0, 2, 10).getMsgsList()));
        assertTrue(pull(PullOrderAsc, 0, 8, 3).getIsEnd());
        assertFalse(pull(PullOrderAsc, 0, 5, 2).getIsEnd());
        assertTrue(pull(PullOrderDesc, 0, 6, 2).getIsEnd());
        assertFalse(pull(PullOrderDesc, 2, 100, 100).getIsEnd());
    }

    @Test
    void an_empty_range_has_no_entry() {
        fill(CHAT, 8, 10);
        for (var range : List.of(range(CHAT, 9, 20, 5), range(CHAT, 5, 3, 5), range(CHAT, 1, 8, 0)))
            assertEquals(0, amy.ranges(PullOrderAsc, range).getMsgsCount());
    }

    /// message-pipeline.md 10.2, I-23.
    @Test
    void what_is_not_ones_own_is_left_out_though_it_exists() {
        fill(CHAT, 2, 10);
        fill(CHAT.twin(), 2, 10);
        var eve = Pulls.of(world, "eve");
        var answer = eve.ranges(PullOrderAsc, range(CHAT, 1, 9, 9), range(CHAT.twin(), 1, 9, 9));
        assertEquals(PullMessageBySeqsResp.getDefaultInstance(), answer);
        assertEquals(List.of(), eve.pick(PullOrderAsc, CHAT, 1).getMsgsList());
        assertEquals(0, last("eve", CHAT).size());
        World.assertRefused(
                1002,
                amy.sync()
                        .getLastMessage(
                                world.as("eve"),
                                GetLastMessageReq.newBuilder().setUserID("amy").build()));
    }

    /// message-pipeline.md 10.2, I-22a: a client takes what is left out for synced.
    @Test
    void a_pull_that_cannot_be_answered_whole_fails() {
        fill(CHAT, 2, 10);
        world.rows.down = true;
        assertThrows(Throwable.class, () -> amy.ranges(PullOrderAsc, range(CHAT, 1, 9, 9)));
        assertThrows(Throwable.class, () -> amy.pick(PullOrderAsc, CHAT, 1));
        assertThrows(Throwable.class, () -> last("amy", CHAT));
        var newest = GetMaxSeqReq.newBuilder().setUserID("amy").build();
        assertThrows(Throwable.class, () -> await(amy.sync().getMaxSeq(world.as("amy"), newest)));
    }

    @Test
    void who_left_reads_up_to_his_end_and_not_what_the_others_are_told_later() {
        world.rows.add("amy", TEA);
        fill(TEA, 8, 10);
        fill(TEA.twin(), 2, 10);
        assertEquals(2, amy.all(TEA.twin()).size());
        world.rows.leave("amy", TEA, 5);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seqs(amy.all(TEA)));
        assertEquals(List.of(), amy.all(TEA.twin()));
        assertEquals(5, amy.position(TEA).getMaxSeq());
    }

    @Test
    void two_without_a_chat_read_what_was_told_between_them_and_nobody_else_does() {
        var between = ConversationId.notices(new UserId("joe"), EVE);
        var notice = Messages.text("joe", "eve", "business");
        world.store(notice.toBuilder().putOptions("isNotNotification", false).build());
        assertEquals(1, Pulls.of(world, "eve").all(between).size());
        assertEquals(1, Pulls.of(world, "joe").position(between).getMaxSeq());
        assertEquals(0, Pulls.of(world, "amy").all(between).size());
    }

    @Test
    void an_id_that_only_looks_like_ones_own_opens_nothing() {
        var lookalike = ConversationId.groupNotices("x_eve");
        var notice = Messages.groupText("joe", "x_eve", "for members of x_eve");
        world.store(notice.toBuilder().putOptions("isNotNotification", false).build());
        assertEquals(1, world.maxSeq(lookalike));
        assertEquals(0, Pulls.of(world, "eve").all(lookalike).size());
    }

    @Test
    void notifications_ignore_the_count_and_come_apart() {
        fill(CHAT.twin(), 4, 10);
        var answer = amy.ranges(PullOrderAsc, range(CHAT.twin(), 0, 100, 1));
        var notices = answer.getNotificationMsgsOrThrow("n_amy_bob");
        assertEquals(List.of(1L, 2L, 3L, 4L), seqs(notices.getMsgsList()));
        assertEquals(0, answer.getMsgsCount());
        assertEquals(1, amy.pick(PullOrderAsc, CHAT.twin(), 3).getMsgsCount());
    }

    /// message-pipeline.md 10.2, I-17.
    @Test
    void an_answer_holds_the_newest_that_a_frame_can_take() {
        fill(CHAT, 40, 40_000);
        var pulled = seqs(pull(PullOrderAsc, 1, 40, 100).getMsgsList());
        assertTrue(pulled.size() >= 16 && pulled.size() < 19, () -> "" + pulled);
        assertEquals(LongStream.rangeClosed(41 - pulled.size(), 40).boxed().toList(), pulled);
        var picked = amy.pick(PullOrderAsc, CHAT, LongStream.rangeClosed(1, 40).toArray());
        assertTrue(picked.getMsgsCount() >= 16 && picked.getMsgsCount() < 19);
    }

    @Test
    void a_range_longer_than_what_is_read_at_once_is_whole() {
        fill(CHAT, 250, 10);
        var all = LongStream.rangeClosed(1, 250).boxed().toList();
        assertEquals(all, seqs(amy.all(CHAT)));
        var picked = amy.pick(PullOrderAsc, CHAT, LongStream.rangeClosed(1, 250).toArray());
        assertEquals(all, seqs(picked.getMsgsList()));
    }

    /// message-pipeline.md 10.2, I-19 and I-20.
    @Test
    void single_seqs_come_in_the_order_asked_for_and_say_where_the_end_is() {
        fill(CHAT, 3, 10);
        var answer = amy.pick(PullOrderAsc, CHAT, 3, 1, 9, 0, -4);
        assertEquals(List.of(3L, 1L), seqs(answer.getMsgsList()));
        assertTrue(answer.getIsEnd());
        assertEquals(3, answer.getEndSeq());
        assertFalse(amy.pick(PullOrderDesc, CHAT, 1, 9).getIsEnd());

        note(new Note.OpenFrom(AMY, CHAT, 3));
        var older = amy.pick(PullOrderDesc, CHAT, 2, 3);
        assertEquals(List.of(3L), seqs(older.getMsgsList()));
        assertTrue(older.getIsEnd());
        assertEquals(3, older.getEndSeq());
        assertFalse(amy.pick(PullOrderAsc, CHAT, 2, 3).getIsEnd());
    }

    @Test
    void what_is_gone_leaves_a_placeholder_with_the_time_of_its_older_neighbour() {
        world.chat("amy", "bob", "amy", "bob", "amy");
        note(new Note.Erased(CHAT, List.of(1L, 3L, 4L)));
        var expected =
                List.of(
                        MsgData.newBuilder().setSeq(1).setStatus(4).build(),
                        gone(3, FakeClock.NOON + 2),
                        gone(4, FakeClock.NOON + 2));
        var ranged = amy.all(CHAT);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seqs(ranged));
        assertEquals(expected, List.of(ranged.get(0), ranged.get(2), ranged.get(3)));
        assertEquals(expected, amy.pick(PullOrderAsc, CHAT, 1, 3, 4).getMsgsList());
    }

    private static MsgData gone(long seq, long sendTime) {
        return MsgData.newBuilder().setSeq(seq).setStatus(4).setSendTime(sendTime).build();
    }

    @Test
    void the_last_message_is_the_newest_that_the_user_still_sees() {
        world.chat("amy", "bob", "amy");
        assertEquals(List.of(3L), seqs(last("amy", CHAT, TEA)));
        note(new Note.Erased(CHAT, List.of(3L)), new Note.Hidden(AMY, CHAT, List.of(2L)));
        assertEquals(List.of(1L), seqs(last("amy", CHAT)));
        assertEquals(List.of(2L), seqs(last("bob", CHAT)));
        note(new Note.Hidden(AMY, CHAT, List.of(1L)));
        assertEquals(List.of(), last("amy", CHAT));
    }

    private List<MsgData> last(String user, ConversationId... conversations) {
        var request = GetLastMessageReq.newBuilder().setUserID(user);
        for (var conversation : conversations) request.addConversationIDs(conversation.value());
        var answer = await(amy.sync().getLastMessage(world.as(user), request.build()));
        return List.copyOf(answer.getMsgsMap().values());
    }

    @Test
    void other_services_ask_for_the_message_at_a_seq_of_each_conversation() {
        world.chat("amy", "bob", "amy");
        var request =
                GetMsgByConversationIDsReq.newBuilder()
                        .addConversationIDs("si_amy_bob")
                        .addConversationIDs("si_x_y")
                        .putMaxSeqs("si_amy_bob", 2)
                        .build();
        var answer = await(amy.sync().getMsgByConversationIDs(world.asServer(), request));
        assertEquals(List.of("si_amy_bob"), List.copyOf(answer.getMsgDatasMap().keySet()));
        assertEquals(2, answer.getMsgDatasOrThrow("si_amy_bob").getSeq());
        World.assertRefused(1002, amy.sync().getMsgByConversationIDs(world.as("amy"), request));
    }

    private PullMsgs pull(PullOrder order, long begin, long end, long num) {
        return amy.ranges(order, range(CHAT, begin, end, num)).getMsgsOrThrow("si_amy_bob");
    }

    private void note(Note... notes) {
        await(world.store().note(List.of(notes)));
    }

    /// Messages 1 … count, each sent at its seq, by Amy.
    private void fill(ConversationId conversation, int count, int contentBytes) {
        var entries = new ArrayList<Entry>();
        for (long seq = 1; seq <= count; seq++) {
            var body =
                    MsgData.newBuilder()
                            .setSeq(seq)
                            .setSendTime(seq)
                            .setContent(ByteString.copyFrom(new byte[contentBytes]))
                            .build()
                            .toByteArray();
            entries.add(new Entry(conversation, seq, seq, AMY, "c" + seq, 0, true, body));
        }
        await(world.store().append(entries));
    }
}
