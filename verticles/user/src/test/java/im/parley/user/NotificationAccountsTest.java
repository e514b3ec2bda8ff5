package im.parley.user;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.sdkws.RequestPagination;
import im.parley.proto.user.addNotificationAccountReq;
import im.parley.proto.user.addNotificationAccountResp;
import im.parley.proto.user.notificationAccountInfo;
import im.parley.proto.user.searchNotificationAccountReq;
import im.parley.proto.user.updateNotificationAccountInfoReq;
import im.parley.testkit.FakeClock;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

/// http-identity-and-groups.md 8.15 to 8.17.
class NotificationAccountsTest extends UserWorld {
    private static final RequestPagination PAGE = pagination(1, 100);

    private Future<addNotificationAccountResp> add(
            String by, String userID, String nickname, int level) {
        var request =
                addNotificationAccountReq
                        .newBuilder()
                        .setUserID(userID)
                        .setNickName(nickname)
                        .setFaceURL("f")
                        .setAppMangerLevel(level);
        return users.addNotificationAccount(by(by), request.build());
    }

    private List<String> search(searchNotificationAccountReq.Builder request) {
        request.setPagination(PAGE);
        var answer = await(users.searchNotificationAccount(by("imAdmin"), request.build()));
        assertEquals(answer.getNotificationAccountsCount(), answer.getTotal());
        return answer.getNotificationAccountsList().stream()
                .map(notificationAccountInfo::getUserID)
                .toList();
    }

    private List<String> search(String keyword) {
        return search(searchNotificationAccountReq.newBuilder().setKeyword(keyword));
    }

    private List<String> search(String keyword, int level) {
        return search(
                searchNotificationAccountReq
                        .newBuilder()
                        .setKeyword(keyword)
                        .setAppManagerLevel(level));
    }

    @Test
    void an_account_without_an_id_is_given_ten_digits() {
        var account = await(add("imAdmin", "", "bot", 3));
        assertTrue(account.getUserID().matches("[1-9][0-9]{9}"), account.getUserID());
        assertEquals("bot", account.getNickName());
        assertEquals("f", account.getFaceURL());
        assertEquals(3, info(account.getUserID()).getAppMangerLevel());
        assertEquals(FakeClock.NOON, info(account.getUserID()).getCreateTime());
    }

    @ParameterizedTest
    @CsvSource({
        "imAdmin, bot, '', 3, 1001",
        "imAdmin, bot, n, 2, 1001",
        "imAdmin, amy, n, 3, 1001",
        "amy,     bot, n,  3, 1002",
        "imAdmin, bot, n, 4, 0"
    })
    void an_account_is_refused(String by, String userID, String nickname, int level, int code) {
        enrol("amy");
        assertEquals(code, codeOf(add(by, userID, nickname, level)));
    }

    @Test
    void accounts_are_found_by_id_then_by_name_and_nobody_else_is() {
        enrol("amy");
        await(add("imAdmin", "b1", "bot", 3));
        clock.advance(Duration.ofMillis(1));
        await(add("imAdmin", "b2", "bot", 4));
        await(add("imAdmin", "bot3", "b1", 3));
        assertEquals(List.of("b1", "b2"), search("bot"));
        assertEquals(List.of("b1"), search("b1"));
        assertEquals(List.of("b2"), search("bot", 4));
        assertEquals(List.of("b1", "b2", "bot3"), search(""));
        assertEquals(List.of("b2"), search("", 4));
        assertEquals(List.of(), search("amy"));
        assertEquals(List.of(), search("Namy"));
        assertEquals(List.of(), search("imAdmin"));
        assertEquals(List.of(), search("bo"));
        assertEquals(List.of(), search("", 0));
    }

    @Test
    void a_search_is_paged_and_only_for_app_admins() {
        for (int i = 0; i < 3; i++) await(add("imAdmin", "b" + i, "bot", 3));
        var second = pagination(2, 2);
        var request = searchNotificationAccountReq.newBuilder().setPagination(second).build();
        var answer = await(users.searchNotificationAccount(by("imAdmin"), request));
        assertEquals(3, answer.getTotal());
        assertEquals("b2", answer.getNotificationAccounts(0).getUserID());
        assertEquals(1002, codeOf(users.searchNotificationAccount(by("amy"), request)));
        var none = searchNotificationAccountReq.getDefaultInstance();
        assertEquals(1001, codeOf(users.searchNotificationAccount(by("imAdmin"), none)));
    }

    @Test
    void an_update_sets_what_is_not_empty_and_tells_nobody() {
        await(add("imAdmin", "b1", "bot", 3));
        var update = updateNotificationAccountInfoReq.newBuilder().setUserID("b1");
        await(
                users.updateNotificationAccountInfo(
                        by("imAdmin"), update.setNickName("neu").build()));
        assertEquals("neu", info("b1").getNickname());
        assertEquals("f", info("b1").getFaceURL());
        assertEquals(List.of("b1"), search("neu"));
        assertEquals(List.of(), search("bot"));
        assertEquals(List.of(), notices.told());
    }

    @ParameterizedTest
    @CsvSource({
        "imAdmin, '',     n,  1001",
        "imAdmin, b1, '', 1001",
        "imAdmin, nobody, n, 1001",
        "amy,     b1,     n,  1002",
        "imAdmin, b1, n,  0"
    })
    void an_update_is_refused(String by, String userID, String nickname, int code) {
        await(add("imAdmin", "b1", "bot", 3));
        var update =
                updateNotificationAccountInfoReq
                        .newBuilder()
                        .setUserID(userID)
                        .setNickName(nickname)
                        .build();
        assertEquals(code, codeOf(users.updateNotificationAccountInfo(by(by), update)));
    }
}
