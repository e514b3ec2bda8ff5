package im.parley.sync;

import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.msg.GetActiveGroupReq;
import im.parley.proto.msg.GetActiveUserReq;
import im.parley.proto.msg.GetActiveUserResp;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.testkit.FakeClock;
import im.parley.testkit.Messages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// http-messages-and-objects.md 2.7. Messages are sent at noon and as many milliseconds as their
/// seq.
class StatisticsServiceTest extends InWorld {
    private static final RequestPagination FIRST_TWO =
            RequestPagination.newBuilder().setPageNumber(1).setShowNumber(2).build();
    private static final GetActiveUserReq ALWAYS =
            GetActiveUserReq.newBuilder()
                    .setEnd(FakeClock.NOON + 1_000)
                    .setGroup(true)
                    .setPagination(FIRST_TWO)
                    .build();

    @BeforeEach
    void open() {
        world.chat("amy", "bob", "amy");
        world.groupChat("bob", "bob", "stranger");
        world.store(Messages.groupText("amy", "gone", "x"));
    }

    @Test
    void the_busiest_users_come_first_or_last_a_page_at_a_time() {
        var answer = users(ALWAYS);
        assertEquals(7, answer.getMsgCount());
        assertEquals(3, answer.getUserCount());
        assertEquals(Map.of("2026-01-01", 7L), answer.getDateCountMap());
        assertEquals(List.of("N-amy 3", "N-bob 3"), named(answer));
        var second = FIRST_TWO.toBuilder().setPageNumber(2).build();
        assertEquals(
                List.of("stranger 1"),
                named(users(ALWAYS.toBuilder().setPagination(second).build())));
        assertEquals(
                List.of("stranger 1", "N-amy 3"),
                named(users(ALWAYS.toBuilder().setAse(true).build())));
    }

    @Test
    void groups_count_only_if_wanted_and_only_the_time_asked_for() {
        var chats = ALWAYS.toBuilder().setGroup(false).build();
        assertEquals(List.of("N-amy 2", "N-bob 1"), named(users(chats)));
        var second =
                chats.toBuilder().setStart(FakeClock.NOON + 2).setEnd(FakeClock.NOON + 3).build();
        assertEquals(List.of("N-bob 1"), named(users(second)));
        var before = chats.toBuilder().setStart(1).setEnd(2).build();
        assertEquals(GetActiveUserResp.getDefaultInstance(), users(before));
    }

    @Test
    void the_busiest_groups_the_same_way() {
        var request =
                GetActiveGroupReq.newBuilder()
                        .setEnd(FakeClock.NOON + 1_000)
                        .setPagination(FIRST_TWO)
                        .build();
        var answer = await(sync.getActiveGroup(world.asAdmin(), request));
        assertEquals(4, answer.getMsgCount());
        assertEquals(2, answer.getGroupCount());
        assertEquals(
                List.of("tea Tea 3", "gone gone 1"),
                answer.getGroupsList().stream()
                        .map(
                                it ->
                                        "%s %s %d"
                                                .formatted(
                                                        it.getGroup().getGroupID(),
                                                        it.getGroup().getGroupName(),
                                                        it.getCount()))
                        .toList());
        assertRefused(1002, sync.getActiveGroup(world.as("amy"), request));
    }

    @Test
    void only_app_admins_ask_and_with_a_page() {
        assertRefused(1002, sync.getActiveUser(world.as("amy"), ALWAYS));
        assertRefused(
                1001,
                sync.getActiveUser(world.asAdmin(), ALWAYS.toBuilder().clearPagination().build()));
    }

    private GetActiveUserResp users(GetActiveUserReq request) {
        return await(sync.getActiveUser(world.asAdmin(), request));
    }

    private static List<String> named(GetActiveUserResp answer) {
        return answer.getUsersList().stream()
                .map(it -> it.getUser().getNickname() + " " + it.getCount())
                .toList();
    }
}
