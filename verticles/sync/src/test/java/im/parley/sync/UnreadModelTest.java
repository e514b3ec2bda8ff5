package im.parley.sync;

import static im.parley.sync.World.BOB;
import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.TEA;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ConversationId;
import im.parley.proto.msg.ClearConversationsMsgReq;
import im.parley.proto.msg.DeleteSyncOpt;
import im.parley.proto.msg.MarkConversationAsReadReq;
import im.parley.proto.msg.MarkMsgsAsReadReq;
import im.parley.proto.msg.SetConversationHasReadSeqReq;
import im.parley.proto.msg.SetUserConversationMaxSeqReq;
import im.parley.state.Note;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Unread counts against a model, whatever happens in whatever order (message-pipeline.md 10.2,
/// I-27, I-28, I-33 and I-41).
class UnreadModelTest {
    private static final int STEPS = 250;
    private static final List<String> PEOPLE = List.of("amy", "bob", "eve");

    @TempDir Path folder;
    private World world;
    private Sync sync;

    /// What is unread is what lies behind one's position and within one's bounds.
    private static final class Standing {
        private long read;
        private long first = 1;
        private long last = Long.MAX_VALUE;

        private long unread(long maxSeq) {
            long from = Math.max(read, first - 1);
            return Math.max(0, Math.min(maxSeq, last) - from);
        }
    }

    private final Map<ConversationId, Long> maxSeqs = new HashMap<>();
    private final Map<ConversationId, Map<String, Standing>> standings = new HashMap<>();

    @BeforeEach
    void open() {
        begin();
        for (var user : List.of("amy", "bob")) standing(CHAT, user);
        for (var user : PEOPLE) standing(TEA, user);
    }

    private void begin() {
        world = new World(folder);
        sync = world.client(Sync.class);
        world.members.put("amy", Rank.OWNER);
        for (var user : PEOPLE) world.rows.add(user, TEA);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Standing standing(ConversationId conversation, String user) {
        return standings
                .computeIfAbsent(conversation, _ -> new HashMap<>())
                .computeIfAbsent(user, _ -> new Standing());
    }

    @Test
    void unread_counts_never_drift() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            var conversation = random.nextInt(3) == 0 ? CHAT : TEA;
            var people = List.copyOf(standings.get(conversation).keySet());
            var user = people.get(random.nextInt(people.size()));
            act(random.nextInt(12), random, conversation, user);
            if (random.nextInt(50) == 0) {
                world.close();
                begin();
            }
            check("seed " + seed + " step " + step);
        }
    }

    private void check(String hint) {
        standings.forEach(
                (conversation, people) ->
                        people.forEach(
                                (user, standing) -> {
                                    var told = Pulls.of(world, user).position(conversation);
                                    long max = maxSeqs.getOrDefault(conversation, 0L);
                                    assertEquals(
                                            standing.unread(max),
                                            Math.max(0, told.getMaxSeq() - told.getHasReadSeq()),
                                            () -> hint + " " + user + " in " + conversation);
                                }));
    }

    private void act(int what, Random random, ConversationId conversation, String user) {
        long max = maxSeqs.getOrDefault(conversation, 0L);
        var mine = standing(conversation, user);
        if (what < 4 || max == 0) {
            send(conversation, user);
            return;
        }
        long seq = 1 + random.nextLong(max);
        switch (what) {
            case 4 -> {
                await(sync.markConversationAsRead(world.as(user), all(user, conversation, seq)));
                mine.read = Math.max(mine.read, seq);
            }
            case 5 -> {
                await(sync.markMsgsAsRead(world.as(user), some(user, conversation, max, seq)));
                mine.read = Math.max(mine.read, seq);
            }
            case 6 -> {
                await(sync.setConversationHasReadSeq(world.as(user), has(user, conversation, seq)));
                mine.read = Math.max(mine.read, seq);
            }
            case 7 -> {
                clear(user, conversation, false);
                mine.first = Math.max(mine.first, max + 1);
                mine.read = Math.max(mine.read, max);
            }
            case 8 -> {
                await(world.store().note(List.of(new Note.Erased(conversation, List.of(seq)))));
            }
            case 9 -> upTo(user, seq);
            case 10 -> upTo(user, 0);
            default -> {
                if (random.nextInt(4) > 0 || conversation.equals(TEA) && !user.equals("amy"))
                    return;
                clear(user, conversation, true);
                for (var each : standings.get(conversation).values())
                    each.first = Math.max(each.first, max + 1);
                mine.read = Math.max(mine.read, max);
            }
        }
    }

    private void send(ConversationId conversation, String user) {
        if (conversation.equals(CHAT)) world.chat(user);
        else world.groupChat(user);
        long seq = maxSeqs.merge(conversation, 1L, Long::sum);
        standing(conversation, user).read = seq;
    }

    private void clear(String user, ConversationId conversation, boolean forAll) {
        var reach = DeleteSyncOpt.newBuilder().setIsSyncOther(forAll);
        var request =
                ClearConversationsMsgReq.newBuilder()
                        .setUserID(user)
                        .addConversationIDs(conversation.value())
                        .setDeleteSyncOpt(reach);
        await(sync.clearConversationsMsg(world.as(user), request.build()));
    }

    /// Leaving the group, and coming back.
    private void upTo(String user, long seq) {
        await(
                sync.setUserConversationMaxSeq(
                        world.asServer(),
                        SetUserConversationMaxSeqReq.newBuilder()
                                .setConversationID("sg_tea")
                                .addOwnerUserID(user)
                                .setMaxSeq(seq)
                                .build()));
        standing(TEA, user).last = seq == 0 ? Long.MAX_VALUE : seq;
    }

    @Test
    void a_position_neither_falls_nor_runs_ahead_while_messages_come_in() {
        world.chat("amy");
        var pending = new ArrayList<Future<?>>();
        long told = 0;
        for (int i = 0; i < 200; i++) {
            world.chat("amy");
            long max = world.maxSeq(CHAT);
            for (long seq = max; seq > Math.max(0, max - 3); seq--)
                pending.add(sync.setConversationHasReadSeq(world.as("bob"), has("bob", CHAT, seq)));
            long now = world.readSeq(BOB, CHAT);
            assertTrue(now >= told && now <= max, told + " then " + now + " of " + max);
            told = now;
        }
        Future.all(pending).await();
        assertEquals(201, world.readSeq(BOB, CHAT));
        assertEquals(201, world.maxSeq(CHAT));
    }

    private static MarkConversationAsReadReq all(String user, ConversationId of, long seq) {
        return MarkConversationAsReadReq.newBuilder()
                .setUserID(user)
                .setConversationID(of.value())
                .setHasReadSeq(seq)
                .build();
    }

    private static MarkMsgsAsReadReq some(String user, ConversationId of, long first, long last) {
        return MarkMsgsAsReadReq.newBuilder()
                .setUserID(user)
                .setConversationID(of.value())
                .addSeqs(first)
                .addSeqs(last)
                .build();
    }

    private static SetConversationHasReadSeqReq has(String user, ConversationId of, long seq) {
        return SetConversationHasReadSeqReq.newBuilder()
                .setUserID(user)
                .setConversationID(of.value())
                .setHasReadSeq(seq)
                .build();
    }
}
