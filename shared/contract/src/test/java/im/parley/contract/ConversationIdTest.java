package im.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.sdkws.MsgData;

import org.junit.jupiter.api.Test;

class ConversationIdTest {
    private static final MsgData MESSAGE =
            MsgData.newBuilder().setSendID("bob").setRecvID("amy").setSessionType(1).build();

    @Test
    void two_people_have_one_conversation_whoever_writes() {
        var there = ConversationId.single(new UserId("bob"), new UserId("amy"));
        assertEquals("si_amy_bob", there.value());
        assertEquals(there, ConversationId.single(new UserId("amy"), new UserId("bob")));
    }

    @Test
    void users_are_ordered_by_the_bytes_of_their_ids() {
        // U+FF5E sorts after U+1F600 by UTF-16 units, before it by UTF-8 bytes
        var tilde = new UserId("\uFF5E");
        var face = new UserId("\uD83D\uDE00");
        assertTrue(tilde.compareTo(face) < 0);
        assertTrue(tilde.value().compareTo(face.value()) > 0);
    }

    @Test
    void a_message_goes_to_the_notices_only_when_its_options_say_so() {
        assertEquals("si_amy_bob", ConversationId.of(MESSAGE).value());
        var notice = MESSAGE.toBuilder().putOptions("isNotNotification", false).build();
        assertEquals("n_amy_bob", ConversationId.of(notice).value());
        assertTrue(ConversationId.of(notice).holdsNotices());
    }

    @Test
    void the_session_type_says_between_whom() {
        assertEquals("sn_amy_bob", of(4).value());
        assertEquals("sg_tea", of(3).value());
        assertFalse(of(3).holdsNotices());
        assertEquals("n_tea", of(3).twin().value());
        assertThrows(Refusal.class, () -> of(2));
    }

    @Test
    void chat_and_notices_of_the_same_people_have_the_same_peers() {
        assertEquals("amy_bob", of(1).peers());
        assertEquals(of(1).peers(), of(1).twin().peers());
        assertEquals(of(4).peers(), of(4).twin().peers());
        assertEquals(of(1).peersHash(), of(1).twin().peersHash());
        assertEquals("amy_bob".hashCode(), of(1).peersHash());
    }

    private static ConversationId of(int sessionType) {
        return ConversationId.of(
                MESSAGE.toBuilder().setSessionType(sessionType).setGroupID("tea").build());
    }
}
