package im.parley.send;

import static im.parley.contract.ErrorCode.ARGS;
import static im.parley.contract.ErrorCode.BLOCKED_BY_PEER;
import static im.parley.contract.ErrorCode.DISMISSED;
import static im.parley.contract.ErrorCode.MUTED_GROUP;
import static im.parley.contract.ErrorCode.MUTED_IN_GROUP;
import static im.parley.contract.ErrorCode.NOT_IN_GROUP;
import static im.parley.contract.ErrorCode.NOT_PEERS_FRIEND;
import static im.parley.contract.ErrorCode.NO_PERMISSION;
import static im.parley.contract.ErrorCode.RECORD_NOT_FOUND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.parley.contract.ErrorCode;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.send.GroupFacts.Place;
import im.parley.send.GroupFacts.Standing;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

/// message-pipeline.md 1.2 to 1.4, row by row.
class SendRulesTest {
    private static final MsgData TEXT =
            MsgData.newBuilder()
                    .setSendID("amy")
                    .setRecvID("bob")
                    .setSessionType(1)
                    .setContentType(101)
                    .build();

    private static void assertRefused(ErrorCode code, Verdict verdict) {
        assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict).code());
    }

    @Nested
    class Kinds {
        private Verdict judge(int session, int contentType, boolean forAll, int level) {
            var message = TEXT.toBuilder().setSessionType(session).setContentType(contentType);
            return SendRules.judge(new KindFacts(message.build(), forAll, level));
        }

        @ParameterizedTest
        @ValueSource(ints = {1000, 1300, 1501, 2001, 2101, 2102, 2200, 5000})
        void nobody_forges_notifications_I_46(int contentType) {
            assertRefused(NO_PERMISSION, judge(1, contentType, false, 0));
            assertRefused(NO_PERMISSION, judge(3, contentType, false, 3));
            assertEquals(Verdict.ALLOWED, judge(1, contentType, true, 0));
        }

        @Test
        void nobody_else_writes_among_the_notifications_of_a_conversation_I_46() {
            var words = TEXT.toBuilder().putOptions("isNotNotification", false).build();
            assertFalse(KindFacts.isCommon(words));
            assertRefused(NO_PERMISSION, SendRules.judge(new KindFacts(words, false, 3)));
            assertEquals(Verdict.ALLOWED, SendRules.judge(new KindFacts(words, true, 0)));
        }

        @ParameterizedTest
        @ValueSource(ints = {101, 113, 119, 999, 5001})
        void everything_else_is_common(int contentType) {
            assertEquals(Verdict.ALLOWED, judge(1, contentType, false, 0));
        }

        @Test
        void only_system_accounts_send_official_messages_I_47() {
            assertRefused(NO_PERMISSION, judge(4, 1400, false, 0));
            assertRefused(NO_PERMISSION, judge(4, 1400, false, 1));
            assertEquals(Verdict.ALLOWED, judge(4, 1400, false, 3));
            assertEquals(Verdict.ALLOWED, judge(4, 1400, true, 0));
        }
    }

    @Nested
    class SingleChats {
        private static final Optional<UserInfo> NOBODY = Optional.empty();
        private static final Optional<UserInfo> ORDINARY = user(0, 0);

        private static Optional<UserInfo> user(int level, int globalOption) {
            return Optional.of(
                    UserInfo.newBuilder()
                            .setAppMangerLevel(level)
                            .setGlobalRecvMsgOpt(globalOption)
                            .build());
        }

        private Verdict judge(Optional<UserInfo> from, Optional<UserInfo> to, int option) {
            return SendRules.judge(new SingleFacts(TEXT, false, from, to, false, true, option));
        }

        private Verdict judge(Optional<UserInfo> from, boolean blocked, boolean befriended) {
            return SendRules.judge(
                    new SingleFacts(TEXT, false, from, ORDINARY, blocked, befriended, 0));
        }

        @Test
        void an_unknown_sender_is_refused_unless_it_is_the_system() {
            assertRefused(RECORD_NOT_FOUND, judge(NOBODY, ORDINARY, 0));
            var ofSystem = new SingleFacts(TEXT, true, NOBODY, ORDINARY, true, false, 0);
            assertEquals(Verdict.ALLOWED, SendRules.judge(ofSystem));
        }

        @Test
        void the_block_list_of_the_receiver_counts_before_friendship() {
            assertRefused(BLOCKED_BY_PEER, judge(ORDINARY, true, false));
            assertRefused(NOT_PEERS_FRIEND, judge(ORDINARY, false, false));
            assertEquals(Verdict.ALLOWED, judge(ORDINARY, false, true));
        }

        @Test
        void system_accounts_are_neither_blocked_nor_need_friends() {
            for (int level = 2; level <= 4; level++)
                assertEquals(Verdict.ALLOWED, judge(user(level, 0), true, false));
            assertRefused(BLOCKED_BY_PEER, judge(user(1, 0), true, false));
        }

        @Test
        void the_block_list_counts_before_the_receivers_wishes() {
            var facts = new SingleFacts(TEXT, false, ORDINARY, user(0, 1), true, true, 1);
            assertRefused(BLOCKED_BY_PEER, SendRules.judge(facts));
        }

        @Test
        void an_unknown_receiver_is_refused_but_for_notifications() {
            assertRefused(RECORD_NOT_FOUND, judge(ORDINARY, NOBODY, 0));
            var notice = TEXT.toBuilder().putOptions("isNotNotification", false).build();
            var facts = new SingleFacts(notice, false, ORDINARY, NOBODY, false, true, 0);
            assertEquals(Verdict.ALLOWED, SendRules.judge(facts));
        }

        @Test
        void the_receivers_global_option_holds_for_app_admins_too() {
            var facts = new SingleFacts(TEXT, true, ORDINARY, user(0, 1), false, true, 0);
            assertRefused(ARGS, SendRules.judge(facts));
        }

        @Test
        void a_global_option_2_is_quiet_and_makes_the_conversations_option_unread() {
            assertEquals(Verdict.QUIETLY, judge(ORDINARY, user(0, 2), 1));
        }

        @Test
        void the_option_of_the_conversation_spares_read_receipts() {
            assertRefused(ARGS, judge(ORDINARY, ORDINARY, 1));
            assertEquals(Verdict.QUIETLY, judge(ORDINARY, ORDINARY, 2));
            var receipt = TEXT.toBuilder().setContentType(2200).build();
            var facts = new SingleFacts(receipt, true, ORDINARY, ORDINARY, false, true, 1);
            assertEquals(Verdict.ALLOWED, SendRules.judge(facts));
        }
    }

    @Nested
    class Groups {
        private static final int OK = 0;
        private static final int ENDED = 2;
        private static final int MUTED = 3;
        private static final long NOW = 1_000;
        private static final Optional<Place> OUTSIDER = Optional.empty();

        private static Optional<Place> role(int level, long mutedUntil) {
            return Optional.of(new Place(level, mutedUntil));
        }

        private Verdict judge(int status, Optional<Place> sender) {
            var group = Optional.of(new Standing(status, 2));
            return SendRules.judge(new GroupFacts(TEXT, false, group, sender, NOW));
        }

        @Test
        void a_group_that_does_not_exist_has_no_members_either() {
            var facts = new GroupFacts(TEXT, true, Optional.empty(), OUTSIDER, NOW);
            assertRefused(RECORD_NOT_FOUND, SendRules.judge(facts));
        }

        @ParameterizedTest
        @CsvSource({
            // role, status of the group, muted until, allowed
            "100, 0, 0,    true",
            "100, 3, 0,    true",
            "100, 0, 9999, true",
            "60,  0, 0,    true",
            "60,  3, 0,    true",
            "20,  0, 0,    true",
            "20,  0, 999,  true",
        })
        void who_may_speak(int level, int status, long mutedUntil, boolean allowed) {
            assertEquals(allowed, judge(status, role(level, mutedUntil)) == Verdict.ALLOWED);
        }

        @Test
        void a_dismissed_group_refuses_its_owner_and_outsiders_alike() {
            assertRefused(DISMISSED, judge(ENDED, role(100, 0)));
            assertRefused(DISMISSED, judge(ENDED, OUTSIDER));
        }

        @Test
        void the_notice_of_its_end_still_goes_to_a_dismissed_group() {
            var notice = TEXT.toBuilder().setContentType(1511).build();
            var group = Optional.of(new Standing(ENDED, 2));
            var facts = new GroupFacts(notice, true, group, OUTSIDER, NOW);
            assertEquals(Verdict.ALLOWED, SendRules.judge(facts));
        }

        @Test
        void an_outsider_is_refused_unless_it_is_the_system() {
            assertRefused(NOT_IN_GROUP, judge(OK, OUTSIDER));
            assertRefused(NOT_IN_GROUP, judge(MUTED, OUTSIDER));
            var group = Optional.of(new Standing(MUTED, 2));
            var facts = new GroupFacts(TEXT, true, group, OUTSIDER, NOW);
            assertEquals(Verdict.ALLOWED, SendRules.judge(facts));
        }

        @Test
        void a_group_of_the_old_super_type_asks_for_no_membership() {
            var group = Optional.of(new Standing(OK, 1));
            var facts = new GroupFacts(TEXT, false, group, OUTSIDER, NOW);
            assertEquals(Verdict.ALLOWED, SendRules.judge(facts));
        }

        @Test
        void a_muted_member_is_refused_up_to_the_last_millisecond() {
            assertRefused(MUTED_IN_GROUP, judge(OK, role(20, NOW)));
            assertEquals(Verdict.ALLOWED, judge(OK, role(20, NOW - 1)));
            assertRefused(MUTED_IN_GROUP, judge(OK, role(60, NOW)));
        }

        @Test
        void a_muted_member_of_a_muted_group_hears_of_his_own_mute() {
            assertRefused(MUTED_IN_GROUP, judge(MUTED, role(20, NOW)));
            assertRefused(MUTED_GROUP, judge(MUTED, role(20, 0)));
        }
    }
}
