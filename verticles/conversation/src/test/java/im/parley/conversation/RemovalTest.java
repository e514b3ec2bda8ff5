package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.DeleteConversationsReq;
import im.parley.proto.msg.Seqs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// http-messages-and-objects.md 5.6.
class RemovalTest extends ConversationWorld {
    @BeforeEach
    void talk() {
        for (var peer : List.of("bob", "eve", "zoe")) create(SINGLE, "amy", peer);
        announced.clear();
    }

    private void deleteOlderThan(long days) {
        var asked = DeleteConversationsReq.newBuilder().setOwnerUserID("amy");
        await(conversations.deleteConversations(by("amy"), asked.setNeedDeleteTime(days).build()));
    }

    @Test
    void the_rows_are_gone_one_step_each_and_nobody_is_told() {
        var amy = sync("amy");
        var bob = sync("bob");
        delete("amy", "si_amy_bob", "si_amy_zoe", "si_amy_bob", "si_no_body");
        assertEquals(List.of("si_amy_eve"), ids("amy"));
        assertEquals("+2 [] [] [si_amy_bob, si_amy_zoe]", news("amy", amy));
        assertEquals("+0 [] [] []", news("bob", bob));
        assertEquals(List.of("si_amy_bob"), ids("bob"));
        assertEquals(List.of(), notices.told());
        assertEquals(
                List.of("conversation amy si_amy_bob", "conversation amy si_amy_zoe"), announced);
    }

    @Test
    void the_next_message_makes_it_anew() {
        set("amy", chat("amy", "bob").setIsPinned(yes()));
        delete("amy", "si_amy_bob");
        var amy = sync("amy");
        create(SINGLE, "bob", "amy");
        assertEquals("+1 [si_amy_bob] [] []", news("amy", amy));
        assertEquals(false, row("amy", "si_amy_bob").getIsPinned());
    }

    @Test
    void those_are_chosen_whose_last_message_is_that_old() {
        long day = Duration.ofDays(1).toMillis();
        neighbours.seqs.put("si_amy_bob", last(clock.millis() - 3 * day));
        neighbours.seqs.put("si_amy_eve", last(clock.millis() - day));
        neighbours.seqs.put("si_amy_zoe", Seqs.getDefaultInstance()); // without any message
        deleteOlderThan(2);
        assertEquals(List.of("si_amy_eve", "si_amy_zoe"), ids("amy"));
    }

    private static Seqs last(long time) {
        return Seqs.newBuilder().setMaxSeq(1).setMaxSeqTime(time).build();
    }

    @Test
    void exactly_one_selector_is_needed() {
        assertRefused(ErrorCode.ARGS, () -> delete("amy"));
        assertRefused(ErrorCode.ARGS, () -> deleteOlderThan(-1));
        var both =
                DeleteConversationsReq.newBuilder()
                        .setOwnerUserID("amy")
                        .setNeedDeleteTime(1)
                        .addConversationIDs("si_amy_bob")
                        .build();
        assertRefused(
                ErrorCode.ARGS, () -> await(conversations.deleteConversations(by("amy"), both)));
        assertEquals(3, ids("amy").size());
    }

    @Test
    void nobody_deletes_the_rows_of_another() {
        var asked =
                DeleteConversationsReq.newBuilder()
                        .setOwnerUserID("amy")
                        .addConversationIDs("si_amy_bob")
                        .build();
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(conversations.deleteConversations(by("bob"), asked)));
    }
}
