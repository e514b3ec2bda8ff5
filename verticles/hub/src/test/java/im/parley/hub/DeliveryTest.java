package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import im.parley.proto.courier.Delivery;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PushMessages;
import im.parley.proto.sdkws.SetAppBackgroundStatusReq;

import io.vertx.core.Promise;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// websocket.md section 4 and 8, 49 to 55.
final class DeliveryTest {
    private World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Delivery delivery(String sender, String clientMsgID, String... users) {
        return delivery("si_amy_bob", sender, clientMsgID, 0, users);
    }

    private Delivery delivery(
            String conversation, String sender, String clientMsgID, int size, String... users) {
        var message =
                MsgData.newBuilder()
                        .setSendID(sender)
                        .setClientMsgID(clientMsgID)
                        .setSeq(3)
                        .setContent(ByteString.copyFrom(new byte[size]))
                        .build();
        return Delivery.newBuilder()
                .setConversationID(conversation)
                .setMessage(message.toByteString())
                .setOperationID("op-of-send")
                .setSendID(sender)
                .setClientMsgID(clientMsgID)
                .addAllConnections(world.connectionsOf(users))
                .build();
    }

    @ParameterizedTest
    @MethodSource("im.parley.hub.RequestsTest#sides")
    void a_message_reaches_every_connection_of_its_recipients(Encoding e, boolean gzip)
            throws Exception {
        var devices =
                List.of(
                        world.device("amy", 1, "t", e, gzip),
                        world.device("amy", 5, "t", e, gzip),
                        world.device("bob", 2, "t", e, gzip));
        world.device("eve", 2);
        world.deliver(delivery("amy", "m1", "amy", "bob", "nobody"));
        for (var device : devices) {
            var frame = device.next();
            assertEquals(2001, frame.reqIdentifier());
            assertEquals("", frame.msgIncr());
            assertEquals("op-of-send", frame.operationID());
            assertEquals(0, frame.errCode());
            var push = PushMessages.parseFrom(frame.data().toArray());
            assertEquals(0, push.getNotificationMsgsCount());
            var list = push.getMsgsMap().get("si_amy_bob");
            assertEquals(3, list.getMsgs(0).getSeq());
            assertEquals(0, list.getEndSeq());
        }
        assertEquals(3, world.meters.get("parley.hub.deliveries").functionCounter().count());
    }

    @Test
    void a_notification_travels_under_its_own_conversation() throws Exception {
        var bob = world.device("bob", 2);
        world.deliver(delivery("n_amy_bob", "amy", "m1", 70_000, "bob"));
        var push = PushMessages.parseFrom(bob.next().data().toArray());
        assertEquals(0, push.getMsgsCount());
        var message = push.getNotificationMsgsMap().get("n_amy_bob").getMsgs(0);
        assertEquals(70_000, message.getContent().size());
    }

    /// Bob's first phone was found for m1, nobody for m2, his second phone for m3. Had the second
    /// been shown m1 too, it would seem to have missed m2.
    @Test
    void a_connection_is_not_shown_what_was_looked_up_before_it_came() {
        var before = world.device("bob", 2);
        var early = delivery("amy", "m1", "bob");
        var after = world.device("bob", 5);
        world.deliver(early, delivery("amy", "m3", "bob"));
        assertEquals("push m3", after.nextInShort());
        assertEquals("push m1", before.nextInShort());
        assertEquals("push m3", before.nextInShort());
    }

    @Test
    void deliveries_of_a_parcel_keep_their_order() {
        var bob = world.device("bob", 2);
        var parcel = new Delivery[200];
        for (int i = 0; i < parcel.length; i++) parcel[i] = delivery("amy", "m" + i, "bob");
        world.deliver(parcel);
        for (int i = 0; i < parcel.length; i++) assertEquals("push m" + i, bob.nextInShort());
    }

    @Test
    void messages_to_the_same_users_come_whole_and_in_order_to_whom_is_waiting_for_a_reply() {
        Promise<SendMsgResp> outcome = Promise.promise();
        world.msg.sending = _ -> outcome.future();
        var amy = world.device("amy", 2);
        var bob = world.device("bob", 5, "t", Encoding.JSON, true);
        amy.say("i", "m2");
        World.eventually("the send", () -> world.msg.lastCall != null);
        world.deliver(
                delivery("bob", "m1", "amy", "bob"),
                delivery("amy", "m2", "amy", "bob"),
                delivery("bob", "m3", "amy", "bob"),
                delivery("bob", "m4", "bob"),
                delivery("sg_1", "bob", "m5", 60_000, "amy", "bob"),
                delivery("sg_1", "bob", "m6", 60_000, "amy", "bob"));
        for (int i = 1; i <= 6; i++) assertEquals("push m" + i, bob.nextInShort());
        assertEquals("push m1", amy.nextInShort());
        outcome.complete(TestMsg.sent(amy.message("m2")));
        for (var next : List.of("i=0", "push m2", "push m3", "push m5", "push m6"))
            assertEquals(next, amy.nextInShort());
        assertEquals(11, world.meters.get("parley.hub.deliveries").functionCounter().count());
    }

    @Test
    void an_iphone_in_the_background_gets_replies_but_no_messages() {
        var phone = world.device("bob", 1);
        var android = world.device("bob", 2);
        var background = SetAppBackgroundStatusReq.newBuilder().setIsBackground(true);
        for (var device : List.of(phone, android)) {
            device.ask(2004, "b", background.build());
            assertEquals("b=0", device.nextInShort());
        }
        world.deliver(delivery("amy", "m1", "bob"));
        assertEquals("push m1", android.nextInShort());
        phone.ask(2004, "f", background.setIsBackground(false).build());
        assertEquals("f=0", phone.nextInShort());
        world.deliver(delivery("amy", "m2", "bob"));
        assertEquals("push m2", phone.nextInShort());
    }

    @Test
    void the_reply_comes_before_the_echo_and_nothing_overtakes_the_echo() {
        Promise<SendMsgResp> outcome = Promise.promise();
        world.msg.sending = _ -> outcome.future();
        var amy = world.device("amy", 2);
        var other = world.device("amy", 5);
        amy.say("i", "m1");
        World.eventually("the send", () -> world.msg.lastCall != null);
        world.deliver(delivery("bob", "m0", "amy"), delivery("amy", "m1", "amy"));
        world.deliver(delivery("bob", "m2", "amy"));
        assertEquals("push m0", amy.nextInShort());
        for (var id : List.of("m0", "m1", "m2")) assertEquals("push " + id, other.nextInShort());
        outcome.complete(TestMsg.sent(amy.message("m1")));
        assertEquals("i=0", amy.nextInShort());
        assertEquals("push m1", amy.nextInShort());
        assertEquals("push m2", amy.nextInShort());
    }

    @Test
    void the_echo_comes_also_when_the_reply_never_does() {
        world.close();
        world = new World(TestConfig.fast(600, 100));
        Promise<SendMsgResp> never = Promise.promise();
        world.msg.sending = _ -> never.future();
        var amy = world.device("amy", 2);
        amy.say("i1", "m1");
        amy.askMaxSeq("i2");
        World.eventually("the send", () -> world.msg.lastCall != null);
        world.deliver(delivery("amy", "m1", "amy"), delivery("bob", "m2", "amy"));
        assertEquals("push m1", amy.nextInShort());
        assertEquals("push m2", amy.nextInShort());
        assertEquals("i2=0", amy.nextInShort());
        never.complete(TestMsg.sent(amy.message("m1"))); // too late to be told
        amy.assertAlive();
    }

    @Test
    void who_does_not_read_is_dropped_and_nobody_else_waits() {
        var lazy = world.device("bob", 2);
        var eager = world.device("bob", 5);
        var parcel = new Delivery[20];
        for (int i = 0; i < parcel.length; i++)
            parcel[i] = delivery("si_amy_bob", "amy", "m" + i, 30_000, "bob");
        for (int round = 0; world.dropped("slow_reader") == 0; round++) {
            assertTrue(round < 200, "never dropped");
            world.deliver(parcel);
            for (int i = 0; i < parcel.length; i++) assertEquals("push m" + i, eager.nextInShort());
        }
        eager.assertAlive();
        assertEquals(1, world.presence.of("bob").size());
        lazy.socket.close();
    }
}
