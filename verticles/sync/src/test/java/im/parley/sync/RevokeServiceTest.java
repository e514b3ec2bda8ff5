package im.parley.sync;

import static im.parley.sync.World.AMY;
import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;

import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.proto.msg.RevokeMsgReq;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Note;
import im.parley.testkit.FakeClock;
import im.parley.testkit.Messages;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// message-pipeline.md 5.1.
class RevokeServiceTest extends InWorld {
    @BeforeEach
    void open() {
        for (var user : List.of("amy", "bob", "eve")) world.rows.add(user, TEA);
    }

    /// message-pipeline.md 10.2, I-34.
    @Test
    void a_message_taken_back_is_gone_from_every_pull_and_both_sides_are_told() {
        var message = world.store(Messages.text("amy", "bob", "secret"));
        await(revoke(world.as("amy"), "amy", CHAT, 1));

        for (var user : List.of("amy", "bob")) {
            var pulls = Pulls.of(world, user);
            for (var seen : List.of(pulls.all(CHAT).getFirst(), pulls.one(CHAT, 1))) {
                assertEquals(2101, seen.getContentType());
                assertFalse(seen.toString().contains("secret"));
                assertEquals(message.getClientMsgID(), seen.getClientMsgID());
                var shown = detail(seen);
                assertEquals("amy", shown.getString("revokerID"));
                assertEquals("N-amy", shown.getString("revokerNickname"));
                assertEquals(0, shown.getInteger("revokerRole"));
            }
        }
        assertEquals(List.of("2101 amy>bob n_amy_bob"), world.toldInShort());
        assertEquals(true, world.lastTold().getOptionsMap().get("history"));
        assertEquals(
                new JsonObject()
                        .put("revokerUserID", "amy")
                        .put("clientMsgID", message.getClientMsgID())
                        .put("revokeTime", FakeClock.NOON)
                        .put("sesstionType", 1)
                        .put("seq", 1)
                        .put("conversationID", "si_amy_bob")
                        .put("isAdminRevoke", false),
                world.lastTips());
    }

    @Test
    void once_only_also_when_several_do_it_at_the_same_moment() {
        world.chat("amy");
        var attempts =
                IntStream.range(0, 6)
                        .mapToObj(_ -> revoke(world.as("amy"), "amy", CHAT, 1))
                        .toList();
        Future.join(attempts).otherwiseEmpty().await();
        assertEquals(1, attempts.stream().filter(Future::succeeded).count());
        assertRefused(1404, revoke(world.as("amy"), "amy", CHAT, 1));
        assertRefused(1404, revoke(world.as("bob"), "bob", CHAT, 1));
        assertEquals(1, world.told.size());
    }

    @Test
    void who_asks_again_because_he_had_no_answer_makes_good_what_was_not_told() {
        world.chat("amy", "amy");
        await(revoke(world.as("amy"), "amy", CHAT, 1));
        world.silent = true;
        await(revoke(world.as("amy"), "amy", CHAT, 2));
        world.silent = false;
        assertRefused(1404, revoke(world.asAdmin(), "bob", CHAT, 2));
        assertEquals(2, world.told.size());
        assertRefused(1404, revoke(world.as("amy"), "amy", CHAT, 2));
        assertEquals(3, world.told.size());
        assertEquals(2, world.lastTips().getInteger("seq"));
        assertRefused(1404, revoke(world.as("amy"), "amy", CHAT, 2));
        assertEquals(3, world.told.size());
    }

    @Test
    void in_a_chat_of_two_only_the_sender_may() {
        world.chat("amy");
        assertRefused(1002, revoke(world.as("bob"), "bob", CHAT, 1));
        assertRefused(1002, revoke(world.as("bob"), "amy", CHAT, 1));
        assertRefused(1002, revoke(world.as("eve"), "eve", CHAT, 1));
        assertEquals(List.of(), world.told);
        assertEquals(101, Pulls.of(world, "bob").one(CHAT, 1).getContentType());
    }

    @Test
    void an_app_admin_may_in_anybodys_name_and_both_sides_are_told() {
        world.chat("amy", "amy", "amy");
        await(revoke(world.asAdmin(), "amy", CHAT, 1));
        await(revoke(world.asAdmin(), "bob", CHAT, 2));
        await(revoke(world.asAdmin(), "imAdmin", CHAT, 3));
        assertEquals(
                List.of(
                        "2101 amy>bob n_amy_bob",
                        "2101 bob>amy n_amy_bob",
                        "2101 amy>bob n_amy_bob"),
                world.toldInShort());
        assertEquals("imAdmin", world.lastTips().getString("revokerUserID"));
        assertEquals(true, world.lastTips().getBoolean("isAdminRevoke"));
        assertEquals(
                List.of("amy", "bob", "imAdmin"),
                Pulls.of(world, "bob").all(CHAT).stream()
                        .map(seen -> detail(seen).getString("revokerID"))
                        .toList());
    }

    /// message-pipeline.md 10.2, I-36; the table itself is tested with [Rank].
    @Test
    void in_a_group_the_rank_decides_and_is_shown() {
        world.members.put("amy", Rank.ADMIN);
        world.members.put("bob", Rank.MEMBER);
        world.groupChat("bob", "eve", "amy", "bob");
        await(revoke(world.as("amy"), "amy", TEA, 1));
        assertEquals(60, detail(Pulls.of(world, "bob").one(TEA, 1)).getInteger("revokerRole"));
        assertEquals(List.of("2101 amy>tea n_tea"), world.toldInShort());
        assertEquals(3, world.lastTips().getInteger("sesstionType"));

        assertRefused(1002, revoke(world.as("eve"), "eve", TEA, 2)); // hers, but she has left
        await(revoke(world.as("amy"), "amy", TEA, 2));
        assertRefused(1002, revoke(world.as("bob"), "bob", TEA, 3));
        await(revoke(world.as("bob"), "bob", TEA, 4));
        await(revoke(world.asAdmin(), "imAdmin", TEA, 3));
        assertEquals(0, detail(Pulls.of(world, "bob").one(TEA, 3)).getInteger("revokerRole"));
    }

    @Test
    void what_a_participant_cannot_read_is_not_found_and_a_stranger_learns_nothing() {
        world.chat("amy", "amy", "amy");
        assertRefused(1004, revoke(world.as("amy"), "amy", CHAT, 50));
        assertRefused(1002, revoke(world.as("eve"), "eve", CHAT, 50));
        assertRefused(1004, revoke(world.asAdmin(), "imAdmin", CHAT, 50));
        await(
                world.store()
                        .note(
                                List.of(
                                        new Note.OpenFrom(AMY, CHAT, 2),
                                        new Note.Erased(CHAT, List.of(2L)))));
        assertRefused(1004, revoke(world.as("amy"), "amy", CHAT, 1));
        assertRefused(1004, revoke(world.as("amy"), "amy", CHAT, 2));
        await(revoke(world.as("amy"), "amy", CHAT, 3));
    }

    @Test
    void notifications_cannot_be_taken_back() {
        var notice = Messages.text("amy", "bob", "read").toBuilder();
        world.store(notice.putOptions("isNotNotification", false).build());
        assertRefused(1002, revoke(world.as("amy"), "amy", CHAT.twin(), 1));
        assertRefused(1004, revoke(world.asAdmin(), "amy", CHAT.twin(), 1));
    }

    @Test
    void a_request_of_bad_shape_or_an_unknown_user_is_refused() {
        world.chat("amy");
        assertRefused(1001, revoke(world.as("amy"), "", CHAT, 1));
        assertRefused(1001, revoke(world.as("amy"), "amy", new ConversationId(""), 1));
        assertRefused(1001, revoke(world.as("amy"), "amy", CHAT, 0));
        assertRefused(1004, revoke(world.asAdmin(), "nobody", CHAT, 1));
    }

    /// message-pipeline.md 10.2, I-42.
    @Test
    void a_quote_of_it_shows_it_as_taken_back() {
        world.chat("amy");
        var quote =
                Messages.text("bob", "amy", "").toBuilder()
                        .setContentType(114)
                        .setContent(
                                ByteString.copyFromUtf8(
                                        "{\"text\":\"q\",\"quoteMessage\":"
                                                + "{\"seq\":1,\"content\":\"by amy\"}}"))
                        .build();
        var stored = world.store(quote);
        assertEquals(stored.getContent(), Pulls.of(world, "amy").one(CHAT, 2).getContent());
        await(revoke(world.as("amy"), "amy", CHAT, 1));
        var quoted = content(Pulls.of(world, "amy").one(CHAT, 2)).getJsonObject("quoteMessage");
        assertEquals(2101, quoted.getInteger("contentType"));
        assertEquals(
                Pulls.of(world, "amy").one(CHAT, 1).getContent().toStringUtf8(),
                quoted.getString("content"));
    }

    private Future<?> revoke(Call call, String user, ConversationId conversation, long seq) {
        return sync.revokeMsg(
                call,
                RevokeMsgReq.newBuilder()
                        .setUserID(user)
                        .setConversationID(conversation.value())
                        .setSeq(seq)
                        .build());
    }

    private static JsonObject content(MsgData message) {
        return new JsonObject(message.getContent().toStringUtf8());
    }

    private static JsonObject detail(MsgData seen) {
        return new JsonObject(content(seen).getString("detail"));
    }
}
