package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// What keeps the door from being held open.
class LimitsTest {
    private static final String USERS = "/user/get_users_info";
    private static final String SLOW = "{\"userIDs\":[\"slow\"]}";

    private final People people = new People();

    private Door door(long timeoutMillis, int inFlightMax) {
        var config = new ApiConfig("127.0.0.1", 0, 0, 1 << 20, 200, timeoutMillis, 20, inFlightMax);
        return new Door()
                .serving(Door.Tokens.RULES, new Door.Tokens())
                .serving(People.RULES, people)
                .open(config);
    }

    @Test
    void a_call_without_an_answer_ends_with_500() {
        try (var door = door(150, 0)) {
            assertEquals(500, door.post("amy:5", USERS, SLOW).code());
            assertEquals(0, door.post("amy:5", USERS, "{\"userIDs\":[]}").code());
        }
    }

    /// http-identity-and-groups.md 1.5.
    @Test
    void beyond_the_calls_in_flight_the_answer_is_429_and_later_all_is_well() throws Exception {
        try (var door = door(1_500, 2)) {
            var body = SLOW.getBytes(StandardCharsets.UTF_8);
            var first = door.later("POST", USERS, body, Door.headers("amy:5"));
            var second = door.later("POST", USERS, body, Door.headers("bob:5"));
            assertTrue(people.waiting.tryAcquire(2, 10, TimeUnit.SECONDS));
            var answer = door.post("amy:5", USERS, "{\"userIDs\":[]}");
            assertEquals(429, answer.status());
            assertEquals(
                    """
                    {"errCode":429,"errMsg":"too many requests, please try again later",\
                    "errDlt":""}\
                    """,
                    answer.text());
            assertEquals("1", answer.header("Retry-After"));
            assertEquals("2", answer.header("X-RateLimit-Limit"));
            assertEquals("0", answer.header("X-RateLimit-Remaining"));
            assertEquals("*", answer.header("Access-Control-Allow-Origin"));
            assertEquals(500, first.join().code());
            assertEquals(500, second.join().code());
            assertEquals(0, door.post("amy:5", USERS, "{\"userIDs\":[]}").code());
        }
    }

    @Test
    void a_configuration_that_cannot_be_is_refused_with_the_name_of_the_key() {
        var none = ApiConfig.DEFAULTS;
        assertEquals(10_002, none.port());
        var bad =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new ApiConfig("0.0.0.0", 70_000, 0, 1 << 20, 0, 1, 1, 0));
        assertEquals("api.port: no such port 70000", bad.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new ApiConfig("0.0.0.0", 5, 5, 1 << 20, 0, 1, 1, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ApiConfig("0.0.0.0", 5, 6, 100, 0, 1, 1, 0));
    }
}
