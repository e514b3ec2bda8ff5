package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.SetConversationMaxSeqReq;
import im.parley.proto.conversation.SetConversationMinSeqReq;
import im.parley.proto.conversation.UpdateConversationReq;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What joining and leaving a group and other parts of the server do to rows
/// (http-messages-and-objects.md 5.2; procedures J and L of http-identity-and-groups.md 10).
class GroupRowsTest extends ConversationWorld {
    private static final String TEA = "sg_tea";

    private void bound(long maxSeq, String... users) {
        var asked = SetConversationMaxSeqReq.newBuilder().setConversationID(TEA).setMaxSeq(maxSeq);
        await(
                conversations.setConversationMaxSeq(
                        byServer(), asked.addAllOwnerUserID(List.of(users)).build()));
    }

    @Test
    void who_joins_has_a_row_and_his_version_tells_of_it() {
        var amy = sync("amy");
        join("tea", List.of("amy", "bob", "amy"));
        var row = row("amy", TEA);
        assertEquals("tea", row.getGroupID());
        assertEquals("", row.getUserID());
        assertEquals(3, row.getConversationType());
        assertEquals(0, row.getMaxSeq());
        assertEquals(List.of(TEA), ids("bob"));
        assertEquals("+1 [sg_tea] [] []", news("amy", amy));
        assertEquals(List.of("conversation amy sg_tea", "conversation bob sg_tea"), announced);
        assertEquals(List.of(), notices.told());
    }

    @Test
    void who_comes_back_reads_on_and_keeps_his_settings() {
        join("tea", List.of("amy"));
        set("amy", room("tea").setIsPinned(yes()));
        bound(9, "amy");
        var amy = sync("amy");
        join("tea", List.of("amy", "bob"));
        assertEquals(0, row("amy", TEA).getMaxSeq());
        assertEquals(true, row("amy", TEA).getIsPinned());
        assertEquals("+1 [] [sg_tea] []", news("amy", amy));
    }

    /// notifications-and-webhooks.md B2: "always, even if unchanged".
    @Test
    void who_has_a_row_already_is_a_step_further_all_the_same() {
        join("tea", List.of("amy"));
        var amy = sync("amy");
        join("tea", List.of("amy"));
        assertEquals("+1 [] [sg_tea] []", news("amy", amy));
    }

    @Test
    void many_members_are_written_piece_by_piece() {
        var many = IntStream.range(0, 1_201).mapToObj(i -> "m" + i).toList();
        join("tea", many);
        assertEquals(List.of(TEA), ids("m0"));
        assertEquals(List.of(TEA), ids("m1200"));
        assertEquals(1_201, announced.size());
        var again = new ArrayList<>(many);
        again.add("late");
        join("tea", again);
        assertEquals(List.of(TEA), ids("late"));
        assertEquals(2, sync("m600").getVersion());
    }

    @Test
    void a_bound_is_kept_in_the_rows_there_are_and_their_owners_are_told() {
        join("tea", List.of("amy", "bob"));
        var amy = sync("amy");
        announced.clear();
        bound(7, "amy", "bob", "zoe");
        assertEquals(7, row("amy", TEA).getMaxSeq());
        assertEquals("+1 [] [sg_tea] []", news("amy", amy));
        assertEquals(List.of(), ids("zoe"));
        assertEquals(List.of(changed("amy", TEA), changed("bob", TEA)), notices.told());
        assertEquals(List.of("conversation amy sg_tea", "conversation bob sg_tea"), announced);
    }

    @Test
    void the_lower_bound_is_set_the_same_way() {
        join("tea", List.of("amy"));
        var amy = sync("amy");
        var asked = SetConversationMinSeqReq.newBuilder().setConversationID(TEA).setMinSeq(4);
        await(conversations.setConversationMinSeq(byServer(), asked.addOwnerUserID("amy").build()));
        assertEquals(4, row("amy", TEA).getMinSeq());
        assertEquals("+1 [] [sg_tea] []", news("amy", amy));
        assertEquals(List.of(changed("amy", TEA)), notices.told());
    }

    @Test
    void any_field_of_the_rows_there_are_can_be_updated() {
        join("tea", List.of("amy", "bob"));
        var asked =
                UpdateConversationReq.newBuilder()
                        .setConversationID(TEA)
                        .addAllUserIDs(List.of("amy", "bob", "zoe"))
                        .setMinSeq(seconds(3))
                        .setGroupAtType(number(4))
                        .setLatestMsgDestructTime(seconds(1_700_000_000_000L));
        await(conversations.updateConversation(byServer(), asked.build()));
        var row = row("bob", TEA);
        assertEquals(3, row.getMinSeq());
        assertEquals(4, row.getGroupAtType());
        assertEquals(1_700_000_000_000L, row.getLatestMsgDestructTime());
        assertEquals(List.of(), ids("zoe"));
        assertEquals(2, notices.told().size());
        var nothing = UpdateConversationReq.newBuilder().setConversationID(TEA).addUserIDs("amy");
        await(conversations.updateConversation(byServer(), nothing.build()));
        assertEquals(List.of(), notices.told());
    }

    @Test
    void only_the_server_does_any_of_this() {
        var joining =
                CreateGroupChatConversationsReq.newBuilder().setGroupID("tea").addUserIDs("amy");
        var max = SetConversationMaxSeqReq.newBuilder().setConversationID(TEA);
        var min = SetConversationMinSeqReq.newBuilder().setConversationID(TEA);
        var update = UpdateConversationReq.newBuilder().setConversationID(TEA);
        for (var call : List.of(by("amy"), byAdmin(), byStranger())) {
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(conversations.createGroupChatConversations(call, joining.build())));
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(conversations.setConversationMaxSeq(call, max.build())));
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(conversations.setConversationMinSeq(call, min.build())));
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(conversations.updateConversation(call, update.build())));
        }
        assertRefused(ErrorCode.ARGS, () -> join("tea", List.of()));
        assertRefused(ErrorCode.ARGS, () -> join("", List.of("amy")));
        assertRefused(ErrorCode.ARGS, () -> bound(-1, "amy"));
    }
}
