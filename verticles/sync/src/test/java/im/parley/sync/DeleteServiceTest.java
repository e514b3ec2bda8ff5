package im.parley.sync;

import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.proto.msg.DeleteMsgPhysicalBySeqReq;
import im.parley.proto.msg.DeleteMsgsReq;
import im.parley.proto.msg.DeleteSyncOpt;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

/// message-pipeline.md 5.2, http-messages-and-objects.md 3.7 and 3.8.
class DeleteServiceTest extends InWorld {
    private static final DeleteSyncOpt QUIETLY = DeleteSyncOpt.getDefaultInstance();
    private static final DeleteSyncOpt TELLING_MYSELF =
            DeleteSyncOpt.newBuilder().setIsSyncSelf(true).build();
    private static final DeleteSyncOpt FOR_ALL =
            DeleteSyncOpt.newBuilder().setIsSyncOther(true).build();

    /// message-pipeline.md 10.2, I-37.
    @Test
    void deleted_for_oneself_it_is_empty_for_oneself_alone_and_keeps_its_place() {
        world.chat("amy", "bob");
        var before = Pulls.of(world, "bob").all(CHAT);
        await(delete(world.as("bob"), "bob", CHAT, QUIETLY, 1, 77));

        var emptied = before.getFirst().toBuilder().clearContent().setStatus(4).build();
        assertEquals(List.of(emptied, before.get(1)), Pulls.of(world, "bob").all(CHAT));
        assertEquals(emptied, Pulls.of(world, "bob").one(CHAT, 1));
        assertEquals(before, Pulls.of(world, "amy").all(CHAT));
        assertEquals(List.of(), world.told);
    }

    @Test
    void what_will_be_sent_later_is_not_deleted_in_advance() {
        world.chat("amy");
        await(delete(world.as("bob"), "bob", CHAT, QUIETLY, 1, 2, 3));
        world.chat("amy");
        assertEquals(List.of(4, 0), statuses("bob", CHAT));
    }

    @Test
    void ones_other_devices_are_told_if_wanted() {
        world.chat("amy");
        await(delete(world.as("bob"), "bob", CHAT, TELLING_MYSELF, 1));
        assertEquals(List.of("2102 bob>bob n_bob_bob"), world.toldInShort());
        assertEquals(true, world.lastTold().getOptionsMap().get("history"));
        assertEquals(tips("bob", CHAT, 1), world.lastTips());
    }

    @Test
    void who_has_no_row_deletes_nothing() {
        world.chat("amy");
        await(delete(world.as("eve"), "eve", CHAT, QUIETLY, 1));
        world.rows.add("eve", CHAT);
        assertEquals(List.of(0), statuses("eve", CHAT));
    }

    /// message-pipeline.md 10.2, I-38 and I-41.
    @Test
    void either_of_two_deletes_for_both_and_the_other_is_told() {
        world.chat("amy", "bob", "amy");
        await(delete(world.as("amy"), "amy", CHAT, FOR_ALL, 1, 2, 50));
        for (var user : List.of("amy", "bob")) assertEquals(List.of(4, 4, 0), statuses(user, CHAT));
        assertEquals(List.of("2102 amy>bob n_amy_bob"), world.toldInShort());
        assertEquals(tips("amy", CHAT, 1, 2, 50), world.lastTips());
        assertEquals(3, world.maxSeq(CHAT));
        await(delete(world.as("amy"), "amy", CHAT, FOR_ALL, 1, 2, 3));
        assertEquals(3, world.maxSeq(CHAT));
        world.chat("amy");
        assertEquals(List.of(4, 4, 4, 0), statuses("bob", CHAT));
    }

    @Test
    void a_stranger_deletes_nothing_for_others_though_he_made_himself_a_row() {
        world.chat("amy");
        assertRefused(1002, delete(world.as("eve"), "eve", CHAT, FOR_ALL, 1));
        world.rows.add("eve", CHAT);
        assertRefused(1002, delete(world.as("eve"), "eve", CHAT, FOR_ALL, 1));
        assertRefused(1002, delete(world.as("eve"), "amy", CHAT, FOR_ALL, 1));
        assertRefused(1002, delete(world.as("amy"), "amy", CHAT.twin(), FOR_ALL, 1));
        assertEquals(List.of(0), statuses("amy", CHAT));
        assertEquals(List.of(), world.told);
    }

    @Test
    void in_a_group_only_who_may_take_back_deletes_for_all_and_all_or_nothing() {
        for (var user : List.of("amy", "bob", "eve")) world.rows.add(user, TEA);
        world.members.put("amy", Rank.OWNER);
        world.members.put("bob", Rank.MEMBER);
        world.groupChat("bob", "amy", "eve");
        assertRefused(1002, delete(world.as("bob"), "bob", TEA, FOR_ALL, 1, 2));
        assertRefused(1002, delete(world.as("eve"), "eve", TEA, FOR_ALL, 3));
        assertEquals(List.of(0, 0, 0), statuses("bob", TEA));
        await(delete(world.as("bob"), "bob", TEA, FOR_ALL, 1));
        await(delete(world.as("amy"), "amy", TEA, FOR_ALL, 3));
        assertEquals(List.of(4, 0, 4), statuses("bob", TEA));
        assertEquals(List.of("2102 bob>tea n_tea", "2102 amy>tea n_tea"), world.toldInShort());
    }

    @Test
    void an_app_admin_erases_without_a_word() {
        world.chat("amy", "bob");
        var request =
                DeleteMsgPhysicalBySeqReq.newBuilder()
                        .setConversationID("si_amy_bob")
                        .addSeqs(1)
                        .build();
        assertRefused(1002, sync.deleteMsgPhysicalBySeq(world.as("amy"), request));
        await(sync.deleteMsgPhysicalBySeq(world.asAdmin(), request));
        assertEquals(
                MsgData.newBuilder().setSeq(1).setStatus(4).build(),
                Pulls.of(world, "bob").one(CHAT, 1));
        assertEquals(List.of(), world.told);
    }

    @Test
    void a_request_of_bad_shape_or_in_anothers_name_is_refused() {
        world.chat("amy");
        var amy = world.as("amy");
        assertRefused(1001, delete(amy, "", CHAT, QUIETLY, 1));
        assertRefused(1001, delete(amy, "amy", new ConversationId(""), QUIETLY, 1));
        assertRefused(1002, delete(amy, "bob", CHAT, QUIETLY, 1));
        var tooMany = LongStream.rangeClosed(1, 1_001).toArray();
        assertRefused(1001, delete(amy, "amy", CHAT, QUIETLY, tooMany));
        await(delete(amy, "amy", CHAT, QUIETLY));
    }

    private List<Integer> statuses(String user, ConversationId conversation) {
        return Pulls.of(world, user).all(conversation).stream().map(MsgData::getStatus).toList();
    }

    private Future<?> delete(
            Call call, String user, ConversationId of, DeleteSyncOpt reach, long... seqs) {
        return sync.deleteMsgs(
                call,
                DeleteMsgsReq.newBuilder()
                        .setUserID(user)
                        .setConversationID(of.value())
                        .addAllSeqs(LongStream.of(seqs).boxed().toList())
                        .setDeleteSyncOpt(reach)
                        .build());
    }

    private static JsonObject tips(String user, ConversationId conversation, long... seqs) {
        return new JsonObject()
                .put("userID", user)
                .put("conversationID", conversation.value())
                .put("seqs", LongStream.of(seqs).boxed().toList());
    }
}
