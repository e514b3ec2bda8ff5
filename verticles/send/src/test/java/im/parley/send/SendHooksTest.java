package im.parley.send;

import static im.parley.send.SendWorld.TEXT;
import static im.parley.send.SendWorld.TO_TEA;
import static im.parley.send.SendWorld.admin;
import static im.parley.send.SendWorld.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.testkit.HookEndpoint;
import im.parley.webhook.Hook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// notifications-and-webhooks.md C4, C5 and statements 48 to 55.
class SendHooksTest {
    private static final String BEFORE_SINGLE = Hook.BEFORE_SEND_SINGLE_MSG.command();
    private static final String BEFORE_GROUP = Hook.BEFORE_SEND_GROUP_MSG.command();
    private static final String MODIFY = Hook.BEFORE_MSG_MODIFY.command();
    private static final String AFTER_SINGLE = Hook.AFTER_SEND_SINGLE_MSG.command();
    private static final String AFTER_GROUP = Hook.AFTER_SEND_GROUP_MSG.command();

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private HookEndpoint backEnd;
    private SendWorld world;

    @BeforeEach
    void open() throws Exception {
        backEnd = HookEndpoint.open(vertx);
        world =
                new SendWorld(
                        folder,
                        backEnd.url(),
                        Hook.BEFORE_SEND_SINGLE_MSG,
                        Hook.BEFORE_SEND_GROUP_MSG,
                        Hook.BEFORE_MSG_MODIFY,
                        Hook.AFTER_SEND_SINGLE_MSG,
                        Hook.AFTER_SEND_GROUP_MSG);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
        backEnd.close();
        vertx.close().await();
    }

    private List<String> commands(int count) {
        for (int i = 0; i < count; i++) backEnd.next();
        return backEnd.heard().stream().map(HookEndpoint.Heard::command).toList();
    }

    @Test
    void a_single_chat_asks_twice_and_tells_once() throws Exception {
        world.sent(user("amy"), TEXT);
        assertEquals(List.of(BEFORE_SINGLE, MODIFY, AFTER_SINGLE), commands(3));
        var asked = backEnd.heard().getFirst();
        assertEquals("bob", asked.body().getString("recvID"));
        assertEquals("{\"content\":\"hello\"}", asked.body().getString("content"));
        assertEquals(world.log.message().getServerMsgID(), asked.body().getString("serverMsgID"));
        assertEquals("op", asked.headers().get("operationid"));
        assertFalse(backEnd.heard().get(1).body().containsKey("recvID"));
    }

    @Test
    void a_group_asks_twice_and_tells_once_of_the_group() throws Exception {
        world.sent(user("amy"), TO_TEA);
        assertEquals(List.of(BEFORE_GROUP, MODIFY, AFTER_GROUP), commands(3));
        assertEquals("tea", backEnd.heard().getFirst().body().getString("groupID"));
        var key = backEnd.heard().getLast().query().substring("key=".length());
        var text = new String(Base64.getDecoder().decode(key.replace("%3D", "=")));
        assertEquals("{\"sendID\":\"amy\",\"recvID\":\"\",\"groupID\":\"tea\"}", text);
    }

    @Test
    void a_refusal_is_the_senders_answer_and_nothing_is_put_on_the_log() {
        backEnd.refuse(BEFORE_SINGLE, 5001, "blocked", "word list");
        var refusal = world.refusal(user("amy"), TEXT);
        assertEquals(
                "5001 blocked word list",
                refusal.code() + " " + refusal.text() + " " + refusal.detail());
        backEnd.refuse(BEFORE_GROUP, 5002, "no", "");
        assertEquals(5002, world.code(user("amy"), TO_TEA));
        assertEquals(List.of(), world.log.taken);
    }

    @Test
    void in_a_single_chat_the_back_end_is_asked_before_the_rules_in_a_group_after_them() {
        assertEquals(1004, world.code(user("amy"), TEXT.toBuilder().setRecvID("nobody").build()));
        assertEquals(List.of(BEFORE_SINGLE), commands(1));
        assertEquals(1203, world.code(user("cat"), TO_TEA.toBuilder().setSendID("cat").build()));
        assertEquals(1, backEnd.heard().size());
    }

    @Test
    void about_app_admins_it_is_asked_only_whether_to_change_the_message() throws Exception {
        world.sent(admin(), TEXT.toBuilder().setSendID("imAdmin").build());
        assertEquals(List.of(MODIFY, AFTER_SINGLE), commands(2));
    }

    @Test
    void typing_notifications_and_official_notices_are_nobodys_business() throws Exception {
        world.sent(user("amy"), TEXT.toBuilder().setContentType(113).build());
        world.sent(admin(), TEXT.toBuilder().setContentType(2001).build());
        world.sent(admin(), TEXT.toBuilder().setSessionType(4).setContentType(1400).build());
        assertEquals(3, world.log.taken.size());
        assertEquals(List.of(), backEnd.heard());
    }

    @Test
    void a_changed_message_is_sent_told_and_answered_as_changed() throws Exception {
        var content = "{\"content\":\"h*\"}";
        backEnd.answer(MODIFY, new JsonObject().put("content", content).put("ex", "checked"));
        var answer = world.sent(user("amy"), TEXT);
        var sent = world.log.message();
        assertEquals(content, sent.getContent().toStringUtf8());
        assertEquals("checked", sent.getEx());
        assertEquals(sent, answer.getModify());
        commands(3);
        assertEquals(content, backEnd.heard().getLast().body().getString("content"));
    }

    @Test
    void an_answer_that_changes_nothing_is_no_modification() throws Exception {
        backEnd.answer(MODIFY, new JsonObject().put("ex", ""));
        assertFalse(world.sent(user("amy"), TEXT).hasModify());
    }

    @Test
    void content_that_is_no_object_refuses_the_message_I_49() {
        backEnd.answer(MODIFY, new JsonObject().put("content", "not json"));
        assertEquals(1001, world.code(user("amy"), TEXT));
        assertEquals(List.of(), world.log.taken);
    }

    @Test
    void a_message_sent_elsewhere_has_to_keep_the_rules_there_I_49() throws Exception {
        backEnd.answer(MODIFY, new JsonObject().put("recvID", "nobody"));
        assertEquals(1004, world.code(user("amy"), TEXT));
        backEnd.answer(MODIFY, new JsonObject().put("sessionType", 2));
        assertEquals(1001, world.code(user("amy"), TEXT));
        backEnd.answer(MODIFY, new JsonObject().put("contentType", 2101));
        assertEquals(1002, world.code(user("amy"), TEXT));
        assertEquals(List.of(), world.log.taken);
        var toTea = new JsonObject().put("sessionType", 3).put("groupID", "tea").put("recvID", "");
        backEnd.answer(MODIFY, toTea);
        world.sent(user("amy"), TEXT);
        assertEquals("sg_tea", world.log.taken.getFirst().conversation().value());
    }

    @Test
    void a_back_end_that_never_answers_what_it_is_told_keeps_no_sender_waiting() throws Exception {
        var unanswered = new ConcurrentLinkedQueue<HttpServerRequest>();
        backEnd.answer(AFTER_SINGLE, unanswered::add);
        for (int i = 0; i < 20; i++) world.sent(user("amy"), TEXT);
        assertEquals(20, world.log.taken.size());
        backEnd.answer(AFTER_SINGLE, new JsonObject());
        for (var request : unanswered) request.response().end("{}");
    }

    @Test
    void a_repeated_send_is_told_once() throws Exception {
        world.log.storedAs = "the first one";
        world.sent(user("amy"), TEXT);
        assertEquals(List.of(BEFORE_SINGLE, MODIFY), commands(2));
        assertTrue(backEnd.heard().stream().noneMatch(h -> h.command().equals(AFTER_SINGLE)));
    }
}
