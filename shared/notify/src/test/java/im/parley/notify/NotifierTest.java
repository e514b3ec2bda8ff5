package im.parley.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.platform.NodeId;
import im.parley.platform.Settings;
import im.parley.proto.sdkws.GroupMutedTips;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.sdkws.UserInfoUpdatedTips;
import im.parley.state.MessageLog;
import im.parley.state.Overloaded;
import im.parley.state.Submission;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class NotifierTest {
    private static final UserId AMY = new UserId("amy");
    private static final UserId BOB = new UserId("bob");
    private static final NodeId NODE = new NodeId("here");
    private static final Call CALL = Call.ofServer("op-1", Long.MAX_VALUE);
    private static final UserInfoUpdatedTips TIPS =
            UserInfoUpdatedTips.newBuilder().setUserID("u1").build();

    /// A log that keeps what it takes, as long as there is room.
    private static final class Kept implements MessageLog {
        final List<Submission> taken = new ArrayList<>();
        int room = Integer.MAX_VALUE;

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Future<Void> append(Submission submission) {
            if (taken.size() >= room) return Future.failedFuture(new Overloaded("full"));
            taken.add(submission);
            return Future.succeededFuture();
        }

        @Override
        public void read(Assignment assigned) {
            throw new UnsupportedOperationException("nobody reads here");
        }
    }

    private final Kept log = new Kept();
    private final Notifier notifier =
            new Notifier(log, NODE, () -> 1_700_000_000_123L, NotifyConfig.DEFAULTS);

    private MsgData sent() {
        return log.taken.getLast().message();
    }

    @Test
    void a_notification_is_a_message_from_the_system() {
        assertTrue(notifier.toUser(CALL, 1303, AMY, BOB, TIPS).succeeded());
        var message = sent();
        assertEquals("amy", message.getSendID());
        assertEquals("bob", message.getRecvID());
        assertEquals("", message.getGroupID());
        assertEquals(1, message.getSessionType());
        assertEquals(200, message.getMsgFrom());
        assertEquals(1303, message.getContentType());
        assertEquals(0, message.getSenderPlatformID());
        assertEquals(0, message.getStatus());
        assertEquals(1_700_000_000_123L, message.getCreateTime());
        assertEquals(1_700_000_000_123L, message.getSendTime());
        assertTrue(message.getClientMsgID().matches("[0-9a-f]{32}"), message.getClientMsgID());
        assertTrue(message.getServerMsgID().matches("[0-9a-f]{32}"), message.getServerMsgID());
        assertNotEquals(message.getClientMsgID(), message.getServerMsgID());
        assertEquals(new ConversationId("n_amy_bob"), ConversationId.of(message));
    }

    @Test
    void the_content_is_json_in_json() {
        notifier.toUser(CALL, 1303, AMY, BOB, TIPS);
        assertEquals( // notifications-and-webhooks.md A2, sample bytes
                "{\"detail\":\"{\\\"userID\\\":\\\"u1\\\"}\"}", sent().getContent().toStringUtf8());
    }

    @Test
    void any_text_survives_both_encodings() {
        var name = "<a>&\"\\ \u2028 汉 \uD83D\uDE00";
        notifier.toUser(CALL, 1303, AMY, BOB, TIPS.toBuilder().setUserID(name).build());
        var detail = new JsonObject(sent().getContent().toStringUtf8()).getString("detail");
        assertEquals(name, new JsonObject(detail).getString("userID"));
    }

    @Test
    void all_eleven_options_are_set_and_an_invisible_one_only_reaches_who_is_online() {
        notifier.toUser(CALL, 1303, AMY, AMY, TIPS);
        var expected = // notifications-and-webhooks.md A3
                new TreeMap<>(
                        Map.ofEntries(
                                Map.entry("history", false),
                                Map.entry("persistent", false),
                                Map.entry("offlinePush", false),
                                Map.entry("unreadCount", false),
                                Map.entry("conversationUpdate", false),
                                Map.entry("senderSync", true),
                                Map.entry("notPrivate", false),
                                Map.entry("senderConversationUpdate", false),
                                Map.entry("reactionFromCache", false),
                                Map.entry("isNotNotification", false),
                                Map.entry("isSendMsg", false)));
        assertEquals(expected, new TreeMap<>(sent().getOptionsMap()));
    }

    @Test
    void a_stored_one_has_history_and_a_visible_one_counts_as_unread() {
        notifier.toUser(CALL, 2101, AMY, BOB, TIPS);
        assertTrue(sent().getOptionsOrThrow("history") && sent().getOptionsOrThrow("persistent"));
        notifier.toUser(CALL, 2200, AMY, AMY, TIPS);
        assertFalse(sent().getOptionsOrThrow("history"));
        notifier.toUser(CALL, 1201, AMY, BOB, TIPS);
        assertTrue(sent().getOptionsOrThrow("isSendMsg"));
        assertTrue(sent().getOptionsOrThrow("unreadCount"));
        assertTrue(sent().getOptionsOrThrow("offlinePush"));
        assertEquals(
                "Someone applies to add your friend application",
                sent().getOfflinePushInfo().getTitle());
        notifier.toUser(CALL, 1304, AMY, BOB, TIPS);
        assertFalse(sent().getOptionsOrThrow("senderSync"));
    }

    @Test
    void a_group_is_told_in_its_own_conversation() {
        notifier.toGroup(CALL, 1514, AMY, "tea", GroupMutedTips.getDefaultInstance());
        assertEquals(3, sent().getSessionType());
        assertEquals("tea", sent().getRecvID());
        assertEquals("tea", sent().getGroupID());
        assertEquals(new ConversationId("n_tea"), ConversationId.of(sent()));
    }

    @Test
    void a_call_may_say_whether_its_notification_is_seen_and_who_is_shown_beside_it() {
        var tips = GroupMutedTips.getDefaultInstance();
        var amy = UserInfo.newBuilder().setNickname("Amy").setFaceURL("amy.png").build();
        notifier.toGroup(CALL, 1519, AMY, "tea", tips, Manner.seenFrom(false, amy));
        assertEquals(false, sent().getOptionsOrThrow("isSendMsg"));
        assertEquals(false, sent().getOptionsOrThrow("unreadCount"));
        assertEquals("Amy", sent().getSenderNickname());
        assertEquals("amy.png", sent().getSenderFaceURL());
        notifier.toGroup(CALL, 1502, AMY, "tea", tips, Manner.seen(Optional.of(true)));
        assertEquals(true, sent().getOptionsOrThrow("isSendMsg"));
        assertEquals("", sent().getSenderNickname());
    }

    @Test
    void the_operation_travels_along_and_nobody_waits_for_an_outcome() {
        notifier.toUser(CALL, 1303, AMY, BOB, TIPS);
        var submission = log.taken.getLast();
        assertEquals("op-1", submission.operationID());
        assertEquals(NODE, submission.origin());
        assertEquals(0, submission.ticket());
    }

    @Test
    void a_full_log_is_told_to_who_asks_and_an_unawaited_loss_does_not_throw() {
        log.room = 0;
        var lost = notifier.toUser(CALL, 1303, AMY, BOB, TIPS);
        assertSame(Overloaded.class, lost.cause().getClass());
        notifier.unawaited(CALL, lost);
    }

    @Test
    void an_operator_may_make_a_type_visible_and_stored() {
        var sets =
                List.of(
                        "notify.userInfoUpdated.isSendMsg=true",
                        "notify.userInfoUpdated.reliabilityLevel=2");
        var settings = Settings.load(Optional.empty(), Map.of(), sets);
        var config = settings.read("notify", NotifyConfig.DEFAULTS);
        new Notifier(log, NODE, () -> 1, config).toUser(CALL, 1303, AMY, BOB, TIPS);
        assertTrue(sent().getOptionsOrThrow("isSendMsg"));
        assertTrue(sent().getOptionsOrThrow("history"));
    }
}
