package im.parley.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.parley.contract.ErrorCode;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/// message-pipeline.md 1.3, row by row.
class SendRulesTest {
    private static final MsgData TEXT =
            MsgData.newBuilder()
                    .setSendID("amy")
                    .setRecvID("bob")
                    .setSessionType(1)
                    .setContentType(101)
                    .build();
    private static final Optional<UserInfo> ORDINARY = user(0, 0);

    private final SendRules open = new SendRules(false);
    private final SendRules friendsOnly = new SendRules(true);

    @Test
    void an_unknown_sender_is_refused_unless_he_is_an_app_admin() {
        var facts = new SingleFacts(Optional.empty(), ORDINARY, false, true, 0);
        assertRefused(ErrorCode.RECORD_NOT_FOUND, open.judgeSingle(TEXT, facts, false));
        assertEquals(Verdict.ALLOWED, open.judgeSingle(TEXT, facts, true));
    }

    @Test
    void the_block_list_of_the_receiver_counts_before_friendship() {
        var facts = new SingleFacts(ORDINARY, ORDINARY, true, false, 0);
        assertRefused(ErrorCode.BLOCKED_BY_PEER, friendsOnly.judgeSingle(TEXT, facts, false));
    }

    @Test
    void friendship_counts_only_where_it_is_required() {
        var facts = new SingleFacts(ORDINARY, ORDINARY, false, false, 0);
        assertEquals(Verdict.ALLOWED, open.judgeSingle(TEXT, facts, false));
        assertRefused(ErrorCode.NOT_PEERS_FRIEND, friendsOnly.judgeSingle(TEXT, facts, false));
    }

    @Test
    void system_accounts_are_neither_blocked_nor_need_friends() {
        for (int level = 2; level <= 4; level++) {
            var facts = new SingleFacts(user(level, 0), ORDINARY, true, false, 0);
            assertEquals(Verdict.ALLOWED, friendsOnly.judgeSingle(TEXT, facts, false));
        }
        var ordinary = new SingleFacts(user(1, 0), ORDINARY, true, false, 0);
        assertRefused(ErrorCode.BLOCKED_BY_PEER, open.judgeSingle(TEXT, ordinary, false));
    }

    @Test
    void an_unknown_receiver_is_refused_but_for_notifications() {
        var facts = new SingleFacts(ORDINARY, Optional.empty(), false, true, 0);
        assertRefused(ErrorCode.RECORD_NOT_FOUND, open.judgeSingle(TEXT, facts, false));
        var notice = TEXT.toBuilder().putOptions("isNotNotification", false).build();
        assertEquals(Verdict.ALLOWED, open.judgeSingle(notice, facts, false));
    }

    @Test
    void the_receivers_global_option_holds_for_app_admins_too() {
        var refusing = new SingleFacts(ORDINARY, user(0, 1), false, true, 0);
        assertRefused(ErrorCode.ARGS, open.judgeSingle(TEXT, refusing, true));
        var silent = new SingleFacts(ORDINARY, user(0, 2), false, true, 1);
        assertEquals(Verdict.QUIETLY, open.judgeSingle(TEXT, silent, false));
    }

    @Test
    void the_receivers_option_for_the_conversation_spares_read_receipts() {
        var refusing = new SingleFacts(ORDINARY, ORDINARY, false, true, 1);
        assertRefused(ErrorCode.ARGS, open.judgeSingle(TEXT, refusing, false));
        var receipt = TEXT.toBuilder().setContentType(2200).build();
        assertEquals(Verdict.ALLOWED, open.judgeSingle(receipt, refusing, true));
        var silent = new SingleFacts(ORDINARY, ORDINARY, false, true, 2);
        assertEquals(Verdict.QUIETLY, open.judgeSingle(TEXT, silent, false));
    }

    @Test
    void only_system_accounts_send_official_messages_and_nobody_forges_notifications() {
        var official = TEXT.toBuilder().setSessionType(4).setContentType(1400).build();
        assertRefused(ErrorCode.NO_PERMISSION, SendRules.judgeKind(official, 0));
        assertEquals(Verdict.ALLOWED, SendRules.judgeKind(official, 3));
        var forged = TEXT.toBuilder().setContentType(2101).build();
        assertRefused(ErrorCode.NO_PERMISSION, SendRules.judgeKind(forged, 0));
        assertRefused(ErrorCode.NO_PERMISSION, SendRules.judgeKind(forged, 3));
    }

    private static void assertRefused(ErrorCode code, Verdict verdict) {
        assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict).code());
    }

    private static Optional<UserInfo> user(int level, int globalOption) {
        return Optional.of(
                UserInfo.newBuilder()
                        .setAppMangerLevel(level)
                        .setGlobalRecvMsgOpt(globalOption)
                        .build());
    }
}
