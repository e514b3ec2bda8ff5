package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.Conversation;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// What a first message makes (http-messages-and-objects.md 5.2, message-pipeline.md 2.6).
class FirstMessageTest extends ConversationWorld {
    @Test
    void both_sides_have_a_row_with_everything_at_its_default() {
        create(SINGLE, "amy", "bob");
        var expected =
                Conversation.newBuilder()
                        .setOwnerUserID("amy")
                        .setConversationID("si_amy_bob")
                        .setConversationType(1)
                        .setUserID("bob")
                        .setLatestMsgDestructTime(-62135596800000L); // 5.1: never set
        assertEquals(expected.build(), row("amy", "si_amy_bob"));
        assertEquals(
                expected.setOwnerUserID("bob").setUserID("amy").build(), row("bob", "si_amy_bob"));
    }

    @Test
    void the_versions_of_both_sides_tell_of_it() {
        var amy = sync("amy", "", 0);
        var bob = sync("bob", "", 0);
        create(SINGLE, "amy", "bob");
        var news = sync("amy", amy.getVersionID(), amy.getVersion());
        assertFalse(news.getFull());
        assertEquals(amy.getVersion() + 1, news.getVersion());
        assertEquals(List.of(row("amy", "si_amy_bob")), news.getInsertList());
        assertEquals(
                List.of(row("bob", "si_amy_bob")),
                sync("bob", bob.getVersionID(), bob.getVersion()).getInsertList());
    }

    @Test
    void holders_of_copies_are_told_the_owner_and_the_conversation() {
        create(SINGLE, "amy", "bob");
        assertEquals(
                List.of("conversation amy si_amy_bob", "conversation bob si_amy_bob"), announced);
    }

    @Test
    void creating_it_again_changes_nothing() {
        create(SINGLE, "amy", "bob");
        var before = List.of(row("amy", "si_amy_bob"), sync("amy", "", 0), sync("bob", "", 0));
        announced.clear();
        create(SINGLE, "amy", "bob");
        create(SINGLE, "bob", "amy");
        assertEquals(
                before, List.of(row("amy", "si_amy_bob"), sync("amy", "", 0), sync("bob", "", 0)));
        assertEquals(List.of(), announced);
    }

    @Test
    void a_side_that_lost_its_row_gets_it_again_and_the_other_keeps_what_it_set() {
        create(SINGLE, "amy", "bob");
        set("amy", chat("amy", "bob").setIsPinned(yes()));
        delete("bob", "si_amy_bob");
        var bob = sync("bob", "", 0);
        create(SINGLE, "amy", "bob");
        assertEquals("amy", row("bob", "si_amy_bob").getUserID());
        assertTrue(row("amy", "si_amy_bob").getIsPinned());
        assertEquals(bob.getVersion() + 1, sync("bob", "", 0).getVersion());
    }

    @Test
    void a_message_to_oneself_makes_one_row_in_one_step() {
        create(SINGLE, "amy", "amy");
        assertEquals(List.of("si_amy_amy"), ids("amy"));
        assertEquals(1, sync("amy", "", 0).getVersion());
        assertEquals("amy", row("amy", "si_amy_amy").getUserID());
    }

    @Test
    void an_official_message_makes_the_row_of_its_receiver_only() {
        create(OFFICIAL, "news", "bob");
        assertEquals(List.of(), ids("news"));
        var row = row("bob", "sn_bob_news");
        assertEquals("news", row.getUserID());
        assertEquals(4, row.getConversationType());
    }

    @Test
    void many_first_messages_to_one_person_all_count() {
        var bob = sync("bob", "", 0);
        var wishes =
                IntStream.range(0, 1_000)
                        .mapToObj(number -> creating(SINGLE, "fan" + number, "bob"))
                        .toList();
        await(Future.all(wishes));
        assertEquals(1_000, ids("bob").size());
        assertEquals(bob.getVersion() + 1_000, sync("bob", "", 0).getVersion());
        assertEquals(List.of("si_bob_fan7"), ids("fan7"));
    }

    @Test
    void the_same_first_message_many_times_at_once_makes_one_pair_of_rows() {
        await(
                Future.all(
                        IntStream.range(0, 200)
                                .mapToObj(_ -> creating(SINGLE, "amy", "bob"))
                                .toList()));
        assertEquals(1, sync("amy", "", 0).getVersion());
        assertEquals(1, sync("bob", "", 0).getVersion());
    }

    @Test
    void only_the_server_creates_and_only_what_makes_sense() {
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () ->
                        await(
                                conversations.createSingleChatConversations(
                                        by("amy"), wish(SINGLE, "amy", "bob"))));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () ->
                        await(
                                conversations.createSingleChatConversations(
                                        byAdmin(), wish(SINGLE, "amy", "bob"))));
        assertRefused(ErrorCode.ARGS, () -> create(3, "amy", "bob"));
        assertRefused(ErrorCode.ARGS, () -> create(2, "amy", "bob"));
        assertRefused(ErrorCode.ARGS, () -> create(SINGLE, "", "bob"));
        assertRefused(ErrorCode.ARGS, () -> create(SINGLE, "amy", ""));
    }
}
