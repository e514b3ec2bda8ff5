package im.parley.send;

import static im.parley.send.SendWorld.NOW;
import static im.parley.send.SendWorld.TEXT;
import static im.parley.send.SendWorld.admin;
import static im.parley.send.SendWorld.await;
import static im.parley.send.SendWorld.call;
import static im.parley.send.SendWorld.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.msg.GetSendMsgStatusReq;
import im.parley.proto.msg.SetSendMsgStatusReq;
import im.parley.proto.sdkws.UserInfo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class SendServiceTest {
    @TempDir Path folder;
    private SendWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new SendWorld(folder, "");
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void an_accepted_message_is_acknowledged_with_its_outcome() throws Exception {
        var answer = world.sent(user("amy"), TEXT);
        assertEquals("c1", answer.getClientMsgID());
        assertEquals(world.log.message().getServerMsgID(), answer.getServerMsgID());
        assertEquals(NOW + 5, answer.getSendTime());
        assertFalse(answer.hasModify());
        assertEquals(0, world.tickets.waitingCount());
    }

    @Test
    void the_server_fills_what_only_it_may_say() throws Exception {
        var forged = TEXT.toBuilder().setSendTime(1).setSeq(99).setIsRead(true);
        world.sent(user("amy"), forged.setServerMsgID("mine").build());
        var taken = world.log.message();
        assertTrue(taken.getServerMsgID().matches("[0-9a-f]{32}"));
        assertEquals(NOW, taken.getSendTime());
        assertEquals(0, taken.getSeq());
        assertFalse(taken.getIsRead());
    }

    @Test
    void an_app_admin_may_date_a_message_and_send_for_others() throws Exception {
        world.sent(admin(), TEXT.toBuilder().setSendTime(1_000).build());
        assertEquals(1_000, world.log.message().getSendTime());
    }

    @Test
    void typing_is_forced_off_the_record_even_without_options() throws Exception {
        world.sent(user("amy"), TEXT.toBuilder().setContentType(113).build());
        var options = world.log.message().getOptionsMap();
        assertEquals(7, options.size());
        assertFalse(options.get("history"));
        assertFalse(options.containsValue(true));
    }

    @Test
    void what_is_refused_is_not_put_on_the_log() {
        world.relations.bobBlocks = true;
        assertEquals(1302, world.code(user("amy"), TEXT));
        world.relations.bobBlocks = false;
        world.changes.publish("black", "bob amy");
        var amy = user("amy");
        assertEquals(1004, world.code(amy, TEXT.toBuilder().setRecvID("nobody").build()));
        assertEquals(1002, world.code(user("bob"), TEXT));
        assertEquals(1002, world.code(amy, TEXT.toBuilder().setContentType(2101).build()));
        assertEquals(1001, world.code(amy, TEXT.toBuilder().clearContent().build()));
        assertEquals(1001, world.code(amy, TEXT.toBuilder().setSessionType(2).build()));
        assertEquals(1001, world.code(amy, TEXT.toBuilder().setSessionType(4).build()));
        assertEquals(List.of(), world.log.taken);
    }

    @Test
    void a_receiver_who_wants_no_pushes_makes_the_message_quiet() throws Exception {
        var bob = UserInfo.newBuilder().setUserID("bob").setGlobalRecvMsgOpt(2);
        world.people.users.put("bob", bob.build());
        world.sent(user("amy"), TEXT);
        assertEquals(false, world.log.message().getOptionsOrThrow("offlinePush"));
    }

    @Test
    void a_changed_user_is_seen_by_the_next_message() throws Exception {
        world.sent(user("amy"), TEXT);
        var bob = UserInfo.newBuilder().setUserID("bob").setGlobalRecvMsgOpt(1);
        world.people.users.put("bob", bob.build());
        world.changes.publish("user", "bob");
        assertEquals(1001, world.code(user("amy"), TEXT));
    }

    /// Ids may hold the separator of conversation ids: `si_a_b_a` is the chat of two pairs.
    @ParameterizedTest
    @CsvSource({"amy, bob", "a, b_a", "b_a, a", "a_b, a", "a, a_b", "a, a"})
    void a_changed_row_is_seen_by_the_next_message(String sender, String receiver)
            throws Exception {
        for (var id : List.of(sender, receiver))
            world.people.users.put(id, UserInfo.newBuilder().setUserID(id).build());
        var message = TEXT.toBuilder().setSendID(sender).setRecvID(receiver).build();
        world.sent(user(sender), message);
        var chat = ConversationId.single(new UserId(sender), new UserId(receiver));
        world.conversations.options.put(receiver + " " + chat, 1);
        world.changes.publish("conversation", receiver + " " + chat);
        assertEquals(1001, world.code(user(sender), message));
    }

    @Test
    void a_full_log_asks_to_try_again() {
        world.log.full = true;
        assertEquals(429, world.code(user("amy"), TEXT));
        assertEquals(0, world.tickets.waitingCount());
    }

    @Test
    void the_status_of_a_send_is_known_by_its_operation_for_a_day() throws Exception {
        assertEquals(0, status());
        var accepted = SetSendMsgStatusReq.newBuilder().setStatus(2).build();
        await(world.sending().setSendMsgStatus(call(admin()).asServer(), accepted));
        assertEquals(2, status());
        world.clock.advance(Duration.ofDays(1).plusMillis(1));
        assertEquals(0, status());
    }

    private int status() throws Exception {
        var asked = GetSendMsgStatusReq.getDefaultInstance();
        return await(world.sending().getSendMsgStatus(call(user("bob")), asked)).getStatus();
    }
}
