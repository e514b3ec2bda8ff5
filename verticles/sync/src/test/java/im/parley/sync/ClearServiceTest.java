package im.parley.sync;

import static im.parley.sync.World.BOB;
import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.proto.msg.ClearConversationsMsgReq;
import im.parley.proto.msg.DeleteSyncOpt;
import im.parley.proto.msg.UserClearAllMsgReq;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.List;

/// message-pipeline.md 5.3 and 10.2, I-39.
class ClearServiceTest extends InWorld {
    private static final DeleteSyncOpt QUIETLY = DeleteSyncOpt.getDefaultInstance();
    private static final DeleteSyncOpt TELLING_MYSELF =
            DeleteSyncOpt.newBuilder().setIsSyncSelf(true).build();
    private static final DeleteSyncOpt FOR_ALL =
            DeleteSyncOpt.newBuilder().setIsSyncOther(true).build();

    @Test
    void cleared_for_oneself_nothing_before_is_readable_or_unread() {
        world.chat("amy", "amy", "amy");
        await(clear(world.as("bob"), "bob", QUIETLY, CHAT, new ConversationId("si_no_body")));
        assertEquals(List.of(), Pulls.of(world, "bob").all(CHAT));
        assertEquals(3, world.readSeq(BOB, CHAT));
        assertEquals(3, Pulls.of(world, "bob").position(CHAT).getMaxSeq());
        assertEquals(4, world.rows.row("bob", CHAT).getMinSeq());
        assertEquals(3, Pulls.of(world, "amy").all(CHAT).size());
        assertEquals(List.of(), world.told); // the row's own service tells of the row

        world.chat("amy");
        assertEquals(List.of(4L), Pulls.seqs(Pulls.of(world, "bob").all(CHAT)));
        assertEquals(3, Pulls.of(world, "bob").position(CHAT).getHasReadSeq());
    }

    @Test
    void everything_at_once_tells_ones_other_devices_of_all_if_wanted() {
        world.chat("amy");
        world.groupChat("amy");
        world.rows.add("bob", TEA);
        var request =
                UserClearAllMsgReq.newBuilder().setUserID("bob").setDeleteSyncOpt(TELLING_MYSELF);
        await(sync.userClearAllMsg(world.as("bob"), request.build()));
        assertEquals(List.of(), Pulls.of(world, "bob").all(CHAT));
        assertEquals(List.of(), Pulls.of(world, "bob").all(TEA));
        assertEquals(List.of("1703 bob>bob n_bob_bob"), world.toldInShort());
        assertEquals(tips("bob", "si_amy_bob", "sg_tea"), world.lastTips());
        assertEquals(false, world.lastTold().getOptionsMap().get("history"));
        assertRefused(1002, sync.userClearAllMsg(world.as("eve"), request.build()));
        assertRefused(1001, sync.userClearAllMsg(world.as("eve"), request.clearUserID().build()));
    }

    @Test
    void cleared_for_both_the_other_is_told_and_no_row_changes() {
        world.chat("amy", "bob");
        await(clear(world.as("bob"), "bob", FOR_ALL, CHAT));
        for (var user : List.of("amy", "bob"))
            assertEquals(List.of(), Pulls.of(world, user).all(CHAT));
        assertEquals(List.of("1703 bob>amy n_amy_bob"), world.toldInShort());
        assertEquals(tips("bob", "si_amy_bob"), world.lastTips());
        assertEquals(0, world.rows.row("bob", CHAT).getMinSeq());
        assertEquals(2, world.maxSeq(CHAT));
        assertEquals(2, Pulls.of(world, "amy").position(CHAT).getHasReadSeq());
    }

    @Test
    void a_group_is_cleared_for_all_by_its_owner_and_admins_only_and_all_or_nothing() {
        world.chat("bob");
        world.groupChat("amy");
        for (var user : List.of("amy", "bob")) world.rows.add(user, TEA);
        world.members.put("amy", Rank.ADMIN);
        world.members.put("bob", Rank.MEMBER);
        assertRefused(1002, clear(world.as("bob"), "bob", FOR_ALL, CHAT, TEA));
        assertEquals(1, Pulls.of(world, "bob").all(CHAT).size());
        await(clear(world.as("amy"), "amy", FOR_ALL, TEA));
        assertEquals(List.of(), Pulls.of(world, "bob").all(TEA));
        assertEquals(List.of("1703 amy>tea n_tea"), world.toldInShort());
    }

    @Test
    void a_row_that_somebody_made_himself_is_no_right_to_clear_a_foreign_chat() {
        world.chat("amy");
        world.rows.add("eve", CHAT);
        assertRefused(1002, clear(world.as("eve"), "eve", FOR_ALL, CHAT));
        assertEquals(1, Pulls.of(world, "amy").all(CHAT).size());
    }

    @Test
    void nobody_clears_for_another() {
        assertRefused(1002, clear(world.as("eve"), "bob", QUIETLY, CHAT));
        assertRefused(1001, clear(world.as("eve"), "", QUIETLY, CHAT));
    }

    private Future<?> clear(
            Call call, String user, DeleteSyncOpt reach, ConversationId... conversations) {
        var request = ClearConversationsMsgReq.newBuilder().setUserID(user);
        for (var conversation : conversations) request.addConversationIDs(conversation.value());
        return sync.clearConversationsMsg(call, request.setDeleteSyncOpt(reach).build());
    }

    private static JsonObject tips(String user, String... conversationIDs) {
        return new JsonObject()
                .put("userID", user)
                .put("conversationIDs", List.of(conversationIDs));
    }
}
