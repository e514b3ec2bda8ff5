package im.parley.user;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.user.delUserClientConfigReq;
import im.parley.proto.user.getUserClientConfigReq;
import im.parley.proto.user.pageUserClientConfigReq;
import im.parley.proto.user.setUserClientConfigReq;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// http-identity-and-groups.md 8.18 to 8.21.
class ClientConfigsTest extends UserWorld {
    @BeforeEach
    void start() {
        enrol("amy", "bob");
        set("", Map.of("a", "1", "b", "2"));
        set("amy", Map.of("b", "own"));
    }

    private void set(String userID, Map<String, String> configs) {
        var request = setUserClientConfigReq.newBuilder().setUserID(userID).putAllConfigs(configs);
        await(users.setUserClientConfig(by("imAdmin"), request.build()));
    }

    private Map<String, String> get(String by, String userID) {
        var request = getUserClientConfigReq.newBuilder().setUserID(userID).build();
        return await(users.getUserClientConfig(by(by), request)).getConfigsMap();
    }

    @Test
    void what_is_for_everybody_is_overlaid_by_the_users_own() {
        assertEquals(Map.of("a", "1", "b", "own"), get("amy", "amy"));
        assertEquals(Map.of("a", "1", "b", "2"), get("bob", "bob"));
        assertEquals(Map.of("a", "1", "b", "2"), get("bob", ""));
        set("amy", Map.of("b", "other"));
        assertEquals("other", get("imAdmin", "amy").get("b"));
    }

    @Test
    void deleted_entries_are_gone_for_that_user_only_and_missing_ones_do_not_matter() {
        var request =
                delUserClientConfigReq
                        .newBuilder()
                        .setUserID("amy")
                        .addAllKeys(List.of("b", "missing", "b"));
        await(users.delUserClientConfig(by("imAdmin"), request.build()));
        assertEquals(Map.of("a", "1", "b", "2"), get("amy", "amy"));
    }

    @ParameterizedTest(name = "of {0}, key {1}, page {2} of {3}: {4}")
    @CsvSource({
        "amy, b,  1, 10, amy:b,           1", "amy, '', 1, 10, amy:b,          1",
        "'',  b,  1, 10, :b amy:b,        2", "'',  '', 1, 10, :a :b amy:b,    3",
        "'',  '', 2, 2,  amy:b,           3", "amy, a,  1, 10, '',             0",
        "amy, b,  2, 10, '',              1", "'',  '', 0, 0,  '',             3",
        "bob, '', 1, 10, '',              0"
    })
    void entries_are_paged(
            String userID, String key, int number, int size, String entries, long total) {
        var request = pageUserClientConfigReq.newBuilder().setUserID(userID).setKey(key);
        if (number > 0) request.setPagination(pagination(number, size));
        var answer = await(users.pageUserClientConfig(by("imAdmin"), request.build()));
        var found =
                answer.getConfigsList().stream()
                        .map(c -> c.getUserID() + ":" + c.getKey())
                        .toList();
        assertEquals(entries, String.join(" ", found));
        assertEquals(total, answer.getTotal());
    }

    @Test
    void refusals() {
        var ofAmy = getUserClientConfigReq.newBuilder().setUserID("amy").build();
        var ofNobody = getUserClientConfigReq.newBuilder().setUserID("nobody").build();
        var forNobody =
                setUserClientConfigReq
                        .newBuilder()
                        .setUserID("nobody")
                        .putConfigs("a", "b")
                        .build();
        assertEquals(1002, codeOf(users.getUserClientConfig(by("bob"), ofAmy)));
        assertEquals(1002, codeOf(users.getUserClientConfig(by(""), ofAmy)));
        assertEquals(1004, codeOf(users.getUserClientConfig(by("imAdmin"), ofNobody)));
        assertEquals(1004, codeOf(users.setUserClientConfig(by("imAdmin"), forNobody)));
        assertEquals(1002, codeOf(users.setUserClientConfig(by("amy"), forNobody)));
        var delete = delUserClientConfigReq.newBuilder().setUserID("amy").addKeys("a").build();
        assertEquals(1002, codeOf(users.delUserClientConfig(by("amy"), delete)));
        var page = pageUserClientConfigReq.getDefaultInstance();
        assertEquals(1002, codeOf(users.pageUserClientConfig(by("amy"), page)));
    }
}
