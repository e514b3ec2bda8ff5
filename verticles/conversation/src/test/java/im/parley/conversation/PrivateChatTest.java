package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.conversation.ConversationReq;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Messages that burn after reading are a matter of both sides (http-messages-and-objects.md 5.4,
/// step 6).
class PrivateChatTest extends ConversationWorld {
    private static final String CHAT = "si_amy_bob";

    private static ConversationReq.Builder withBob() {
        return chat("amy", "bob");
    }

    private static String agreed(String from, String to, boolean isPrivate) {
        return ("1701 %1$s→%2$s {\"recvID\":\"%2$s\",\"sendID\":\"%1$s\",\"isPrivate\":%3$s,"
                        + "\"conversationID\":\"si_amy_bob\"}")
                .formatted(from, to, isPrivate);
    }

    @Test
    void both_rows_and_versions_change_and_1701_goes_to_the_peer() {
        create(SINGLE, "amy", "bob");
        var amy = sync("amy");
        var bob = sync("bob");
        set("amy", withBob().setIsPrivateChat(yes()));
        assertEquals(true, row("amy", CHAT).getIsPrivateChat());
        assertEquals(true, row("bob", CHAT).getIsPrivateChat());
        assertEquals("+1 [] [si_amy_bob] []", news("amy", amy));
        assertEquals("+1 [] [si_amy_bob] []", news("bob", bob));
        assertEquals(List.of(agreed("amy", "bob", true)), notices.told());
        set("bob", chat("bob", "amy").setIsPrivateChat(no()));
        assertEquals(false, row("amy", CHAT).getIsPrivateChat());
        assertEquals(List.of(agreed("bob", "amy", false)), notices.told());
    }

    @Test
    void what_is_private_already_is_not_said_again() {
        create(SINGLE, "amy", "bob");
        set("amy", withBob().setIsPrivateChat(yes()));
        notices.told();
        var bob = sync("bob");
        set("amy", withBob().setIsPrivateChat(yes()));
        assertEquals(List.of(), notices.told());
        assertEquals("+0 [] [] []", news("bob", bob));
    }

    @Test
    void what_else_is_set_stays_with_who_set_it_in_the_same_step() {
        create(SINGLE, "amy", "bob");
        var amy = sync("amy");
        set("amy", withBob().setIsPrivateChat(yes()).setBurnDuration(number(30)).setEx(text("e")));
        assertEquals(30, row("amy", CHAT).getBurnDuration());
        assertEquals(0, row("bob", CHAT).getBurnDuration());
        assertEquals("", row("bob", CHAT).getEx());
        assertEquals("+1 [] [si_amy_bob] []", news("amy", amy));
        assertEquals(List.of(changed("amy", CHAT), agreed("amy", "bob", true)), notices.told());
    }

    @Test
    void missing_rows_are_made_and_the_peers_says_nothing_else() {
        set("amy", withBob().setIsPrivateChat(yes()).setIsPinned(yes()));
        assertEquals(true, row("amy", CHAT).getIsPinned());
        var peers = row("bob", CHAT);
        assertEquals("amy", peers.getUserID());
        assertEquals(true, peers.getIsPrivateChat());
        assertEquals(false, peers.getIsPinned());
    }

    @Test
    void an_app_admin_may_set_both_sides_at_once() {
        create(SINGLE, "amy", "bob");
        set(byAdmin(), withBob().setIsPrivateChat(yes()), "amy", "bob");
        assertEquals(true, row("bob", CHAT).getIsPrivateChat());
        assertEquals(List.of(agreed("amy", "bob", true)), notices.told());
    }

    @Test
    void a_chat_with_oneself_has_one_side() {
        set("amy", chat("amy", "amy").setIsPrivateChat(yes()));
        assertEquals(true, row("amy", "si_amy_amy").getIsPrivateChat());
        assertEquals(1, notices.told().size());
    }

    @Test
    void an_official_account_keeps_no_row_of_those_it_tells_something() {
        var told = ConversationReq.newBuilder().setConversationType(OFFICIAL).setUserID("news");
        set("amy", told.setConversationID("sn_amy_news").setIsPrivateChat(yes()));
        assertEquals(true, row("amy", "sn_amy_news").getIsPrivateChat());
        assertEquals(List.of(), ids("news"));
        assertEquals(List.of(changed("amy", "sn_amy_news")), notices.told());
    }
}
