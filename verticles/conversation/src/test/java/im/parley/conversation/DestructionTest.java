package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.ClearUserConversationMsgReq;
import im.parley.proto.conversation.GetConversationsNeedClearMsgReq;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// http-messages-and-objects.md 12.3, message-pipeline.md 5.4.
class DestructionTest extends ConversationWorld {
    private static final long DAY = 86_400;

    @BeforeEach
    void talk() {
        create(SINGLE, "amy", "bob");
        create(SINGLE, "amy", "eve");
    }

    private void expire(String owner, String peer, long seconds) {
        set(owner, chat(owner, peer).setIsMsgDestruct(yes()).setMsgDestructTime(seconds(seconds)));
        notices.told();
    }

    private List<String> due() {
        var asked = GetConversationsNeedClearMsgReq.getDefaultInstance();
        return await(conversations.getConversationsNeedClearMsg(byServer(), asked))
                .getConversationsList()
                .stream()
                .map(row -> row.getOwnerUserID() + " " + row.getConversationID())
                .toList();
    }

    private int clear(long time, int limit) {
        var asked = ClearUserConversationMsgReq.newBuilder().setTimestamp(time).setLimit(limit);
        return await(conversations.clearUserConversationMsg(byServer(), asked.build())).getCount();
    }

    @Test
    void a_row_is_due_from_the_moment_its_owner_wants_it_until_he_does_not() {
        assertEquals(List.of(), due());
        expire("amy", "bob", DAY);
        assertEquals(List.of("amy si_amy_bob"), due());
        set("amy", chat("amy", "bob").setIsMsgDestruct(no()));
        assertEquals(List.of(), due());
        expire("amy", "bob", 0); // 0 is no age
        assertEquals(List.of(), due());
        expire("amy", "bob", DAY);
        delete("amy", "si_amy_bob");
        assertEquals(List.of(), due());
    }

    @Test
    void messages_of_that_age_are_out_of_reach_and_the_owner_is_told() {
        expire("amy", "bob", DAY);
        long time = clock.millis() + 1_000;
        neighbours.seqByTime.put("si_amy_bob " + (time - DAY * 1_000), 4L);
        var amy = sync("amy");
        assertEquals(1, clear(time, 100));
        assertEquals(Map.of("amy si_amy_bob", 5L), neighbours.raised);
        assertEquals(5, row("amy", "si_amy_bob").getMinSeq());
        assertEquals(time, row("amy", "si_amy_bob").getLatestMsgDestructTime());
        assertEquals(0, row("bob", "si_amy_bob").getMinSeq());
        assertEquals("+1 [] [si_amy_bob] []", news("amy", amy));
        assertEquals(List.of(changed("amy", "si_amy_bob")), notices.told());
    }

    @Test
    void the_next_time_is_one_age_later() {
        expire("amy", "bob", DAY);
        long time = clock.millis() + 1_000;
        clear(time, 100);
        assertEquals(0, row("amy", "si_amy_bob").getMinSeq()); // no message was that old
        assertEquals(0, clear(time + DAY * 1_000, 100));
        assertEquals(1, clear(time + DAY * 1_000 + 1, 100));
        assertEquals(Map.of(), neighbours.raised);
    }

    @Test
    void the_work_is_done_in_pieces() {
        expire("amy", "bob", DAY);
        expire("amy", "eve", DAY);
        expire("bob", "amy", DAY);
        long time = clock.millis() + 1_000;
        assertEquals(2, clear(time, 2));
        assertEquals(1, clear(time, 2));
        assertEquals(0, clear(time, 2));
    }

    @Test
    void what_fails_stays_due_and_does_not_hold_up_the_others() {
        create(SINGLE, "amy", "broken");
        expire("amy", "broken", DAY);
        expire("amy", "bob", DAY);
        assertThrows(RuntimeException.class, () -> clear(clock.millis() + 1_000, 100));
        assertEquals(List.of("amy si_amy_broken"), due());
    }

    @Test
    void only_the_server_asks() {
        var asked = ClearUserConversationMsgReq.newBuilder().setTimestamp(1).setLimit(1).build();
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(conversations.clearUserConversationMsg(byAdmin(), asked)));
        assertRefused(ErrorCode.ARGS, () -> clear(1, 0));
        assertRefused(ErrorCode.ARGS, () -> clear(0, 1));
    }
}
