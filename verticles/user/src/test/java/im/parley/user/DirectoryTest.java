package im.parley.user;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.accountCheckReq;
import im.parley.proto.user.getAllUserIDReq;
import im.parley.proto.user.getPaginationUsersReq;
import im.parley.proto.user.userRegisterCountReq;
import im.parley.proto.user.userRegisterReq;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// http-identity-and-groups.md 8.6 to 8.8 and 8.22.
class DirectoryTest extends UserWorld {
    private static final long DAY = 86_400_000;

    private void register(String userID, String nickname, int level) {
        clock.advance(Duration.ofMillis(1));
        var user =
                UserInfo.newBuilder()
                        .setUserID(userID)
                        .setNickname(nickname)
                        .setAppMangerLevel(level);
        var request = userRegisterReq.newBuilder().addUsers(user).build();
        await(users.userRegister(by("imAdmin"), request));
    }

    @ParameterizedTest(name = "page {0} of {1}: {2}")
    @CsvSource({
        "1, 2, imAdmin zoe",
        "2, 2, amy bob",
        "3, 2, ''",
        "1, 0, ''",
        "1, -1, ''",
        "1, 100, imAdmin zoe amy bob",
        "2147483647, 2147483647, ''"
    })
    void all_users_are_listed_in_the_order_they_came(int number, int size, String ids) {
        register("zoe", "z", 0);
        register("amy", "a", 1);
        register("bob", "b", 3);
        var request = getAllUserIDReq.newBuilder().setPagination(pagination(number, size)).build();
        var answer = await(users.getAllUserID(by("amy"), request));
        assertEquals(ids, String.join(" ", answer.getUserIDsList()));
        assertEquals(4, answer.getTotal());
    }

    @Test
    void a_list_needs_a_page() {
        var none = getAllUserIDReq.getDefaultInstance();
        var zero = getPaginationUsersReq.newBuilder().setPagination(pagination(0, 10)).build();
        assertEquals(1001, codeOf(users.getAllUserID(by("amy"), none)));
        assertEquals(1001, codeOf(users.getPaginationUsers(by("amy"), zero)));
        var one = getAllUserIDReq.newBuilder().setPagination(pagination(1, 1)).build();
        assertEquals(1002, codeOf(users.getAllUserID(by(""), one)));
    }

    @Test
    void accounts_are_checked_in_the_order_asked() {
        enrol("amy", "bob");
        var request = accountCheckReq.newBuilder().addAllCheckUserIDs(List.of("bob", "x", "amy"));
        var answer = await(users.accountCheck(by("imAdmin"), request.build()));
        assertEquals(
                List.of("bob 1", "x 0", "amy 1"),
                answer.getResultsList().stream()
                        .map(result -> result.getUserID() + " " + result.getAccountStatus())
                        .toList());
        assertEquals(1002, codeOf(users.accountCheck(by("amy"), request.build())));
        var twice = request.addCheckUserIDs("amy").build();
        assertEquals(1001, codeOf(users.accountCheck(by("imAdmin"), twice)));
    }

    @ParameterizedTest(name = "id {0}, name {1}, page {2} of {3}: {4}")
    @CsvSource({
        "'',   '',   1, 10, Aq1 b1x c, 3", "'',   '',  2, 2,  c,       3",
        "aQ1,  '',   1, 10, Aq1,       1", "'',   zQ1, 1, 10, b1x,     1",
        "aq1,  zq1,  1, 10, Aq1 b1x,   2", "no,   '',  1, 10, '',      0",
        "1,    '',   2, 1,  b1x,       2", "1,    '',  1, 0,  '',      2",
        ".,    '',   1, 10, '',        0", "q1,   '',  3, 1,  '',      1"
    })
    void people_are_found_by_a_part_of_id_or_name(
            String id, String name, int number, int size, String ids, int total) {
        register("Aq1", "one", 0);
        register("b1x", "Zq1", 1);
        register("Aq12", "n", 2);
        register("Aq13", "n", 3);
        register("c", "n", 0);
        var request =
                getPaginationUsersReq
                        .newBuilder()
                        .setPagination(pagination(number, size))
                        .setUserID(id)
                        .setNickName(name);
        var answer = await(users.getPaginationUsers(by("c"), request.build()));
        var found = answer.getUsersList().stream().map(UserInfo::getUserID).toList();
        assertEquals(ids, String.join(" ", found));
        assertEquals(total, answer.getTotal());
    }

    @Test
    void registrations_are_counted_by_utc_day() {
        long day = 20_479 * DAY; // 2026-01-26
        clock.set(day - 1);
        register("amy", "a", 0); // at the very start of the day
        register("bob", "b", 0);
        clock.set(day + DAY - 2);
        register("cat", "c", 0); // at its very end
        clock.set(day + 3 * DAY);
        register("dan", "d", 0);
        assertCount(day, day + 4 * DAY, 1, Map.of("2026-01-26", 3L, "2026-01-29", 1L));
        assertCount(day + 1, day + DAY - 1, 2, Map.of("2026-01-26", 1L));
        assertCount(day + DAY, day + 3 * DAY, 4, Map.of());
        assertCount(
                1, Long.MAX_VALUE, 0, Map.of("2026-01-01", 1L, "2026-01-26", 3L, "2026-01-29", 1L));
        assertCount(day + 90 * DAY, day + 91 * DAY, 5, Map.of());
        assertCount(1, 2, 0, Map.of());
    }

    private void assertCount(long start, long end, long before, Map<String, Long> days) {
        var request = userRegisterCountReq.newBuilder().setStart(start).setEnd(end).build();
        var count = await(users.userRegisterCount(by("amy"), request));
        assertEquals(5, count.getTotal());
        assertEquals(before, count.getBefore());
        assertEquals(days, count.getCountMap());
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "6, 5", "-1, 5"})
    void a_count_needs_a_start_before_its_end(long start, long end) {
        var request = userRegisterCountReq.newBuilder().setStart(start).setEnd(end).build();
        assertEquals(1001, codeOf(users.userRegisterCount(by("amy"), request)));
    }
}
