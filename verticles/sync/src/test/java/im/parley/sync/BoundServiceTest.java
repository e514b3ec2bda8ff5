package im.parley.sync;

import static im.parley.sync.World.TEA;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.UserId;
import im.parley.proto.msg.SetUserConversationMaxSeqReq;
import im.parley.proto.msg.SetUserConversationMinSeqReq;
import im.parley.proto.msg.SetUserConversationsMinSeqReq;
import im.parley.state.MessageStore.UserBounds;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// message-pipeline.md 6.2.
class BoundServiceTest extends InWorld {
    @BeforeEach
    void open() {
        world.groupChat("amy", "amy", "amy");
        world.rows.add("bob", TEA);
    }

    @Test
    void who_joins_without_the_history_reads_from_there_on() {
        var request = SetUserConversationsMinSeqReq.newBuilder().setConversationID("sg_tea");
        await(
                sync.setUserConversationsMinSeq(
                        world.asServer(), request.addUserIDs("bob").setSeq(4).build()));
        assertEquals(List.of(), Pulls.of(world, "bob").all(TEA));
        assertEquals(3, Pulls.of(world, "bob").position(TEA).getHasReadSeq());
        world.groupChat("amy");
        assertEquals(List.of(4L), Pulls.seqs(Pulls.of(world, "bob").all(TEA)));
    }

    /// message-pipeline.md 10.2, I-24 and I-40.
    @Test
    void who_leaves_reads_to_there_and_who_comes_back_reads_all() {
        upTo(2, "bob");
        world.groupChat("amy");
        assertEquals(List.of(1L, 2L), Pulls.seqs(Pulls.of(world, "bob").all(TEA)));
        assertEquals(2, Pulls.of(world, "bob").position(TEA).getMaxSeq());
        upTo(0, "bob");
        assertEquals(4, Pulls.of(world, "bob").all(TEA).size());
    }

    @Test
    void a_lower_bound_never_falls_nor_passes_the_end() {
        var request =
                SetUserConversationMinSeqReq.newBuilder()
                        .setConversationID("sg_tea")
                        .addOwnerUserID("bob");
        for (long seq : List.of(3L, 2L))
            await(sync.setUserConversationMinSeq(world.asServer(), request.setMinSeq(seq).build()));
        assertEquals(List.of(3L), Pulls.seqs(Pulls.of(world, "bob").all(TEA)));
        await(sync.setUserConversationMinSeq(world.asServer(), request.setMinSeq(99).build()));
        world.groupChat("amy");
        assertEquals(List.of(4L), Pulls.seqs(Pulls.of(world, "bob").all(TEA)));
    }

    @Test
    void as_many_at_once_as_a_group_takes_in() {
        var users = IntStream.range(0, 1_234).mapToObj(i -> "user" + i).toArray(String[]::new);
        upTo(2, users);
        for (var user : List.of("user0", "user777", "user1233"))
            assertEquals(
                    new UserBounds(0, 2, 0),
                    await(world.store().bounds(new UserId(user), List.of(TEA))).get(TEA));
    }

    @Test
    void only_other_services_may() {
        assertRefused(
                1002,
                sync.setUserConversationMaxSeq(
                        world.asAdmin(),
                        SetUserConversationMaxSeqReq.newBuilder()
                                .setConversationID("sg_tea")
                                .build()));
        assertRefused(
                1001,
                sync.setUserConversationMaxSeq(
                        world.asServer(), SetUserConversationMaxSeqReq.getDefaultInstance()));
    }

    private void upTo(long seq, String... users) {
        await(
                sync.setUserConversationMaxSeq(
                        world.asServer(),
                        SetUserConversationMaxSeqReq.newBuilder()
                                .setConversationID("sg_tea")
                                .addAllOwnerUserID(List.of(users))
                                .setMaxSeq(seq)
                                .build()));
    }
}
