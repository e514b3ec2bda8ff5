package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PushMessages;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LetterTest {
    private final Letter letter = new Letter(new Login("amy", 7, "t"), "bob", 0xabcdL, 300);

    @Test
    void a_letter_has_its_size_and_can_be_read_by_others() throws InvalidProtocolBufferException {
        var data = letter.numbered(7).clone();
        assertEquals(
                300,
                data.length,
                3); // a length may take one byte more than when the text was fitted
        var message = MsgData.parseFrom(data);
        assertEquals("000000000000abcd0000000000000007", message.getClientMsgID());
        assertEquals("bob", message.getRecvID());
        assertEquals(System.currentTimeMillis(), message.getCreateTime(), 10_000);
        var next = MsgData.parseFrom(letter.numbered(8));
        assertEquals("000000000000abcd0000000000000008", next.getClientMsgID());
        assertNotEquals(message.getContent(), next.getContent());
    }

    @Test
    void a_push_gives_back_run_and_number_and_passes_over_what_is_no_letter()
            throws InvalidProtocolBufferException {
        var strange = MsgData.newBuilder().setClientMsgID("of someone else").build();
        var pulled =
                PullMsgs.newBuilder()
                        .addMsgs(strange)
                        .addMsgs(MsgData.parseFrom(letter.numbered(5)))
                        .addMsgs(MsgData.parseFrom(letter.numbered(0x123456789aL)))
                        .setIsEnd(true)
                        .build();
        var push =
                PushMessages.newBuilder()
                        .putMsgs("si_amy_bob", pulled)
                        .putNotificationMsgs("n_x", pulled)
                        .build();
        var found = new ArrayList<Long>();
        Letter.open(
                Envelope.of(Envelope.PUSH, "", "", 0, "", push.toByteArray()),
                (run, number) -> {
                    assertEquals(0xabcdL, run);
                    found.add(number);
                });
        assertEquals(List.of(5L, 0x123456789aL), found);
    }
}
