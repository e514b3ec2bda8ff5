package im.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.Platform;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;

import org.junit.jupiter.api.Test;

import java.util.List;

/// http-identity-and-groups.md 7.1 and 7.2.
final class LoginTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long END = NOW + 1000;

    private static Held held(int platform, String token, State state, long goodUntil) {
        return new Held(platform, token, state, goodUntil);
    }

    private static Held normal(int platform, String token) {
        return held(platform, token, State.NORMAL, END);
    }

    private static List<Held> after(int platform, String token, Held... before) {
        return new Login(Platform.of(platform).orElseThrow(), token, END)
                .into(
                        List.of(before),
                        MultiLogin.ONE_PER_PLATFORM,
                        1,
                        NOW,
                        old -> !old.startsWith("foreign"));
    }

    @Test
    void the_older_token_of_the_platform_is_kicked_and_others_stay() {
        assertEquals(
                List.of(held(5, "old", State.KICKED, END), normal(2, "phone"), normal(5, "new")),
                after(5, "new", normal(5, "old"), normal(2, "phone")));
    }

    @Test
    void kicked_tokens_and_those_that_no_longer_verify_are_forgotten() {
        assertEquals(
                List.of(normal(5, "new")),
                after(
                        5,
                        "new",
                        held(5, "kicked", State.KICKED, END),
                        normal(2, "foreign phone"),
                        normal(5, "foreign web")));
    }

    @Test
    void a_token_of_the_same_second_is_good_again() {
        assertEquals(List.of(normal(5, "same")), after(5, "same", normal(5, "same")));
        assertEquals(
                List.of(normal(5, "same")), after(5, "same", held(5, "same", State.KICKED, END)));
        assertEquals(
                List.of(normal(10, "same")),
                after(10, "same", held(10, "same", State.SUPERSEDED, END)));
    }

    @Test
    void an_admins_older_tokens_stay_good_for_five_minutes() {
        assertEquals(
                List.of(held(10, "old", State.SUPERSEDED, NOW + 5 * 60_000), normal(10, "new")),
                after(10, "new", normal(10, "old")));
    }

    @Test
    void a_superseded_token_goes_when_its_grace_is_over() {
        assertEquals(
                List.of(held(10, "late", State.SUPERSEDED, NOW + 1), normal(10, "new")),
                after(
                        10,
                        "new",
                        held(10, "over", State.SUPERSEDED, NOW),
                        held(10, "late", State.SUPERSEDED, NOW + 1)));
    }

    @Test
    void a_login_elsewhere_leaves_admin_tokens_alone() {
        assertEquals(
                List.of(normal(10, "admin"), normal(5, "new")),
                after(5, "new", normal(10, "admin")));
    }
}
