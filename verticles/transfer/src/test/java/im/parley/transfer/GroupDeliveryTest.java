package im.parley.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;

import im.parley.contract.UserId;
import im.parley.proto.courier.Delivery;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Presence.Place;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Messages of a group: who sees them, and whose conversation rows there are.
class GroupDeliveryTest extends WithWorker {
    private static final long CATS_PHONE = 3;

    @BeforeEach
    void threeAreConnectedAndTwoAreMembers() throws Exception {
        await(state.presence().arrive(new UserId("cat"), new Place(NODE, 5, CATS_PHONE)));
        members("amy", "bob");
    }

    private void members(String... ids) {
        groupBook.members.put("tea", List.of(ids));
        changes.publish("members", "tea");
    }

    private Set<Long> receivers(int delivery) {
        return Set.copyOf(delivered.get(delivery).getConnectionsList());
    }

    @Test
    void a_message_is_numbered_stored_and_shown_to_the_members_who_are_connected()
            throws Exception {
        members("amy", "bob", "dan");
        await(worker.read(List.of(from(toTea("c1")))));
        assertEquals(List.of(1L), seqs(stored(TEA)));
        assertEquals(Set.of(AMYS_PHONE, BOBS_PHONE), receivers(0));
        assertEquals("sg_tea", delivered.getFirst().getConversationID());
    }

    @Test
    void the_sender_gets_his_copy_even_if_he_wants_none() throws Exception {
        await(worker.read(List.of(from(with(toTea("c1"), "senderSync")))));
        assertEquals(Set.of(AMYS_PHONE, BOBS_PHONE), receivers(0));
    }

    @Test
    void the_members_are_asked_for_once_until_somebody_comes_or_goes() throws Exception {
        await(worker.read(List.of(from(toTea("c1")), from(toTea("c2")))));
        await(worker.read(List.of(from(toTea("c3")))));
        assertEquals(1, groupBook.asked.get());
        members("amy", "cat");
        await(worker.read(List.of(from(toTea("c4")))));
        assertEquals(Set.of(AMYS_PHONE, CATS_PHONE), receivers(3));
        assertEquals(2, groupBook.asked.get());
    }

    @Test
    void the_messages_of_a_batch_share_one_list_of_connections() throws Exception {
        await(worker.read(List.of(from(toTea("c1")), from(toTea("c2")))));
        assertEquals(
                List.of("c1", "c2"), delivered.stream().map(Delivery::getClientMsgID).toList());
        assertEquals(delivered.get(0).getConnectionsList(), delivered.get(1).getConnectionsList());
    }

    @Test
    void chats_and_groups_of_one_batch_do_not_mix() throws Exception {
        await(worker.read(List.of(from(toTea("c1")), from(text("c2", 50)), from(toTea("c3")))));
        assertEquals(
                List.of("sg_tea", "si_amy_bob", "sg_tea"),
                delivered.stream().map(Delivery::getConversationID).toList());
        assertEquals(List.of(1L, 2L), seqs(stored(TEA)));
    }

    @Test
    void a_large_group_is_met_among_the_few_who_are_connected() throws Exception {
        var crowd = IntStream.range(0, 20_000).mapToObj(i -> i == 7 ? "bob" : "m" + i).toList();
        groupBook.members.put("tea", crowd);
        await(worker.read(List.of(from(with(toTea("c1"), "history")))));
        assertEquals(Set.of(BOBS_PHONE), receivers(0));
    }

    @Test
    void who_is_kicked_or_quits_still_sees_it_and_nobody_sees_it_twice() throws Exception {
        var kicked =
                toTea("c1").toBuilder()
                        .setContentType(1508)
                        .setContent(
                                ByteString.copyFromUtf8(
                                        "{\"detail\":\"{\\\"kickedUserList\\\":"
                                                + "[{\\\"userID\\\":\\\"cat\\\"},"
                                                + "{\\\"userID\\\":\\\"bob\\\"}]}\"}"));
        await(worker.read(List.of(from(kicked.build()))));
        assertEquals(Set.of(AMYS_PHONE, BOBS_PHONE, CATS_PHONE), receivers(0));
        assertEquals(3, delivered.getFirst().getConnectionsCount());
    }

    @Test
    void a_visible_notification_comes_before_the_message_that_shows_it() throws Exception {
        var notice = toTea("c1").toBuilder().putOptions("isNotNotification", false);
        notice.putOptions("isSendMsg", true).putOptions("history", false);
        await(worker.read(List.of(from(notice.build()))));
        assertEquals(
                List.of("n_tea", "sg_tea"),
                delivered.stream().map(Delivery::getConversationID).toList());
        assertEquals(List.of(0L, 1L), delivered.stream().map(GroupDeliveryTest::seq).toList());
    }

    private static long seq(Delivery delivery) {
        try {
            return MsgData.parseFrom(delivery.getMessage()).getSeq();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void where_nobody_says_who_the_members_are_the_sender_still_hears_that_it_is_stored()
            throws Exception {
        await(worker.read(List.of(from(toTea("c1")))));
        groupBook.down = true;
        changes.publish("members", "tea");
        var ticket = tickets.draw(NOW + 1);
        await(worker.read(List.of(from(toTea("c2"), ticket))));
        assertEquals("s-c2", await(ticket.outcome()).getServerMsgID());
        assertEquals(1, delivered.size());
    }

    @Nested
    class Rows {
        @Test
        void the_first_message_of_all_gives_every_member_one() throws Exception {
            await(worker.read(List.of(from(toTea("c1")), from(toTea("c2")))));
            await(worker.read(List.of(from(toTea("c3")))));
            assertEquals(List.of(List.of("amy", "bob")), rowBook.inGroups);
        }

        @Test
        void a_message_off_the_record_or_a_notification_gives_none() throws Exception {
            var notice = with(with(toTea("c2"), "isNotNotification"), "isSendMsg");
            await(worker.read(List.of(from(with(toTea("c1"), "history")), from(notice))));
            assertEquals(List.of(), rowBook.inGroups);
        }

        @Test
        void a_row_that_was_removed_comes_back_with_the_next_message() throws Exception {
            await(worker.read(List.of(from(toTea("c1")))));
            changes.publish("conversation/gone", "bob sg_tea");
            changes.publish("conversation/gone", "stranger sg_tea");
            await(worker.read(List.of(from(toTea("c2")))));
            await(worker.read(List.of(from(toTea("c3")))));
            assertEquals(List.of(List.of("amy", "bob"), List.of("bob")), rowBook.inGroups);
        }

        @Test
        void a_new_worker_looks_for_the_members_without_one() throws Exception {
            await(worker.read(List.of(from(toTea("c1")))));
            rowBook.owners.remove("amy");
            await(worker(state.messages()).read(List.of(from(toTea("c2")))));
            assertEquals(List.of("amy"), rowBook.inGroups.getLast());
        }

        @Test
        void the_rows_of_a_large_group_are_made_step_by_step() throws Exception {
            var ids = IntStream.range(0, 1_200).mapToObj(i -> "m" + i).toList();
            members(ids.toArray(String[]::new));
            await(worker.read(List.of(from(toTea("c1")))));
            assertEquals(
                    List.of(500, 500, 200), rowBook.inGroups.stream().map(List::size).toList());
        }

        @Test
        void a_back_end_that_wants_no_rows_does_not_keep_the_message_back() throws Exception {
            rowBook.refused = "sg_tea";
            await(worker.read(List.of(from(toTea("c1")))));
            assertEquals(List.of(1L), seqs(stored(TEA)));
        }
    }
}
