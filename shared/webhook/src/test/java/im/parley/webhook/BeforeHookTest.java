package im.parley.webhook;

import static im.parley.webhook.Hook.BEFORE_ADD_BLACK;
import static im.parley.webhook.Hook.BEFORE_ADD_FRIEND;
import static im.parley.webhook.Hook.BEFORE_SET_FRIEND_REMARK;
import static im.parley.webhook.HookWorld.CALL;
import static im.parley.webhook.HookWorld.config;
import static im.parley.webhook.HookWorld.got;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.testkit.FakeClock;
import im.parley.testkit.HookEndpoint.Heard;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// The rows of notifications-and-webhooks.md C1 that the back end or the caller sees.
@Timeout(60)
class BeforeHookTest {
    private static final String COMMAND = BEFORE_ADD_FRIEND.command();
    private static final String SOON = "hooks.beforeAddFriend.timeoutMillis=300";
    private static final String CARRY_ON = "hooks.beforeAddFriend.failedContinue=true";
    private static final JsonObject UNCHANGED = new JsonObject();

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
        world.start(config(sets), BEFORE_ADD_FRIEND);
    }

    private void answering(Consumer<HttpServerResponse> how) {
        world.endpoint.answer(COMMAND, request -> how.accept(request.response()));
    }

    private JsonObject ask() {
        return world.ask(BEFORE_ADD_FRIEND);
    }

    private Refusal refusal() {
        return assertThrows(Refusal.class, this::ask);
    }

    @Test
    void the_request_is_a_post_of_compact_json_to_the_command() {
        started();
        ask();
        var heard = world.endpoint.next();
        assertEquals("POST", heard.method());
        assertEquals(COMMAND, heard.command());
        assertEquals("", heard.query());
        assertEquals("application/json; charset=utf-8", heard.headers().get("content-type"));
        assertEquals("op-1", heard.headers().get("operationid"));
        assertEquals(
                "{\"callbackCommand\":\"callbackBeforeAddFriendCommand\","
                        + "\"fromUserID\":\"u1\",\"toUserID\":\"u2\"}\n",
                heard.text());
        assertEquals(
                Integer.toString(heard.text().length()), heard.headers().get("content-length"));
        assertTrue(heard.headers().get("accept-encoding").contains("gzip"));
        assertEquals(1, world.exchanges(BEFORE_ADD_FRIEND, "sent"));
    }

    @Test
    void the_address_is_not_normalised_and_one_slash_is_added() {
        var paths = new CopyOnWriteArrayList<String>();
        world.endpoint.answer(
                COMMAND,
                request -> {
                    paths.add(request.path());
                    request.response().end("{}");
                });
        world.url = "http://127.0.0.1:" + world.endpoint.port() + "/x/../y/";
        started();
        ask();
        assertEquals(List.of("/x/../y//" + COMMAND), paths);
    }

    @Test
    void every_request_says_which_and_when_and_with_a_key_also_from_whom() throws IOException {
        var clock = new FakeClock();
        var key = "a key of 24 bytes at least";
        var file = Files.writeString(folder.resolve("keys"), key);
        world.start(config("secretFile=" + file), clock, BEFORE_ADD_FRIEND);
        ask();
        var heard = world.endpoint.next();
        var id = heard.headers().get("webhook-id");
        long now = FakeClock.NOON / 1_000;
        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertEquals(Long.toString(now), heard.headers().get("webhook-timestamp"));
        assertEquals(
                Signature.with(key).over(id, now, Buffer.buffer(heard.text())),
                heard.headers().get("webhook-signature"));
    }

    @Test
    void without_a_key_there_is_no_signature() {
        started();
        ask();
        assertFalse(world.endpoint.next().headers().containsKey("webhook-signature"));
    }

    @Test
    void an_operation_id_that_is_no_header_does_not_harm() {
        started();
        var call = new Call(CALL.caller(), "a\r\nb\u00e9: c", Long.MAX_VALUE);
        got(world.hooks.before(call, BEFORE_ADD_FRIEND, HookWorld::body));
        assertEquals("a??b?: c", world.endpoint.next().headers().get("operationid"));
    }

    @Test
    void a_hook_that_is_off_asks_nobody_and_makes_no_body() {
        started();
        assertFalse(world.hooks.isOn(BEFORE_ADD_BLACK));
        var answer =
                world.hooks.before(
                        CALL,
                        BEFORE_ADD_BLACK,
                        () -> {
                            throw new AssertionError("nobody wants this");
                        });
        assertEquals(UNCHANGED, got(answer));
        assertEquals(List.of(), world.endpoint.heard());
    }

    @Test
    void an_answer_overrides_what_the_table_allows() {
        world.endpoint.answer(
                BEFORE_SET_FRIEND_REMARK.command(), JsonObject.of("REMARK", "r", "userID", "u9"));
        world.start(config(), BEFORE_SET_FRIEND_REMARK);
        assertEquals(JsonObject.of("remark", "r"), world.ask(BEFORE_SET_FRIEND_REMARK));
    }

    @Test
    void a_refusal_ends_the_operation_with_its_own_code_and_texts() {
        world.endpoint.refuse(COMMAND, 5_001, "blocked", "word list");
        started(CARRY_ON); // that is about failures, not about refusals
        var refusal = refusal();
        assertEquals(5_001, refusal.code());
        assertEquals("blocked", refusal.text());
        assertEquals("word list", refusal.detail());
        assertEquals(1, world.exchanges(BEFORE_ADD_FRIEND, "refused"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 301, 400, 404, 500, 503})
    void the_status_of_an_answer_does_not_count(int status) {
        world.endpoint.answer(COMMAND, status, "{}");
        started();
        assertEquals(UNCHANGED, ask());
        world.endpoint.answer(COMMAND, status, "{\"nextCode\":1,\"errCode\":5001}");
        assertEquals(5_001, refusal().code());
    }

    @ParameterizedTest
    @CsvSource({"200,''", "204,''", "200,OK", "502,<html>", "200,[]"})
    void what_is_no_answer_fails_with_90007(int status, String body) {
        world.endpoint.answer(COMMAND, status, body);
        started();
        assertTrue(refusal().is(ErrorCode.DATA));
        assertEquals(1, world.exchanges(BEFORE_ADD_FRIEND, "failed"));
    }

    @Test
    void a_back_end_that_is_not_there_fails_with_90004_and_its_address_is_not_told() {
        world.silence();
        started();
        var refusal = refusal();
        assertTrue(refusal.is(ErrorCode.NETWORK));
        assertFalse(refusal.detail().contains("127.0.0.1"), refusal.detail());
    }

    @Test
    void a_connection_that_breaks_fails_with_90004() {
        world.endpoint.answer(COMMAND, request -> request.connection().close());
        started();
        assertTrue(refusal().is(ErrorCode.NETWORK));
    }

    @Test
    void the_timeout_is_that_of_the_whole_exchange() {
        answering(response -> response.setChunked(true).write("{")); // and then nothing more
        started(SOON);
        long begun = System.nanoTime();
        assertTrue(refusal().is(ErrorCode.NETWORK));
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 5_000);
    }

    @ParameterizedTest
    @CsvSource({"5000,5000", "15000,15000", "15001,15000", "0,15000", "-1,15000", "1,1"})
    void a_timeout_is_never_longer_than_15_seconds(int configured, int used) {
        assertEquals(used, HookClient.bounded(configured));
    }

    @Test
    void with_failed_continue_a_failure_changes_nothing() {
        started(CARRY_ON, SOON);
        answering(response -> {});
        assertEquals(UNCHANGED, ask());
        answering(response -> response.end("nonsense"));
        assertEquals(UNCHANGED, ask());
        world.silence();
        assertEquals(UNCHANGED, ask());
        assertEquals(3, world.exchanges(BEFORE_ADD_FRIEND, "failed"));
    }

    private void redirecting(int status, String target) {
        answering(r -> r.setStatusCode(status).putHeader("Location", target).end());
    }

    private List<String> methods() {
        return world.endpoint.heard().stream().map(Heard::method).toList();
    }

    @ParameterizedTest
    @CsvSource({"301,GET,0", "302,GET,0", "303,GET,0", "307,POST,87", "308,POST,87"})
    void redirects_are_followed_as_browsers_do(int status, String method, int bytes) {
        redirecting(status, "/other/place");
        world.endpoint.refuse("place", 5_001, "there", "");
        started();
        assertEquals(5_001, refusal().code());
        assertEquals(List.of("POST", method), methods());
        var second = world.endpoint.heard().getLast();
        assertEquals("place", second.command());
        assertEquals(bytes, second.text().length());
        assertEquals("op-1", second.headers().get("operationid"));
    }

    @Test
    void the_tenth_redirect_is_followed_and_no_further_one() {
        started();
        redirecting(307, "0");
        for (int i = 0; i < 9; i++) {
            var next = Integer.toString(i + 1);
            world.endpoint.answer(
                    Integer.toString(i),
                    request ->
                            request.response()
                                    .setStatusCode(307)
                                    .putHeader("Location", next)
                                    .end());
        }
        assertEquals(UNCHANGED, ask());
        assertEquals(11, world.endpoint.heard().size());
        redirecting(307, COMMAND);
        assertTrue(refusal().is(ErrorCode.NETWORK));
        assertEquals(22, world.endpoint.heard().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "http://", "::", "file:///etc/passwd", "mailto:x"})
    void a_redirect_to_nowhere_is_a_failure(String target) {
        redirecting(307, target);
        started();
        assertTrue(refusal().is(ErrorCode.NETWORK));
    }

    @Test
    void connections_are_kept_and_used_again() {
        started();
        for (int i = 0; i < 10; i++) ask();
        assertEquals(1, connections());
    }

    private long connections() {
        return world.endpoint.heard().stream().map(Heard::connection).distinct().count();
    }

    @Test
    void there_are_no_more_connections_than_configured() {
        var held = new CopyOnWriteArrayList<HttpServerResponse>();
        answering(held::add);
        started("connectionsMax=4"); // one of them is for the outbox
        var asked = Stream.generate(this::asking).limit(10).toList();
        for (int i = 0; i < 3; i++) world.endpoint.next();
        answering(response -> response.end("{}"));
        held.forEach(response -> response.end("{}"));
        asked.forEach(HookWorld::got);
        assertEquals(10, world.endpoint.heard().size());
        assertEquals(3, connections());
    }

    private Future<JsonObject> asking() {
        return world.hooks.before(CALL, BEFORE_ADD_FRIEND, HookWorld::body);
    }

    @Test
    void a_compressed_answer_is_understood() {
        answering(
                response ->
                        response.putHeader("Content-Encoding", "gzip")
                                .end(gzip("{\"nextCode\":1,\"errCode\":5001}")));
        started();
        assertEquals(5_001, refusal().code());
    }

    private static Buffer gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    @Test
    void an_answer_that_is_too_long_is_none_even_if_it_came_compressed() {
        answering(
                response ->
                        response.putHeader("Content-Encoding", "gzip")
                                .end(gzip("{" + " ".repeat(1 << 16) + "}")));
        started("answerBytesMax=1000");
        assertTrue(refusal().is(ErrorCode.DATA));
    }

    @Test
    void after_some_failures_nobody_is_asked_for_a_while() {
        var clock = new FakeClock();
        world.start(config("breakerFailures=2"), clock, BEFORE_ADD_FRIEND, BEFORE_ADD_BLACK);
        answering(response -> response.end("nonsense"));
        for (int i = 0; i < 2; i++) assertTrue(refusal().is(ErrorCode.DATA));
        assertTrue(refusal().is(ErrorCode.NETWORK));
        assertEquals(2, world.endpoint.heard().size());
        assertEquals(1, world.counted("parley.webhook.skipped", BEFORE_ADD_FRIEND));
        assertEquals(UNCHANGED, world.ask(BEFORE_ADD_BLACK)); // each command has its own
        answering(response -> response.end("{}"));
        clock.advance(Duration.ofSeconds(10));
        assertEquals(UNCHANGED, ask());
        assertEquals(UNCHANGED, ask());
    }

    @Test
    void while_nobody_is_asked_the_failure_policy_decides() {
        started("breakerFailures=1", CARRY_ON);
        answering(response -> response.end("nonsense"));
        for (int i = 0; i < 3; i++) assertEquals(UNCHANGED, ask());
        assertEquals(1, world.endpoint.heard().size());
    }

    @Test
    void a_refusal_is_no_failure() {
        started("breakerFailures=1");
        world.endpoint.refuse(COMMAND, 5_001, "no", "");
        for (int i = 0; i < 3; i++) assertEquals(5_001, refusal().code());
    }

    @Test
    void the_event_loop_of_the_caller_goes_on_while_the_answer_is_awaited() {
        var held = Promise.<HttpServerResponse>promise();
        answering(held::complete);
        started();
        var context = world.vertx.getOrCreateContext();
        var answer = Promise.<String>promise();
        context.runOnContext(
                _ -> asking().map(_ -> Thread.currentThread().getName()).onComplete(answer));
        var response = got(held.future());
        var turn = Promise.<String>promise();
        context.runOnContext(_ -> turn.complete(Thread.currentThread().getName()));
        var loop = got(turn.future());
        assertFalse(answer.future().isComplete());
        response.end("{}");
        assertEquals(loop, got(answer.future())); // and the answer comes to that very loop
    }

    @Test
    void all_hooks_of_a_command_are_told_apart_in_the_metrics() {
        world.start(config(), BEFORE_ADD_FRIEND, BEFORE_ADD_BLACK);
        world.ask(BEFORE_ADD_BLACK);
        var commands =
                world.metrics.find("parley.webhook.exchanges").timers().stream()
                        .filter(timer -> timer.count() > 0)
                        .map(timer -> timer.getId().getTag("command"))
                        .collect(Collectors.toSet());
        assertEquals(Set.of(BEFORE_ADD_BLACK.command()), commands);
    }
}
