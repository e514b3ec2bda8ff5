package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.UpdateConversationsByUserReq;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// http-messages-and-objects.md 5.5.
class RowsAboutUserTest extends ConversationWorld {
    private void say(String user, String ex) {
        var asked = UpdateConversationsByUserReq.newBuilder().setUserID(user).setEx(text(ex));
        await(conversations.updateConversationsByUser(by(user), asked.build()));
    }

    @Test
    void the_rows_of_others_about_the_user_change_and_nobody_is_told() {
        create(SINGLE, "amy", "bob");
        create(SINGLE, "amy", "eve");
        var amy = sync("amy");
        var bob = sync("bob");
        say("amy", "new");
        assertEquals("new", row("bob", "si_amy_bob").getEx());
        assertEquals("new", row("eve", "si_amy_eve").getEx());
        assertEquals("", row("amy", "si_amy_bob").getEx());
        assertEquals("+0 [] [] []", news("amy", amy));
        assertEquals("+1 [] [si_amy_bob] []", news("bob", bob));
        assertEquals(List.of(), notices.told());
        say("amy", "new");
        assertEquals("+1 [] [si_amy_bob] []", news("bob", bob));
        say("amy", "");
        assertEquals("", row("bob", "si_amy_bob").getEx());
    }

    @Test
    void however_many_there_are() {
        await(
                Future.all(
                        IntStream.range(0, 1_101)
                                .mapToObj(i -> creating(SINGLE, "fan" + i, "star"))
                                .toList()));
        say("star", "shine");
        assertEquals("shine", row("fan0", "si_fan0_star").getEx());
        assertEquals("shine", row("fan1100", "si_fan1100_star").getEx());
        assertEquals("shine", row("fan567", "si_fan567_star").getEx());
    }

    @Test
    void without_ex_nothing_happens_and_nobody_speaks_for_another() {
        create(SINGLE, "amy", "bob");
        var bob = sync("bob");
        var silent = UpdateConversationsByUserReq.newBuilder().setUserID("amy").build();
        await(conversations.updateConversationsByUser(by("amy"), silent));
        assertEquals("+0 [] [] []", news("bob", bob));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(conversations.updateConversationsByUser(by("bob"), silent)));
    }
}
