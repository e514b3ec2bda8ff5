package im.parley.sync;

import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.msg.DeleteMsgPhysicalReq;
import im.parley.proto.msg.DestructMsgsReq;
import im.parley.proto.msg.GetLastMessageSeqByTimeReq;
import im.parley.testkit.FakeClock;
import im.parley.testkit.Messages;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// message-pipeline.md 5.6 and 10.2, I-40. Messages are sent at noon and as many milliseconds as
/// their seq.
class RetentionServiceTest extends InWorld {
    @Test
    void old_messages_go_step_by_step_until_none_are_left() {
        for (int i = 0; i < 4; i++) world.store(Messages.groupText("amy", "g" + i, "old"));
        world.chat("amy", "amy", "amy", "amy", "amy");
        assertEquals(List.of(3, 3, 1, 0), List.of(step(3, 3), step(3, 3), step(3, 3), step(3, 3)));
        assertEquals(List.of(4L, 5L), Pulls.seqs(Pulls.of(world, "bob").all(CHAT)));
        assertEquals(5, world.maxSeq(CHAT));
        assertEquals(3, Pulls.of(world, "bob").position(CHAT).getHasReadSeq());
        world.chat("amy");
        assertEquals(3, step(3, 100) + step(6, 100));
    }

    @Test
    void what_grew_old_behind_the_place_reached_is_found_in_the_same_step() {
        for (var group : List.of("a", "b")) world.store(Messages.groupText("amy", group, "old"));
        assertEquals(1, step(1, 1));
        assertEquals(1, step(1, 1)); // reached "b"; "a" gets another
        world.store(Messages.groupText("amy", "a", "new"));
        assertEquals(1, step(2, 9));
        assertEquals(0, step(2, 9));
    }

    @Test
    void only_other_services_may_and_only_with_sense() {
        var request = DestructMsgsReq.newBuilder().setTimestamp(1).setLimit(1).build();
        assertRefused(1002, sync.destructMsgs(world.asAdmin(), request));
        assertRefused(
                1001, sync.destructMsgs(world.asServer(), request.toBuilder().setLimit(0).build()));
        assertRefused(
                1001,
                sync.destructMsgs(world.asServer(), request.toBuilder().setTimestamp(0).build()));
    }

    private int step(long millis, int limit) {
        var request =
                DestructMsgsReq.newBuilder()
                        .setTimestamp(FakeClock.NOON + millis)
                        .setLimit(limit)
                        .build();
        return await(sync.destructMsgs(world.asServer(), request)).getCount();
    }

    @Test
    void an_app_admin_deletes_what_is_older_than_some_seconds_in_the_named_conversations() {
        world.chat("amy", "amy");
        world.groupChat("amy");
        world.clock.advance(Duration.ofMillis(61_001));
        var request =
                DeleteMsgPhysicalReq.newBuilder()
                        .addConversationIDs("si_amy_bob")
                        .setTimestamp(61)
                        .build();
        assertRefused(1002, sync.deleteMsgPhysical(world.as("amy"), request));
        await(sync.deleteMsgPhysical(world.asAdmin(), request));
        assertEquals(List.of(2L), Pulls.seqs(Pulls.of(world, "bob").all(CHAT)));
        world.rows.add("bob", TEA);
        assertEquals(1, Pulls.of(world, "bob").all(TEA).size());
        assertRefused(
                1001,
                sync.deleteMsgPhysical(
                        world.asAdmin(), request.toBuilder().setTimestamp(0).build()));
    }

    @Test
    void the_seq_at_a_time_is_for_other_services() {
        world.chat("amy", "amy");
        var request =
                GetLastMessageSeqByTimeReq.newBuilder()
                        .setConversationID("si_amy_bob")
                        .setTime(FakeClock.NOON + 1)
                        .build();
        assertEquals(1, await(sync.getLastMessageSeqByTime(world.asServer(), request)).getSeq());
        assertRefused(1002, sync.getLastMessageSeqByTime(world.as("amy"), request));
    }
}
