package im.parley.sync;

import static im.parley.sync.World.AMY;
import static im.parley.sync.World.BOB;
import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ConversationId;
import im.parley.proto.msg.ActiveConversation;
import im.parley.proto.msg.GetActiveConversationReq;
import im.parley.proto.msg.GetConversationMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetHasReadSeqsReq;
import im.parley.proto.msg.GetMaxSeqsReq;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.state.Note;
import im.parley.testkit.FakeClock;
import im.parley.testkit.Messages;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// message-pipeline.md 6.1 and section 4, http-messages-and-objects.md 2.1 and 2.4.
class SeqServiceTest extends InWorld {
    /// message-pipeline.md 10.2, I-21.
    @Test
    void newest_seqs_count_chats_their_notifications_and_ones_own_but_no_empty_ones() {
        world.rows.add("amy", new ConversationId("si_amy_eve"));
        world.chat("amy", "bob", "amy");
        notice("bob", "amy");
        notice("amy", "amy");
        assertEquals(Map.of("si_amy_bob", 3L, "n_amy_bob", 1L, "n_amy_amy", 1L), ends("amy"));
        var request = GetMaxSeqReq.newBuilder().setUserID("amy").build();
        assertRefused(1002, sync.getMaxSeq(world.as("bob"), request));
    }

    @Test
    void who_left_has_nothing_new_to_pull() {
        world.rows.add("amy", TEA);
        world.groupChat("bob", "bob", "bob");
        world.store(
                Messages.groupText("bob", "tea", "notice").toBuilder()
                        .putOptions("isNotNotification", false)
                        .build());
        assertEquals(Map.of("sg_tea", 3L, "n_tea", 1L), ends("amy"));
        await(world.store().note(List.of(new Note.OpenTo(AMY, TEA, 2))));
        assertEquals(Map.of("sg_tea", 2L), ends("amy"));
    }

    private Map<String, Long> ends(String user) {
        var request = GetMaxSeqReq.newBuilder().setUserID(user).build();
        return await(sync.getMaxSeq(world.as(user), request)).getMaxSeqsMap();
    }

    private void notice(String from, String to) {
        var notice = Messages.text(from, to, "notice").toBuilder();
        world.store(notice.putOptions("isNotNotification", false).build());
    }

    @Test
    void positions_tell_how_far_a_user_read_and_zeros_for_the_unknown() {
        world.chat("amy", "bob", "amy");
        world.rows.add("amy", TEA);
        var request =
                GetConversationsHasReadAndMaxSeqReq.newBuilder()
                        .setUserID("amy")
                        .addConversationIDs("si_amy_bob")
                        .addConversationIDs("si_x_y")
                        .setReturnPinned(true);
        var answer = await(sync.getConversationsHasReadAndMaxSeq(world.as("amy"), request.build()));
        assertEquals(
                Map.of(
                        "si_amy_bob", seqs(3, 3, FakeClock.NOON + 3),
                        "si_x_y", Seqs.getDefaultInstance()),
                answer.getSeqsMap());
        assertEquals(List.of("si_amy_bob"), answer.getPinnedConversationIDsList());

        var all = request.clearConversationIDs().clearReturnPinned().build();
        var ofAll = await(sync.getConversationsHasReadAndMaxSeq(world.as("amy"), all));
        assertEquals(
                Map.of("si_amy_bob", seqs(3, 3, FakeClock.NOON + 3), "sg_tea", seqs(0, 0, 0)),
                ofAll.getSeqsMap());
        assertEquals(List.of(), ofAll.getPinnedConversationIDsList());
        assertRefused(
                1001,
                sync.getConversationsHasReadAndMaxSeq(
                        world.as("amy"), request.clearUserID().build()));
    }

    private static Seqs seqs(long max, long read, long time) {
        return Seqs.newBuilder().setMaxSeq(max).setHasReadSeq(read).setMaxSeqTime(time).build();
    }

    /// message-pipeline.md 10.2, I-33: what is unread is for the client to say.
    @Test
    void a_message_that_is_not_to_be_counted_has_its_seq_all_the_same() {
        world.chat("amy");
        var uncounted = Messages.text("amy", "bob", "by the way").toBuilder();
        world.store(uncounted.putOptions("unreadCount", false).build());
        var told = Pulls.of(world, "bob").position(CHAT);
        assertEquals(2, told.getMaxSeq());
        assertEquals(0, told.getHasReadSeq());
    }

    @Test
    void what_a_user_cannot_read_any_more_is_not_unread() {
        world.chat("amy", "amy", "amy", "amy");
        assertEquals(0, Pulls.of(world, "bob").position(CHAT).getHasReadSeq());
        await(world.store().note(List.of(new Note.OpenFrom(BOB, CHAT, 3))));
        assertEquals(2, Pulls.of(world, "bob").position(CHAT).getHasReadSeq());
    }

    @Test
    void who_deleted_his_row_still_learns_how_far_his_chat_reaches_and_a_stranger_does_not() {
        world.chat("amy", "bob");
        world.rows.clear("amy");
        assertEquals(seqs(2, 1, FakeClock.NOON + 2), Pulls.of(world, "amy").position(CHAT));
        assertEquals(Seqs.getDefaultInstance(), Pulls.of(world, "eve").position(CHAT));
    }

    @Test
    void other_services_learn_how_far_conversations_and_readers_have_come() {
        world.chat("amy", "amy", "bob");
        world.groupChat("eve");
        var max =
                GetMaxSeqsReq.newBuilder()
                        .addConversationIDs("si_amy_bob")
                        .addConversationIDs("sg_tea")
                        .addConversationIDs("sg_none")
                        .build();
        assertEquals(
                Map.of("si_amy_bob", 3L, "sg_tea", 1L, "sg_none", 0L),
                await(sync.getMaxSeqs(world.asServer(), max)).getMaxSeqsMap());
        var read =
                GetHasReadSeqsReq.newBuilder()
                        .setUserID("amy")
                        .addConversationIDs("si_amy_bob")
                        .build();
        assertEquals(
                Map.of("si_amy_bob", 2L),
                await(sync.getHasReadSeqs(world.asServer(), read)).getMaxSeqsMap());
        var one = GetConversationMaxSeqReq.newBuilder().setConversationID("sg_tea").build();
        assertEquals(1, await(sync.getConversationMaxSeq(world.asServer(), one)).getMaxSeq());
        assertRefused(1002, sync.getMaxSeqs(world.as("amy"), max));
        assertRefused(1002, sync.getConversationMaxSeq(world.asAdmin(), one));
    }

    @Test
    void active_conversations_come_latest_first_without_the_empty_ones() {
        world.chat("amy", "amy");
        world.groupChat("eve");
        var request =
                GetActiveConversationReq.newBuilder()
                        .addConversationIDs("sg_tea")
                        .addConversationIDs("sg_none")
                        .addConversationIDs("si_amy_bob");
        var answer = await(sync.getActiveConversation(world.asServer(), request.build()));
        assertEquals(
                List.of(active("si_amy_bob", 2), active("sg_tea", 1)),
                answer.getConversationsList());
        var first = request.setLimit(1).build();
        assertEquals(
                List.of(active("si_amy_bob", 2)),
                await(sync.getActiveConversation(world.asServer(), first)).getConversationsList());
    }

    private static ActiveConversation active(String id, long seq) {
        return ActiveConversation.newBuilder()
                .setConversationID(id)
                .setMaxSeq(seq)
                .setLastTime(FakeClock.NOON + seq)
                .build();
    }
}
