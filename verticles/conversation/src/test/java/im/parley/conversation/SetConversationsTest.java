package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.ConversationReq;
import im.parley.proto.conversation.SetConversationReq;
import im.parley.proto.conversation.SetConversationsReq;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// http-messages-and-objects.md 5.4, but for what concerns both sides of a chat.
class SetConversationsTest extends ConversationWorld {
    private static final String CHAT = "si_amy_bob";

    private static ConversationReq.Builder withBob() {
        return chat("amy", "bob");
    }

    @Nested
    class GivenAChat {
        @BeforeEach
        void talk() {
            create(SINGLE, "amy", "bob");
            announced.clear();
        }

        @Test
        void every_field_that_is_named_is_kept_and_the_others_stay() {
            var before = row("amy", CHAT).toBuilder();
            set(
                    "amy",
                    withBob()
                            .setRecvMsgOpt(number(2))
                            .setIsPinned(yes())
                            .setAttachedInfo(text("a"))
                            .setEx(text("e"))
                            .setBurnDuration(number(7))
                            .setGroupAtType(number(1))
                            .setMsgDestructTime(seconds(86_400))
                            .setIsMsgDestruct(yes())
                            .setMinSeq(seconds(5))
                            .setMaxSeq(seconds(9)));
            var expected =
                    before.setRecvMsgOpt(2)
                            .setIsPinned(true)
                            .setAttachedInfo("a")
                            .setEx("e")
                            .setBurnDuration(7)
                            .setGroupAtType(1)
                            .setMsgDestructTime(86_400)
                            .setIsMsgDestruct(true);
            assertEquals(expected.build(), row("amy", CHAT));
            set("amy", withBob().setEx(text("")).setIsPinned(no()));
            assertEquals(expected.setEx("").setIsPinned(false).build(), row("amy", CHAT));
        }

        @Test
        void only_the_owner_is_told_once_and_his_version_steps_once() {
            var amy = sync("amy");
            var bob = sync("bob");
            set("amy", withBob().setIsPinned(yes()).setEx(text("x")));
            assertEquals(List.of(changed("amy", CHAT)), notices.told());
            assertEquals("+1 [] [si_amy_bob] []", news("amy", amy));
            assertEquals("+0 [] [] []", news("bob", bob));
            assertEquals(List.of("conversation amy si_amy_bob"), announced);
        }

        @Test
        void what_changes_nothing_is_no_step_and_no_notification() {
            set("amy", withBob().setIsPinned(yes()));
            var amy = sync("amy");
            notices.told();
            announced.clear();
            set("amy", withBob().setIsPinned(yes()).setRecvMsgOpt(number(0)));
            set("amy", withBob());
            set("amy", withBob().setMinSeq(seconds(3)));
            assertEquals("+0 [] [] []", news("amy", amy));
            assertEquals(List.of(), notices.told());
            assertEquals(List.of(), announced);
        }

        @Test
        void an_app_admin_sets_the_rows_of_several_users() {
            set(byAdmin(), withBob().setIsPinned(yes()), "amy", "bob", "amy");
            assertEquals(true, row("amy", CHAT).getIsPinned());
            assertEquals(true, row("bob", CHAT).getIsPinned());
            assertEquals("amy", row("bob", CHAT).getUserID());
            assertEquals(List.of(changed("amy", CHAT), changed("bob", CHAT)), notices.told());
        }

        @Test
        void one_foreign_user_refuses_all() {
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> set(by("amy"), withBob().setIsPinned(yes()), "amy", "bob"));
            assertEquals(false, row("amy", CHAT).getIsPinned());
        }

        @Test
        void nobody_means_nothing() {
            set(by("amy"), withBob().setIsPinned(yes()).setIsPrivateChat(yes()));
            assertEquals(false, row("amy", CHAT).getIsPinned());
            assertEquals(false, row("bob", CHAT).getIsPrivateChat());
            assertEquals(List.of(), notices.told());
        }

        @Test
        void a_whole_row_is_set_but_for_the_bounds_that_the_server_keeps() {
            var wish =
                    Conversation.newBuilder()
                            .setOwnerUserID("amy")
                            .setConversationID(CHAT)
                            .setConversationType(SINGLE)
                            .setUserID("bob")
                            .setIsPinned(true)
                            .setIsPrivateChat(true)
                            .setMinSeq(3)
                            .setMaxSeq(4);
            var asked = SetConversationReq.newBuilder().setConversation(wish).build();
            await(conversations.setConversation(by("amy"), asked));
            var expected = row("amy", CHAT).toBuilder().setIsPinned(true).setIsPrivateChat(true);
            assertEquals(expected.setMinSeq(0).setMaxSeq(0).build(), row("amy", CHAT));
            assertEquals(List.of(changed("amy", CHAT)), notices.told());
            assertEquals(false, row("bob", CHAT).getIsPrivateChat());
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(conversations.setConversation(by("bob"), asked)));
        }
    }

    @Nested
    class GivenNoRow {
        @Test
        void it_is_made_with_what_was_asked_for_and_seen_at_once() {
            var amy = sync("amy");
            set("amy", withBob().setRecvMsgOpt(number(0)));
            var row = row("amy", CHAT);
            assertEquals("bob", row.getUserID());
            assertEquals(SINGLE, row.getConversationType());
            assertEquals("+1 [si_amy_bob] [] []", news("amy", amy));
            assertEquals(List.of(changed("amy", CHAT)), notices.told());
            assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> row("bob", CHAT));
        }

        @Test
        void a_request_that_sets_nothing_makes_none() {
            set("amy", withBob());
            assertEquals(List.of(), ids("amy"));
        }

        @Test
        void one_of_an_official_account_is_made_like_any_other() {
            var told = ConversationReq.newBuilder().setConversationType(OFFICIAL).setUserID("news");
            set("amy", told.setConversationID("sn_amy_news").setIsPinned(yes()));
            assertEquals("news", row("amy", "sn_amy_news").getUserID());
        }

        /// Whoever has a row may read the messages, so a row is given to who takes part.
        @Test
        void nobody_makes_himself_part_of_a_foreign_chat() {
            var foreign = withBob().setIsPinned(yes());
            assertRefused(ErrorCode.ARGS, () -> set("eve", foreign));
            assertRefused(ErrorCode.ARGS, () -> set("eve", foreign.setUserID("amy")));
            assertRefused(
                    ErrorCode.ARGS, () -> set("eve", chat("amy", "bob").setIsPrivateChat(yes())));
            assertRefused(ErrorCode.ARGS, () -> set(byAdmin(), foreign, "amy", "eve"));
            assertEquals(List.of(), ids("eve"));
            assertEquals(List.of(), ids("amy"));
        }

        @Test
        void a_group_gives_one_to_its_members_only() {
            neighbours.members.put("tea", Set.of("amy"));
            set("amy", room("tea").setRecvMsgOpt(number(1)));
            assertEquals("tea", row("amy", "sg_tea").getGroupID());
            assertEquals("", row("amy", "sg_tea").getUserID());
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> set("eve", room("tea").setRecvMsgOpt(number(1))));
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> set(byAdmin(), room("tea").setEx(text("x")), "amy", "eve"));
            assertEquals("", row("amy", "sg_tea").getEx());
        }

        @Test
        void a_group_gives_none_of_another_group() {
            neighbours.members.put("gin", Set.of("eve"));
            assertRefused(
                    ErrorCode.ARGS,
                    () -> set("eve", room("tea").setGroupID("gin").setIsPinned(yes())));
        }

        @Test
        void the_server_marks_members_whom_it_has_counted_itself() {
            var many = IntStream.range(0, 1_203).mapToObj(i -> "m" + i).toArray(String[]::new);
            set(byServer(), room("tea").setGroupAtType(number(2)), many);
            assertEquals(2, row("m0", "sg_tea").getGroupAtType());
            assertEquals(2, row("m1202", "sg_tea").getGroupAtType());
            assertEquals(1_203, notices.told().size());
        }
    }

    @Test
    void a_member_who_left_keeps_setting_what_he_still_has() {
        join("tea", List.of("amy"));
        set("amy", room("tea").setIsPinned(yes()).setIsPrivateChat(yes()));
        assertEquals(true, row("amy", "sg_tea").getIsPinned());
        assertEquals(false, row("amy", "sg_tea").getIsPrivateChat()); // no such thing in a group
    }

    static Stream<ConversationReq.Builder> senseless() {
        return Stream.of(
                ConversationReq.newBuilder(),
                withBob().setConversationID(""),
                withBob().setConversationType(0),
                withBob().setConversationType(2),
                withBob().setConversationType(9),
                withBob().setUserID(""),
                room("tea").setGroupID(""),
                withBob().setRecvMsgOpt(number(3)),
                withBob().setRecvMsgOpt(number(-1)),
                withBob().setGroupAtType(number(5)),
                withBob().setBurnDuration(number(-1)),
                withBob().setMsgDestructTime(seconds(-1)));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void what_makes_no_sense_is_1001_and_changes_nothing(ConversationReq.Builder wish) {
        create(SINGLE, "amy", "bob");
        var before = row("amy", CHAT);
        assertRefused(ErrorCode.ARGS, () -> set("amy", wish.setIsPinned(yes())));
        assertEquals(before, row("amy", CHAT));
    }

    @Test
    void without_a_conversation_it_is_1001() {
        var asked = SetConversationsReq.newBuilder().addUserIDs("amy").build();
        assertRefused(
                ErrorCode.ARGS, () -> await(conversations.setConversations(by("amy"), asked)));
    }
}
