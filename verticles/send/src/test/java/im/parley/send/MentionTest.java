package im.parley.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.sdkws.MsgData;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// message-pipeline.md 1.8.
class MentionTest {
    private static final List<String> MEMBERS = List.of("amy", "bob", "cat", "dan");

    private static Mention byAmy(String... mentioned) {
        return Mention.in(
                MsgData.newBuilder()
                        .setSendID("amy")
                        .addAllAtUserIDList(List.of(mentioned))
                        .build());
    }

    @Test
    void the_named_members_are_marked_and_nobody_else() {
        assertEquals(
                Map.of(1, List.of("bob", "dan")), byAmy("dan", "bob", "stranger").marks(MEMBERS));
    }

    @Test
    void all_but_the_sender_are_marked_when_all_are_mentioned() {
        assertEquals(Map.of(2, List.of("bob", "cat", "dan")), byAmy("AtAllTag").marks(MEMBERS));
    }

    @Test
    void who_is_named_besides_all_gets_a_mark_of_his_own() {
        assertEquals(
                Map.of(3, List.of("cat"), 2, List.of("bob", "dan")),
                byAmy("AtAllTag", "cat").marks(MEMBERS));
    }

    @Test
    void nobody_is_mentioned_by_an_empty_list() {
        assertTrue(byAmy().ofNobody());
        assertEquals(Map.of(), byAmy("stranger").marks(MEMBERS));
    }
}
