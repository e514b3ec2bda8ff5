package im.parley.sync;

import static im.parley.sync.World.TEA;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.msg.MarkConversationAsReadReq;
import im.parley.proto.msg.MarkMsgsAsReadReq;
import im.parley.proto.msg.RevokeMsgReq;
import im.parley.webhook.Hook;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// http-messages-and-objects.md 3.9, notifications-and-webhooks.md C4.
@Timeout(30)
class SyncHooksTest {
    @TempDir Path folder;
    private World world;
    private Sync sync;

    @BeforeEach
    void open() {
        world =
                new World(
                        folder,
                        Hook.AFTER_SINGLE_MSG_READ,
                        Hook.AFTER_GROUP_MSG_READ,
                        Hook.AFTER_REVOKE_MSG);
        sync = world.client(Sync.class);
        world.rows.add("bob", TEA);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void reading_in_a_chat_tells_what_was_asked_to_be_marked() throws Exception {
        world.chat("amy", "amy");
        var some = MarkMsgsAsReadReq.newBuilder().setUserID("bob").setConversationID("si_amy_bob");
        await(sync.markMsgsAsRead(world.as("bob"), some.addSeqs(2).addSeqs(1).build()));
        assertHeard(
                """
                {"callbackCommand":"callbackAfterSingleMsgReadCommand",
                 "conversationID":"si_amy_bob","userID":"bob","Seqs":[2,1],"contentType":1}
                """);
        readTo("si_amy_bob", 2);
        assertHeard(
                """
                {"callbackCommand":"callbackAfterSingleMsgReadCommand",
                 "conversationID":"si_amy_bob","userID":"bob","Seqs":null,"contentType":1}
                """);
    }

    @Test
    void reading_a_group_tells_how_far() throws Exception {
        world.groupChat("amy", "amy");
        readTo("sg_tea", 2);
        assertHeard(
                """
                {"callbackCommand":"callbackAfterGroupMsgReadCommand",
                 "sendID":"bob","receiveID":"bob","unreadMsgNum":2,"contentType":3}
                """);
    }

    @Test
    void taking_back_tells_what_and_who() throws Exception {
        world.chat("amy");
        var request = RevokeMsgReq.newBuilder().setUserID("amy").setConversationID("si_amy_bob");
        await(sync.revokeMsg(world.as("amy"), request.setSeq(1).build()));
        assertHeard(
                """
                {"callbackCommand":"callbackBeforeAfterMsgCommand",
                 "conversationID":"si_amy_bob","seq":1,"userID":"amy"}
                """);
    }

    private void readTo(String conversation, long seq) {
        await(
                sync.markConversationAsRead(
                        world.as("bob"),
                        MarkConversationAsReadReq.newBuilder()
                                .setUserID("bob")
                                .setConversationID(conversation)
                                .setHasReadSeq(seq)
                                .build()));
    }

    private void assertHeard(String body) throws Exception {
        assertEquals(new JsonObject(body), world.backEnd.next().body());
    }
}
