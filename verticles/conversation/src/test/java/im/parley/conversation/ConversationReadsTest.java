package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.GetAllConversationsReq;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetFullOwnerConversationIDsReq;
import im.parley.proto.conversation.GetIncrementalConversationReq;
import im.parley.proto.conversation.GetNotNotifyConversationIDsReq;
import im.parley.proto.conversation.GetOwnerConversationReq;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.state.Write;
import im.parley.versions.IdHash;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.BiFunction;

/// http-messages-and-objects.md 5.3 and 5.7.
class ConversationReadsTest extends ConversationWorld {
    @Nested
    class GivenThreeConversations {
        @BeforeEach
        void talk() {
            for (var peer : List.of("zoe", "bob", "moe")) create(SINGLE, peer, "amy");
        }

        @Test
        void lists_are_in_order_of_creation() {
            var order = List.of("si_amy_zoe", "si_amy_bob", "si_amy_moe");
            assertEquals(order, ids("amy"));
            assertEquals(order, fullIds("amy", 0).getConversationIDsList());
            var all = GetAllConversationsReq.newBuilder().setOwnerUserID("amy").build();
            assertEquals(
                    order,
                    idsOf(
                            await(conversations.getAllConversations(by("amy"), all))
                                    .getConversationsList()));
        }

        @Test
        void pages_are_cut_from_that_order_and_carry_the_total() {
            var second = page(2, 2);
            assertEquals(3, second.getTotal());
            assertEquals(List.of("si_amy_moe"), idsOf(second.getConversationsList()));
            assertEquals(
                    List.of("si_amy_zoe", "si_amy_bob"), idsOf(page(1, 2).getConversationsList()));
            assertEquals(List.of(), page(3, 2).getConversationsList());
        }

        @Test
        void a_page_that_says_nothing_sensible_is_empty_with_the_total() {
            var none = GetOwnerConversationReq.newBuilder().setUserID("amy").build();
            var answer = await(conversations.getOwnerConversation(by("amy"), none));
            assertEquals(3, answer.getTotal());
            assertEquals(0, answer.getConversationsCount());
            assertEquals(0, page(0, 2).getConversationsCount());
            assertEquals(0, page(1, 0).getConversationsCount());
            assertEquals(0, page(1, -1).getConversationsCount());
            assertEquals(0, page(Integer.MAX_VALUE, Integer.MAX_VALUE).getConversationsCount());
        }

        @Test
        void some_are_asked_for_by_id_and_unknown_ones_left_out() {
            var asked =
                    GetConversationsReq.newBuilder()
                            .setOwnerUserID("amy")
                            .addAllConversationIDs(
                                    List.of("si_amy_bob", "si_no_body", "si_amy_bob", "si_amy_zoe"))
                            .build();
            assertEquals(
                    List.of("si_amy_bob", "si_amy_zoe"),
                    idsOf(
                            await(conversations.getConversations(by("amy"), asked))
                                    .getConversationsList()));
        }

        @Test
        void a_missing_one_is_1004() {
            assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> row("amy", "si_no_body"));
        }

        @Test
        void pinned_and_silent_ones_are_listed() {
            set("amy", chat("amy", "moe").setIsPinned(yes()));
            set("amy", chat("amy", "bob").setRecvMsgOpt(number(2)));
            set("amy", chat("amy", "zoe").setRecvMsgOpt(number(1)));
            var pinned = GetPinnedConversationIDsReq.newBuilder().setUserID("amy").build();
            var silent = GetNotNotifyConversationIDsReq.newBuilder().setUserID("amy").build();
            assertEquals(
                    List.of("si_amy_moe"),
                    await(conversations.getPinnedConversationIDs(by("amy"), pinned))
                            .getConversationIDsList());
            assertEquals(
                    List.of("si_amy_bob"),
                    await(conversations.getNotNotifyConversationIDs(by("amy"), silent))
                            .getConversationIDsList());
            assertEquals(1, row("amy", "si_amy_zoe").getRecvMsgOpt());
        }

        @Test
        void equal_ids_are_not_sent_again() {
            var ids = fullIds("amy", 0);
            assertFalse(ids.getEqual());
            var again = fullIds("amy", IdHash.of(ids.getConversationIDsList()));
            assertTrue(again.getEqual());
            assertEquals(List.of(), again.getConversationIDsList());
            assertEquals(ids.getVersion(), again.getVersion());
            assertEquals(ids.getVersionID(), again.getVersionID());
        }

        @Test
        void a_client_that_is_up_to_date_is_told_nothing() {
            var head = sync("amy", "", 0);
            assertTrue(head.getFull());
            assertEquals(3, head.getVersion());
            var again = sync("amy", head.getVersionID(), head.getVersion());
            assertEquals(head.toBuilder().setFull(false).build(), again);
        }

        @Test
        void a_row_that_is_gone_by_now_is_left_out() {
            var head = sync("amy", "", 0);
            create(SINGLE, "amy", "dan");
            create(SINGLE, "amy", "eve");
            var row = Write.delete(ConversationRow.TABLE, "amy", "si_amy_dan");
            await(state.tables().write(List.of(row)));
            var news = sync("amy", head.getVersionID(), head.getVersion());
            assertEquals(List.of("si_amy_eve"), idsOf(news.getInsertList()));
        }
    }

    @Test
    void a_new_user_has_an_empty_list_with_a_version() {
        var head = sync("amy", "", 0);
        assertTrue(head.getFull());
        assertEquals(1, head.getVersion());
        var ids = fullIds("amy", 0);
        assertTrue(ids.getEqual()); // http-identity-and-groups.md 6.5: idHash 0 and an empty list
        assertEquals(head.getVersionID(), ids.getVersionID());
        assertNotEquals(head.getVersionID(), sync("bob", "", 0).getVersionID());
    }

    @Test
    void nobody_reads_the_conversations_of_another_but_app_admins_and_the_server() {
        create(SINGLE, "amy", "bob");
        for (BiFunction<Call, String, Future<?>> read : reads()) {
            assertRefused(ErrorCode.NO_PERMISSION, () -> await(read.apply(by("bob"), "amy")));
            assertRefused(ErrorCode.NO_PERMISSION, () -> await(read.apply(byStranger(), "amy")));
            await(read.apply(by("amy"), "amy"));
            await(read.apply(byAdmin(), "amy"));
            await(read.apply(byServer(), "amy"));
        }
    }

    @Test
    void an_empty_user_id_is_refused_and_makes_no_version_log() {
        var ask = GetIncrementalConversationReq.getDefaultInstance();
        assertRefused(
                ErrorCode.ARGS,
                () -> await(conversations.getIncrementalConversation(byAdmin(), ask)));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(conversations.getIncrementalConversation(by("amy"), ask)));
    }

    private List<BiFunction<Call, String, Future<?>>> reads() {
        return List.of(
                (call, owner) ->
                        conversations.getConversation(
                                call,
                                GetConversationReq.newBuilder()
                                        .setOwnerUserID(owner)
                                        .setConversationID("si_amy_bob")
                                        .build()),
                (call, owner) ->
                        conversations.getConversations(
                                call,
                                GetConversationsReq.newBuilder().setOwnerUserID(owner).build()),
                (call, owner) ->
                        conversations.getAllConversations(
                                call,
                                GetAllConversationsReq.newBuilder().setOwnerUserID(owner).build()),
                (call, owner) ->
                        conversations.getOwnerConversation(
                                call,
                                GetOwnerConversationReq.newBuilder().setUserID(owner).build()),
                (call, owner) ->
                        conversations.getConversationIDs(
                                call, GetConversationIDsReq.newBuilder().setUserID(owner).build()),
                (call, owner) ->
                        conversations.getNotNotifyConversationIDs(
                                call,
                                GetNotNotifyConversationIDsReq.newBuilder()
                                        .setUserID(owner)
                                        .build()),
                (call, owner) ->
                        conversations.getPinnedConversationIDs(
                                call,
                                GetPinnedConversationIDsReq.newBuilder().setUserID(owner).build()),
                (call, owner) ->
                        conversations.getIncrementalConversation(
                                call,
                                GetIncrementalConversationReq.newBuilder()
                                        .setUserID(owner)
                                        .build()),
                (call, owner) ->
                        conversations.getFullOwnerConversationIDs(
                                call,
                                GetFullOwnerConversationIDsReq.newBuilder()
                                        .setUserID(owner)
                                        .build()));
    }
}
