package im.parley.webhook;

import static im.parley.webhook.Hook.AFTER_KICK_GROUP_MEMBER;
import static im.parley.webhook.Hook.AFTER_QUIT_GROUP;
import static im.parley.webhook.Hook.AFTER_SEND_GROUP_MSG;
import static im.parley.webhook.Hook.AFTER_SEND_SINGLE_MSG;
import static im.parley.webhook.HookWorld.ADMIN;
import static im.parley.webhook.HookWorld.CALL;
import static im.parley.webhook.HookWorld.config;
import static im.parley.webhook.HookWorld.got;
import static im.parley.webhook.HookWorld.until;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.webhook.DeadLetterChoice;
import im.parley.proto.webhook.DeadLetterInfo;
import im.parley.proto.webhook.ListDeadLettersReq;
import im.parley.testkit.HookEndpoint.Heard;

import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

@Timeout(60)
class OutboxTest {
    private static final String COMMAND = AFTER_QUIT_GROUP.command();
    private static final String[] IMPATIENT = {
        "attemptsMax=2", "retryFirstMillis=1", "retryMaxMillis=2"
    };

    /// Whoever it is told in the meantime waits for ever.
    private static final String[] PATIENT = {"retryFirstMillis=100000"};

    @TempDir Path folder;
    private HookWorld world;

    @BeforeEach
    void world() {
        world = new HookWorld(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void started(String... sets) {
        world.start(config(sets), AFTER_QUIT_GROUP, AFTER_KICK_GROUP_MEMBER);
    }

    private void tell(String... users) {
        world.tell(AFTER_QUIT_GROUP, users);
    }

    /// Of the next ones that are told.
    private List<String> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> world.endpoint.next().body().getString("userID"))
                .toList();
    }

    private void untilNothingWaits() {
        until(() -> world.waiting(AFTER_QUIT_GROUP) == 0);
    }

    @Test
    void an_event_is_posted_like_a_question() {
        started();
        tell("u1");
        var heard = world.endpoint.next();
        assertEquals("POST", heard.method());
        assertEquals(COMMAND, heard.command());
        assertEquals("", heard.query());
        assertEquals("op-1", heard.headers().get("operationid"));
        assertEquals("application/json; charset=utf-8", heard.headers().get("content-type"));
        assertEquals(
                "{\"callbackCommand\":\"callbackAfterQuitGroupCommand\","
                        + "\"groupID\":\"tea\",\"userID\":\"u1\"}\n",
                heard.text());
        untilNothingWaits();
        assertEquals(1, world.exchanges(AFTER_QUIT_GROUP, "sent"));
    }

    @Test
    void a_hook_that_is_off_tells_nobody_and_makes_no_body() {
        started();
        var told =
                world.hooks.after(
                        CALL,
                        AFTER_SEND_SINGLE_MSG,
                        () -> {
                            throw new AssertionError("nobody wants this");
                        });
        got(told);
        assertEquals(List.of(), world.endpoint.heard());
    }

    @Test
    void message_events_name_the_people_in_the_query() {
        world.start(config(), AFTER_SEND_SINGLE_MSG, AFTER_SEND_GROUP_MSG);
        var single = JsonObject.of("sendID", "u1", "recvID", "u2");
        got(world.hooks.after(CALL, AFTER_SEND_SINGLE_MSG, () -> single));
        // notifications-and-webhooks.md C8 shows this very key.
        var first = world.endpoint.next();
        assertEquals("key=eyJzZW5kSUQiOiJ1MSIsInJlY3ZJRCI6InUyIiwiZ3JvdXBJRCI6IiJ9", first.query());
        var group = JsonObject.of("sendID", "u\u00ff?>", "groupID", "tea");
        got(world.hooks.after(CALL, AFTER_SEND_GROUP_MSG, () -> group));
        var key = world.endpoint.next().query().substring("key=".length());
        assertTrue(key.matches("[A-Za-z0-9%]+"), key);
        var text = Base64.getDecoder().decode(URLDecoder.decode(key, StandardCharsets.UTF_8));
        assertEquals(
                JsonObject.of("sendID", "u\u00ff?>", "recvID", "", "groupID", "tea"),
                new JsonObject(new String(text, StandardCharsets.UTF_8)));
    }

    @Test
    void events_about_the_same_group_are_told_in_their_order() {
        started();
        var users = IntStream.range(0, 200).mapToObj(i -> "u" + i).toArray(String[]::new);
        tell(users);
        assertEquals(List.of(users), users(200));
        untilNothingWaits();
    }

    @Test
    void both_directions_of_a_chat_share_a_lane_and_chats_do_not_share_one() {
        var there = lane(JsonObject.of("sendID", "u1", "recvID", "u2"));
        assertEquals(there, lane(JsonObject.of("sendID", "u2", "recvID", "u1")));
        assertEquals(
                Event.LANES,
                IntStream.range(0, 50)
                        .map(i -> lane(JsonObject.of("sendID", "u1", "recvID", "u" + i)))
                        .distinct()
                        .count());
        assertEquals(
                lane(JsonObject.of("sendID", "u1", "groupID", "tea")),
                lane(JsonObject.of("sendID", "u9", "groupID", "tea", "recvID", "")));
    }

    private static int lane(JsonObject body) {
        var letter = Letter.of("id", AFTER_SEND_SINGLE_MSG, "op", body);
        return Event.of(AFTER_SEND_SINGLE_MSG, body, letter, 1, 1).lane();
    }

    @Test
    void an_event_is_told_until_it_is_heard_and_the_next_waits_for_it() {
        var moods = List.of("<html>", "", "{}").iterator();
        world.endpoint.answer(
                COMMAND,
                request ->
                        request.response()
                                .setStatusCode(503)
                                .end(moods.hasNext() ? moods.next() : "{}"));
        started("retryFirstMillis=1");
        tell("u1", "u2");
        assertEquals(List.of("u1", "u1", "u1", "u2"), users(4));
        var ids = ids();
        assertEquals(1, ids.subList(0, 3).stream().distinct().count());
        assertTrue(!ids.get(3).equals(ids.getFirst()));
        untilNothingWaits();
        assertEquals(2, world.exchanges(AFTER_QUIT_GROUP, "failed"));
    }

    private List<String> ids() {
        return world.endpoint.heard().stream().map(OutboxTest::id).toList();
    }

    private static String id(Heard heard) {
        return heard.headers().get("webhook-id");
    }

    /// A success, or an answer: in the reference only the latter counts, whatever its status.
    @ParameterizedTest
    @CsvSource({"200,''", "204,''", "200,OK", "500,{}", "404,{\"nextCode\":1}"})
    void heard_is_what_is_answered_or_a_success(int status, String body) {
        world.endpoint.answer(COMMAND, status, body);
        started(PATIENT);
        tell("u1");
        untilNothingWaits();
        assertEquals(1, world.endpoint.heard().size());
    }

    @ParameterizedTest
    @CsvSource({"301,''", "404,<html>", "500,''", "502,[]"})
    void unheard_is_everything_else(int status, String body) {
        world.endpoint.answer(COMMAND, status, body);
        started(IMPATIENT);
        tell("u1");
        until(() -> world.counted("parley.webhook.dead", AFTER_QUIT_GROUP) == 1);
        assertEquals("the answer was HTTP " + status, world.deadLetters().getFirst().getReason());
    }

    @Test
    void a_command_that_nobody_hears_does_not_hold_up_another() {
        world.endpoint.answer(COMMAND, 503, "");
        started(PATIENT);
        tell("u1");
        world.tell(AFTER_KICK_GROUP_MEMBER, "u1");
        until(() -> world.waiting(AFTER_KICK_GROUP_MEMBER) == 0);
        assertEquals(1, world.waiting(AFTER_QUIT_GROUP));
    }

    @Test
    void what_was_not_told_is_told_after_the_next_start() {
        world.silence();
        started(PATIENT);
        tell("u1", "u2");
        world.stop();
        world.listenAgain();
        started(PATIENT);
        assertEquals(List.of("u1", "u2"), users(2));
        untilNothingWaits();
    }

    @Test
    void events_of_a_hook_that_is_switched_off_wait_until_it_is_on() {
        world.silence();
        started(PATIENT);
        tell("u1");
        world.stop();
        world.listenAgain();
        world.start(config(PATIENT), AFTER_KICK_GROUP_MEMBER);
        world.tell(AFTER_KICK_GROUP_MEMBER, "u2");
        assertEquals(List.of("u2"), users(1));
        world.stop();
        started(PATIENT);
        assertEquals(List.of("u1"), users(1));
    }

    @Test
    void stopping_waits_for_what_is_under_way_and_leaves_the_rest() {
        var held = Promise.<HttpServerResponse>promise();
        world.endpoint.answer(COMMAND, request -> held.complete(request.response()));
        started();
        tell("u1", "u2");
        var response = got(held.future());
        world.vertx.setTimer(50, _ -> response.end("{}"));
        world.stop();
        started();
        world.endpoint.answer(COMMAND, JsonObject.of());
        assertEquals(List.of("u1", "u2"), users(2));
        untilNothingWaits();
        assertEquals(2, world.endpoint.heard().size());
    }

    @Test
    void a_full_outbox_loses_events_and_says_how_many() {
        world.silence();
        var patient = config("retryFirstMillis=100000", "eventsWaitingMax=2");
        world.start(patient, AFTER_QUIT_GROUP);
        tell("u1", "u2", "u3");
        assertEquals(2, world.waiting(AFTER_QUIT_GROUP));
        assertEquals(1, world.counted("parley.webhook.dropped", AFTER_QUIT_GROUP));
    }

    private void allDie(String... users) {
        world.endpoint.answer(COMMAND, 503, "");
        tell(users);
        until(() -> world.waiting(AFTER_QUIT_GROUP) == 0);
    }

    private static DeadLetterChoice choice(String... ids) {
        return DeadLetterChoice.newBuilder().addAllIds(List.of(ids)).build();
    }

    private static DeadLetterChoice every(Hook hook) {
        return DeadLetterChoice.newBuilder().setHook(hook.key()).build();
    }

    private static final DeadLetterChoice ALL = DeadLetterChoice.newBuilder().setAll(true).build();

    private List<String> deadUsers() {
        return world.deadLetters().stream()
                .map(letter -> new JsonObject(letter.getBody()).getString("userID"))
                .toList();
    }

    @Test
    void after_the_last_attempt_an_event_is_a_dead_letter() {
        started(IMPATIENT);
        allDie("u1");
        assertEquals(List.of("u1", "u1"), users(2));
        var letter = world.deadLetters().getFirst();
        assertEquals("afterQuitGroup", letter.getHook());
        assertEquals("op-1", letter.getOperationID());
        assertEquals(2, letter.getAttempts());
        assertEquals("the answer was HTTP 503", letter.getReason());
        assertEquals(ids().getFirst(), letter.getId());
        assertTrue(letter.getDied() >= letter.getSince());
        assertEquals(1, world.counted("parley.webhook.dead", AFTER_QUIT_GROUP));
        assertEquals(1, world.metrics.get("parley.webhook.dead.kept").gauge().value());
    }

    @Test
    void dead_letters_are_replayed_under_their_ids_and_in_their_order() {
        started(IMPATIENT);
        allDie("u1", "u2", "u3");
        var dead = world.deadLetters();
        world.endpoint.answer(COMMAND, JsonObject.of());
        users(6);
        assertEquals(3, got(world.dead.replay(ADMIN, ALL)).getCount());
        var again = IntStream.range(0, 3).mapToObj(_ -> id(world.endpoint.next())).toList();
        assertEquals(dead.stream().map(DeadLetterInfo::getId).toList(), again);
        assertEquals(List.of(), world.deadLetters());
        untilNothingWaits();
    }

    @Test
    void one_that_dies_again_is_a_dead_letter_again() {
        started(IMPATIENT);
        allDie("u1");
        got(world.dead.replay(ADMIN, every(AFTER_QUIT_GROUP)));
        until(() -> world.counted("parley.webhook.dead", AFTER_QUIT_GROUP) == 2);
        assertEquals(List.of("u1"), deadUsers());
    }

    @Test
    void dead_letters_are_dropped_by_id_by_hook_or_all() {
        started(IMPATIENT);
        allDie("u1", "u2", "u3");
        var second = world.deadLetters().get(1).getId();
        assertEquals(1, got(world.dead.drop(ADMIN, choice(second, second, "unknown"))).getCount());
        assertEquals(List.of("u1", "u3"), deadUsers());
        assertEquals(0, got(world.dead.drop(ADMIN, every(AFTER_KICK_GROUP_MEMBER))).getCount());
        assertEquals(2, got(world.dead.drop(ADMIN, every(AFTER_QUIT_GROUP))).getCount());
        assertEquals(List.of(), deadUsers());
        assertEquals(0, world.metrics.get("parley.webhook.dead.kept").gauge().value());
    }

    @Test
    void they_survive_a_restart_and_over_the_bound_the_oldest_go() {
        var sets = List.of(IMPATIENT[0], IMPATIENT[1], IMPATIENT[2], "deadLettersMax=2");
        started(sets.toArray(String[]::new));
        allDie("u1", "u2");
        world.stop();
        started(sets.toArray(String[]::new));
        assertEquals(List.of("u1", "u2"), deadUsers());
        allDie("u3", "u4", "u5");
        until(() -> deadUsers().size() == 2);
        assertEquals(List.of("u4", "u5"), deadUsers());
    }

    @Test
    void only_an_app_admin_sees_and_touches_them_and_says_clearly_which() {
        started();
        var page = ListDeadLettersReq.newBuilder();
        page.getPaginationBuilder().setPageNumber(1).setShowNumber(1);
        var list = assertThrows(Refusal.class, () -> got(world.dead.list(CALL, page.build())));
        assertTrue(list.is(ErrorCode.NO_PERMISSION));
        var drop = assertThrows(Refusal.class, () -> got(world.dead.drop(CALL, ALL)));
        assertTrue(drop.is(ErrorCode.NO_PERMISSION));
        var unclear = List.of(choice(), ALL.toBuilder().setHook("afterQuitGroup").build());
        for (var choice : unclear) {
            var vague = assertThrows(Refusal.class, () -> got(world.dead.drop(ADMIN, choice)));
            assertTrue(vague.is(ErrorCode.ARGS));
        }
    }
}
