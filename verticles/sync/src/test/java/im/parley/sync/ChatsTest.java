package im.parley.sync;

import static im.parley.sync.World.TEA;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ConversationId;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.GetMaxSeqReq;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// Long lists of chats are read once and then followed; nobody can tell but by the clock.
class ChatsTest extends InWorld {
    @Nested
    class GivenSomebodyWithManyChats {
        @BeforeEach
        void knowMany() {
            for (int i = 0; i < Chats.KEPT_FROM; i++)
                world.rows.add("amy", new ConversationId("si_amy_u" + i));
            world.rows.add("amy", TEA);
            world.groupChat("bob", "bob", "bob");
            ask();
            world.rows.listsRead.set(0);
        }

        @Test
        void the_list_is_not_read_again() {
            assertEquals(3, ask().get("sg_tea").getMaxSeq());
            assertEquals(Map.of("sg_tea", 3L), ends());
            assertEquals(0, world.rows.listsRead.get());
            assertEquals(1, gets("miss"));
            assertEquals(2, gets("hit"));
        }

        @Test
        void messages_and_positions_are_those_of_now() {
            world.groupChat("bob");
            assertEquals(4, ask().get("sg_tea").getMaxSeq());
        }

        @Test
        void a_new_chat_is_there_at_once() {
            world.rows.add("amy", ConversationId.group("rum"));
            assertEquals(Chats.KEPT_FROM + 3, ask().size());
            assertEquals(0, world.rows.listsRead.get());
        }

        @Test
        void who_has_left_is_bounded_at_once_and_free_when_he_comes_back() {
            world.rows.leave("amy", TEA, 2);
            assertEquals(2, ask().get("sg_tea").getMaxSeq());
            world.rows.leave("amy", TEA, 0);
            assertEquals(3, ask().get("sg_tea").getMaxSeq());
            assertEquals(0, world.rows.listsRead.get());
        }

        @Test
        void a_removed_row_is_gone_at_once() {
            world.rows.remove("amy", "sg_tea");
            assertEquals(Chats.KEPT_FROM + 1, ask().size());
            assertEquals(Map.of(), ends());
        }

        /// The row that changed and then went is in no answer, and the copy knows neither.
        @Test
        void a_row_that_is_removed_while_its_change_is_told_is_not_given_as_it_was() {
            world.rows.leave("amy", TEA, 2);
            world.rows.betweenTheNextNewsAndTheirRows(() -> world.rows.remove("amy", "sg_tea"));
            assertEquals(Map.of(), ends());
            assertEquals(Chats.KEPT_FROM + 1, ask().size());
        }

        @Test
        void the_list_of_another_stays_his() {
            world.rows.add("bob", TEA);
            var request = GetMaxSeqReq.newBuilder().setUserID("bob").build();
            var ends = await(sync.getMaxSeq(world.as("bob"), request)).getMaxSeqsMap();
            assertEquals(Map.of("sg_tea", 3L), ends);
        }
    }

    @Test
    void short_lists_are_not_kept() {
        ask();
        ask();
        assertEquals(2, world.rows.listsRead.get());
        assertEquals(0, gets("hit") + gets("miss"));
    }

    private Map<String, Seqs> ask() {
        var all = GetConversationsHasReadAndMaxSeqReq.newBuilder().setUserID("amy").build();
        return await(sync.getConversationsHasReadAndMaxSeq(world.as("amy"), all)).getSeqsMap();
    }

    private Map<String, Long> ends() {
        var request = GetMaxSeqReq.newBuilder().setUserID("amy").build();
        return await(sync.getMaxSeq(world.as("amy"), request)).getMaxSeqsMap();
    }

    private double gets(String result) {
        return world.metrics
                .get("cache.gets")
                .tag("cache", "chats")
                .tag("result", result)
                .counter()
                .count();
    }
}
