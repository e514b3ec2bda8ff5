package im.parley.sync;

import static im.parley.sync.World.BOB;
import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ConversationId;
import im.parley.proto.msg.MarkConversationAsReadReq;
import im.parley.proto.msg.MarkMsgsAsReadReq;
import im.parley.proto.msg.SetConversationHasReadSeqReq;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// message-pipeline.md section 4, http-messages-and-objects.md 3.2 to 3.4.
class ReadServiceTest extends InWorld {
    @BeforeEach
    void open() {
        world.rows.add("amy", TEA);
        world.rows.add("bob", TEA);
    }

    /// message-pipeline.md 10.2, I-29.
    @Test
    void reading_a_chat_shows_its_sender_what_was_read_since() {
        world.chat("amy", "amy", "amy");
        set("bob", CHAT, 1);
        markConversation("bob", CHAT, 3, 1);

        assertEquals("2200 bob>amy n_amy_bob", world.toldInShort().getLast());
        assertEquals(tips("bob", CHAT, 3, 1, 2, 3), world.lastTips());
        var options = world.lastTold().getOptionsMap();
        assertEquals(true, options.get("history"));
        assertEquals(false, options.get("isSendMsg"));
        assertEquals(3, world.readSeq(BOB, CHAT));
        assertEquals(List.of(true, true, true), areRead());
    }

    @Test
    void reading_again_tells_again_but_nothing_new() {
        world.chat("amy");
        markConversation("bob", CHAT, 1);
        markConversation("bob", CHAT, 1);
        assertEquals(tips("bob", CHAT, 1, 1), World.tips(world.told.get(0).message()));
        assertEquals(tips("bob", CHAT, 1), world.lastTips());
        assertEquals(List.of(true), areRead());
    }

    @Test
    void ones_own_messages_are_not_shown_as_read_by_oneself() {
        world.chat("amy", "bob", "amy");
        markConversation("bob", CHAT, 3, 2);
        assertEquals(List.of(false, false, true), areRead());
        markConversation("amy", CHAT, 3, 2);
        assertEquals(List.of(false, true, true), areRead());
    }

    @Test
    void marked_messages_are_told_as_given_and_the_last_is_the_position() {
        world.chat("amy", "amy", "bob");
        markMessages("bob", CHAT, 3, 2);
        assertEquals(tips("bob", CHAT, 2, 3, 2), world.lastTips());
        assertEquals("2200 bob>amy n_amy_bob", world.toldInShort().getLast());
        assertEquals(List.of(false, true, false), areRead());
        assertEquals(3, world.readSeq(BOB, CHAT)); // that of his own message
    }

    /// message-pipeline.md 10.2, I-27.
    @Test
    void a_position_never_falls_by_none_of_the_calls() {
        world.chat("amy", "amy", "amy", "amy");
        set("bob", CHAT, 3);
        set("bob", CHAT, 2);
        markConversation("bob", CHAT, 2);
        markMessages("bob", CHAT, 1);
        assertEquals(3, world.readSeq(BOB, CHAT));
        assertEquals(3, Pulls.of(world, "bob").position(CHAT).getHasReadSeq());
    }

    /// message-pipeline.md 10.2, I-32.
    @Test
    void what_was_not_sent_yet_cannot_be_read() {
        world.chat("amy", "amy");
        assertRefused(1001, sync.setConversationHasReadSeq(world.as("bob"), has("bob", CHAT, 3)));
        assertRefused(1001, sync.markConversationAsRead(world.as("bob"), all("bob", CHAT, 3)));
        assertRefused(1001, sync.markConversationAsRead(world.as("bob"), all("bob", CHAT, 1, 3)));
        assertRefused(1001, sync.markMsgsAsRead(world.as("bob"), some("bob", CHAT, 3, 1)));
        assertEquals(0, world.readSeq(BOB, CHAT));
        assertEquals(List.of(false, false), areRead());
        assertEquals(List.of(), world.told);
    }

    @Test
    void requests_of_bad_shape_are_refused_before_anything_else() {
        var bob = world.as("bob");
        for (var asked :
                Stream.of(
                                some("bob", CHAT),
                                some("bob", CHAT, 1, 0),
                                some("", CHAT, 1),
                                some("bob", new ConversationId(""), 1))
                        .toList()) assertRefused(1001, sync.markMsgsAsRead(bob, asked));
        for (var asked :
                List.of(
                        all("bob", CHAT, 0),
                        all("bob", CHAT, 1, 0),
                        all("bob", CHAT, 1, -1),
                        all("", CHAT, 1)))
            assertRefused(1001, sync.markConversationAsRead(bob, asked));
        assertRefused(1001, sync.setConversationHasReadSeq(bob, has("bob", CHAT, 0)));
    }

    @Test
    void nobody_reads_for_another_nor_where_he_has_no_row() {
        world.chat("amy");
        assertRefused(1002, sync.markMsgsAsRead(world.as("eve"), some("bob", CHAT, 1)));
        assertRefused(1002, sync.markConversationAsRead(world.as("eve"), all("bob", CHAT, 1)));
        assertRefused(1002, sync.setConversationHasReadSeq(world.as("eve"), has("bob", CHAT, 1)));
        assertRefused(1004, sync.markMsgsAsRead(world.as("eve"), some("eve", CHAT, 1)));
        assertRefused(1004, sync.markConversationAsRead(world.as("eve"), all("eve", CHAT, 1)));
        await(sync.markConversationAsRead(world.asAdmin(), all("bob", CHAT, 1)));
        assertEquals(1, world.readSeq(BOB, CHAT));
    }

    /// message-pipeline.md 10.2, I-31.
    @Test
    void reading_a_group_tells_only_the_readers_own_devices() {
        world.groupChat("amy", "amy");
        markConversation("bob", TEA, 2);
        assertEquals(List.of("2200 bob>bob n_bob_bob"), world.toldInShort());
        assertEquals(tips("bob", TEA, 2), world.lastTips());
        assertEquals(false, world.lastTold().getOptionsMap().get("history"));
        markMessages("bob", TEA, 1, 2);
        assertEquals("2200 bob>bob n_bob_bob", world.toldInShort().getLast());
        assertEquals(2, world.readSeq(BOB, TEA));
        assertEquals(false, Pulls.of(world, "amy").one(TEA, 1).getIsRead());
    }

    @Test
    void setting_a_position_needs_no_row_and_tells_only_the_readers_own_devices() {
        world.chat("amy", "amy");
        world.rows.clear("bob");
        await(
                sync.setConversationHasReadSeq(
                        world.as("bob"),
                        has("bob", CHAT, 1).toBuilder().setNoNotification(true).build()));
        assertEquals(List.of("2200 bob>bob n_bob_bob"), world.toldInShort());
        assertEquals(tips("bob", CHAT, 1), world.lastTips());
        assertEquals(List.of(false, false), areRead());
    }

    @Test
    void another_service_may_set_a_position_without_a_word() {
        world.groupChat("amy", "amy");
        var quietly = has("bob", TEA, 2).toBuilder().setNoNotification(true).build();
        await(sync.setConversationHasReadSeq(world.asServer(), quietly));
        assertEquals(2, world.readSeq(BOB, TEA));
        assertEquals(List.of(), world.told);
    }

    @Test
    void of_a_very_long_stretch_only_the_newest_are_shown_as_read() {
        var senders = LongStream.range(0, 10_050).mapToObj(_ -> "amy").toArray(String[]::new);
        world.chatAtOnce(senders);
        markConversation("bob", CHAT, 10_050);
        assertEquals(10_000, world.lastTips().getJsonArray("seqs").size());
        assertEquals(10_050, world.readSeq(BOB, CHAT));
        assertEquals(false, Pulls.of(world, "amy").one(CHAT, 50).getIsRead());
        assertEquals(true, Pulls.of(world, "amy").one(CHAT, 51).getIsRead());
    }

    private List<Boolean> areRead() {
        return Pulls.of(world, "amy").all(CHAT).stream().map(MsgData::getIsRead).toList();
    }

    private void set(String user, ConversationId conversation, long seq) {
        await(sync.setConversationHasReadSeq(world.as(user), has(user, conversation, seq)));
    }

    private void markConversation(
            String user, ConversationId conversation, long hasReadSeq, long... seqs) {
        await(
                sync.markConversationAsRead(
                        world.as(user), all(user, conversation, hasReadSeq, seqs)));
    }

    private void markMessages(String user, ConversationId conversation, long... seqs) {
        await(sync.markMsgsAsRead(world.as(user), some(user, conversation, seqs)));
    }

    private static SetConversationHasReadSeqReq has(
            String user, ConversationId conversation, long seq) {
        return SetConversationHasReadSeqReq.newBuilder()
                .setUserID(user)
                .setConversationID(conversation.value())
                .setHasReadSeq(seq)
                .build();
    }

    private static MarkConversationAsReadReq all(
            String user, ConversationId conversation, long hasReadSeq, long... seqs) {
        return MarkConversationAsReadReq.newBuilder()
                .setUserID(user)
                .setConversationID(conversation.value())
                .setHasReadSeq(hasReadSeq)
                .addAllSeqs(LongStream.of(seqs).boxed().toList())
                .build();
    }

    private static MarkMsgsAsReadReq some(String user, ConversationId conversation, long... seqs) {
        return MarkMsgsAsReadReq.newBuilder()
                .setUserID(user)
                .setConversationID(conversation.value())
                .addAllSeqs(LongStream.of(seqs).boxed().toList())
                .build();
    }

    private static JsonObject tips(
            String user, ConversationId conversation, long readTo, long... seqs) {
        var list = LongStream.of(seqs).boxed().toList();
        return new JsonObject()
                .put("markAsReadUserID", user)
                .put("conversationID", conversation.value())
                .put("seqs", list.isEmpty() ? null : list)
                .put("hasReadSeq", readTo);
    }
}
