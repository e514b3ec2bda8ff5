package im.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.UserId;
import im.parley.proto.auth.GetExistingTokenReq;
import im.parley.proto.auth.invalidateTokenReq;
import im.parley.proto.auth.kickTokensReq;
import im.parley.proto.msggateway.KickUserOfflineReq;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// http-identity-and-groups.md 7, over real stores and a real bus.
class AuthVerticleTest extends AuthWorld {
    private static final String AMY = "amy";

    @Test
    void a_login_is_told_its_duration_and_a_check_its_absolute_end() {
        var login = await(userToken("imAdmin", AMY, 5));
        assertEquals(90 * 86_400, login.getExpireTimeSeconds());
        var parsed = await(parse(login.getToken()));
        assertEquals(AMY, parsed.getUserID());
        assertEquals(5, parsed.getPlatformID());
        assertEquals(clock.millis() / 1000 + 90 * 86_400, parsed.getExpireTimeSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        "amy,      amy,       1,  1002", "'',      amy,     1,  1002",
        "imAdmin,  amy,       10, 1002", "imAdmin, imAdmin, 1,  1002",
        "imAdmin,  nobody,    1,  1004", "imAdmin, '',      1,  1004",
        "imAdmin,  bot,       1,  1001", "imAdmin, amy,     0,  1001",
        "imAdmin,  amy,       12, 1001", "imAdmin, amy,     11, 0",
        "server,   amy,       1,  0"
    })
    void a_user_token_is_refused(String by, String userID, int platformID, int code) {
        assertEquals(code, codeOf(userToken(by, userID, platformID)));
    }

    @Test
    void an_admin_token_is_refused_in_this_order() {
        double misses = metrics.counter("parley.auth.secret.misses").count();
        assertEquals(1001, codeOf(adminToken(SECRET, "")));
        assertEquals(1002, codeOf(adminToken("x" + SECRET, "imAdmin")));
        assertEquals(1002, codeOf(adminToken("", "amy")));
        assertEquals(1001, codeOf(adminToken(SECRET, "amy")));
        assertEquals(misses + 2, metrics.counter("parley.auth.secret.misses").count());
    }

    @Test
    void an_older_admin_token_is_good_for_five_more_minutes() {
        var old = await(adminToken(SECRET, "imAdmin")).getToken();
        assertEquals(10, await(parse(old)).getPlatformID());
        clock.advance(Duration.ofSeconds(2));
        var newer = await(adminToken(SECRET, "imAdmin")).getToken();
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertEquals(0, codeOf(parse(old)));
        clock.advance(Duration.ofMillis(1));
        assertEquals(1507, codeOf(parse(old)));
        assertEquals(0, codeOf(parse(newer)));
    }

    @Test
    void a_second_login_on_a_platform_kicks_the_first_and_others_stay() {
        var web = login(AMY, 5);
        var phone = login(AMY, 2);
        assertEquals(0, codeOf(parse(web)));
        clock.advance(Duration.ofSeconds(1));
        var second = login(AMY, 5);
        assertEquals(1506, codeOf(parse(web)));
        assertEquals(0, codeOf(parse(phone)));
        assertEquals(0, codeOf(parse(second)));
    }

    @Test
    void logins_of_the_same_second_leave_a_good_token() {
        for (int i = 0; i < 3; i++) assertEquals(0, codeOf(parse(login(AMY, 5))));
        await(logout("imAdmin", AMY, 5));
        assertEquals(0, codeOf(parse(login(AMY, 5))));
    }

    @Test
    void concurrent_logins_all_leave_exactly_one_good_token_a_platform() {
        var logins =
                IntStream.range(0, 60)
                        .mapToObj(
                                i -> {
                                    if (i % 10 == 0) clock.advance(Duration.ofSeconds(1));
                                    return userToken("imAdmin", AMY, 1 + i % 3);
                                })
                        .toList();
        for (var login : logins) await(login);
        for (int platform = 1; platform <= 3; platform++) {
            var states = existing(AMY, platform).values();
            assertEquals(1, states.stream().filter(state -> state == 0).count());
        }
    }

    @Test
    void a_forced_logout_kicks_one_platform_and_its_connections_and_may_be_repeated() {
        var web = login(AMY, 5);
        var phone = login(AMY, 2);
        for (int i = 0; i < 2; i++) await(logout("imAdmin", AMY, 5));
        assertEquals(1506, codeOf(parse(web)));
        assertEquals(0, codeOf(parse(phone)));
        var kick = KickUserOfflineReq.newBuilder().setPlatformID(5).addKickUserIDList(AMY).build();
        assertEquals(List.of(kick, kick), kicked);
    }

    @Test
    void a_logout_succeeds_although_the_hub_does_not_answer() {
        var user = "unreachable" + AMY;
        var web = login(user, 5);
        assertEquals(0, codeOf(logout("imAdmin", user, 5)));
        assertEquals(1506, codeOf(parse(web)));
    }

    @ParameterizedTest
    @CsvSource({
        "amy,     amy,    5,  1002", "imAdmin, amy,    0,  1001", "imAdmin, amy, 12, 1001",
        "imAdmin, '',     5,  1001", "imAdmin, nobody, 5,  0", "imAdmin, amy, 11, 0",
        "amy,     amy,    0,  1001"
    })
    void a_forced_logout_is_refused(String by, String userID, int platformID, int code) {
        assertEquals(code, codeOf(logout(by, userID, platformID)));
    }

    @Test
    void a_well_signed_token_that_was_never_given_out_does_not_exist() {
        login(AMY, 5);
        var jwt = new Jwt(SECRET);
        var elsewhere = jwt.sign(new UserId(AMY), 3, clock.millis(), 1000);
        assertEquals(1507, codeOf(parse(elsewhere)));
        assertEquals(1507, codeOf(parse(jwt.sign(new UserId("nobody"), 5, clock.millis(), 1000))));
        assertEquals(1507, codeOf(parse(jwt.sign(new UserId("imAdmin"), 10, 1000, 1L << 32))));
    }

    @Test
    void refused_tokens_are_counted_by_code() {
        var malformed = metrics.counter("parley.auth.tokens.refused", "code", "1503");
        double before = malformed.count();
        assertEquals(1503, codeOf(parse("rubbish")));
        assertEquals(before + 1, malformed.count());
        assertEquals(1001, codeOf(parse("")));
    }

    @Test
    void a_token_expires_also_when_it_is_known() {
        var web = login(AMY, 5);
        assertEquals(0, codeOf(parse(web)));
        long end = await(parse(web)).getExpireTimeSeconds() * 1000;
        clock.set(end);
        assertEquals(1501, codeOf(parse(web)));
        clock.set(end - 1);
        assertEquals(0, codeOf(parse(web)));
    }

    @Test
    void a_warm_check_is_done_when_it_returns_and_reads_nothing() {
        var web = login(AMY, 5);
        await(parse(web));
        int before = reads.get();
        for (int i = 0; i < 100; i++) assertTrue(parse(web).succeeded());
        assertEquals(before, reads.get());
    }

    @Test
    void a_cold_check_is_answered_on_the_event_loop_that_asked() {
        var web = login(AMY, 5);
        var context = vertx.getOrCreateContext();
        var onContext = Promise.<Boolean>promise();
        context.runOnContext(
                _ ->
                        parse(web)
                                .onComplete(
                                        _ ->
                                                onContext.complete(
                                                        Vertx.currentContext() == context)));
        assertTrue(await(onContext.future()));
    }

    @Test
    void the_hub_may_keep_one_token_of_a_platform_or_kick_some() {
        var web = login(AMY, 5);
        var phone = login(AMY, 2);
        var keepWeb =
                invalidateTokenReq
                        .newBuilder()
                        .setUserID(AMY)
                        .setPlatformID(5)
                        .setPreservedToken(web);
        await(auth.invalidateToken(by("server"), keepWeb.build()));
        assertEquals(0, codeOf(parse(web)));
        await(auth.invalidateToken(by("server"), keepWeb.setPreservedToken("").build()));
        assertEquals(1506, codeOf(parse(web)));
        assertEquals(Map.of(web, 2), existing(AMY, 5));
        var some = kickTokensReq.newBuilder().addTokens(phone).addTokens("rubbish").build();
        await(auth.kickTokens(by("server"), some));
        assertEquals(1506, codeOf(parse(phone)));
    }

    @Test
    void only_the_server_itself_touches_token_states() {
        for (var caller : List.of("", "amy", "imAdmin")) {
            var invalidate = invalidateTokenReq.newBuilder().setUserID("amy").build();
            var existing = GetExistingTokenReq.newBuilder().setUserID("amy").build();
            assertEquals(1002, codeOf(auth.invalidateToken(by(caller), invalidate)));
            assertEquals(
                    1002, codeOf(auth.kickTokens(by(caller), kickTokensReq.getDefaultInstance())));
            assertEquals(1002, codeOf(auth.getExistingToken(by(caller), existing)));
        }
    }

    @Test
    void there_is_no_policy_2() {
        assertThrows(IllegalArgumentException.class, () -> new AuthConfig(90, 2, 30));
        assertFalse(MultiLogin.of(3).isPresent());
    }
}
