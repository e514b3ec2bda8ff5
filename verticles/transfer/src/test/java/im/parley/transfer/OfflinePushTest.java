package im.parley.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.sdkws.MsgData;
import im.parley.transfer.OfflinePush.Receiver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// message-pipeline.md 3.3, row by row, as I-15 and I-16 of 10.2 will have it.
class OfflinePushTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // what, session, type, option offlinePush, receiver, reached, global, conversation, due
        "an absent receiver of a single chat,          1, 101,  true,  bob, false, 0, 0, true",
        "an absent member of a group,                  3, 101,  true,  bob, false, 0, 0, true",
        "an absent reader of a notice,                 4, 1400, true,  bob, false, 0, 0, true",
        "a message that wants none,                    1, 101,  false, bob, false, 0, 0, false",
        "a notification that wants one,                1, 1203, true,  bob, false, 0, 0, true",
        "a participant enters a room,                  3, 1602, true,  bob, false, 0, 0, false",
        "a participant leaves a room,                  3, 1603, true,  bob, false, 0, 0, false",
        "somebody whose phone has it,                  1, 101,  true,  bob, true,  0, 0, false",
        "a member whose phone has it,                  3, 101,  true,  bob, true,  0, 0, false",
        "the sender himself in a group,                3, 101,  true,  amy, false, 0, 0, false",
        "a message to oneself,                         1, 101,  true,  amy, false, 0, 0, false",
        "who wants no notification at all,             1, 101,  true,  bob, false, 2, 0, false",
        "the same in a group,                          3, 101,  true,  bob, false, 2, 0, false",
        "who wants nothing at all,                     3, 101,  true,  bob, false, 1, 0, false",
        "who wants none of this conversation,          1, 101,  true,  bob, false, 0, 2, false",
        "who wants none of this group,                 3, 101,  true,  bob, false, 0, 2, false",
        "who wants nothing of this group,              3, 101,  true,  bob, false, 0, 1, false",
        "the mentioned member of a muted conversation, 3, 106,  true,  bob, false, 0, 2, false",
        "who wants none of this account,               4, 1400, true,  bob, false, 0, 2, false",
    })
    void decision(
            String what,
            int session,
            int contentType,
            boolean option,
            String receiver,
            boolean reached,
            int globalOption,
            int conversationOption,
            boolean due) {
        var message =
                MsgData.newBuilder()
                        .setSendID("amy")
                        .setSessionType(session)
                        .setContentType(contentType)
                        .putOptions("offlinePush", option)
                        .addAtUserIDList("bob")
                        .build();
        var asked = new Receiver(receiver, reached, globalOption, conversationOption);
        assertEquals(due, OfflinePush.isDue(message, asked));
    }

    @Test
    void an_absent_option_asks_for_a_push() {
        var bob = new Receiver("bob", false, 0, 0);
        assertTrue(OfflinePush.isDue(MsgData.newBuilder().setSendID("amy").build(), bob));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11})
    void only_two_platforms_are_phones(int platformID) {
        assertFalse(OfflinePush.isPhone(platformID));
        assertTrue(OfflinePush.isPhone(1) && OfflinePush.isPhone(2));
    }
}
