package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/// http-messages-and-objects.md 4.1, 9.2.
class SendMessageTest {
    private static final String PATH = "/msg/send_msg";
    private static final SentMessages MESSAGES = new SentMessages();
    private static final LinkedBlockingQueue<MsgData> SENT = MESSAGES.sent;
    private static Door door;

    @BeforeAll
    static void open() {
        door =
                new Door()
                        .serving(Door.Tokens.RULES, new Door.Tokens())
                        .serving(People.RULES, new People())
                        .serving(SentMessages.RULES, MESSAGES)
                        .open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static JsonObject wish(int contentType, JsonObject content) {
        return new JsonObject()
                .put("sendID", "amy")
                .put("recvID", "bob")
                .put("senderNickname", "nick")
                .put("senderFaceURL", "face")
                .put("senderPlatformID", 5)
                .put("ex", "e")
                .put("content", content)
                .put("contentType", contentType)
                .put("sessionType", 1);
    }

    private static JsonObject text() {
        return new JsonObject().put("content", "hi");
    }

    private static Door.Answer send(JsonObject wish) {
        SENT.clear();
        return door.post("admin", PATH, wish.encode());
    }

    private static MsgData sent(JsonObject wish) {
        var answer = send(wish);
        assertEquals(0, answer.code(), answer.text());
        return SENT.remove();
    }

    private static void refused(int code, JsonObject wish) {
        var answer = send(wish);
        assertEquals(code, answer.code(), answer.text());
        assertEquals(200, answer.status());
        assertTrue(SENT.isEmpty());
    }

    @Test
    void a_message_of_a_back_end_is_from_the_system_and_gets_a_client_id() {
        var answer =
                send(wish(101, text()).put("offlinePushInfo", new JsonObject().put("title", "T")));
        var message = SENT.remove();
        assertEquals(
                new JsonObject()
                        .put("serverMsgID", "s1")
                        .put("clientMsgID", message.getClientMsgID())
                        .put("sendTime", 77),
                answer.data());
        assertTrue(message.getClientMsgID().matches("[0-9a-f]{32}"));
        assertTrue(message.getCreateTime() > 0);
        assertEquals(
                MsgData.newBuilder()
                        .setSendID("amy")
                        .setRecvID("bob")
                        .setSenderNickname("nick")
                        .setSenderFaceURL("face")
                        .setSenderPlatformID(5)
                        .setSessionType(1)
                        .setMsgFrom(200)
                        .setContentType(101)
                        .setContent(ByteString.copyFromUtf8("{\"content\":\"hi\"}"))
                        .setOfflinePushInfo(message.getOfflinePushInfo())
                        .setEx("e")
                        .build(),
                message.toBuilder().clearClientMsgID().clearCreateTime().build());
        assertEquals("T", message.getOfflinePushInfo().getTitle());
    }

    @Test
    void the_content_is_kept_with_its_keys_in_order_and_extra_ones_too() {
        var content =
                new JsonObject(
                        """
                        {"z":1,"content":"x","a":{"d":null,"b":[1,{"y":2,"x":1}]}}\
                        """);
        var message = sent(wish(101, content).put("sendTime", 1_700_000_000_000L));
        assertEquals(
                "{\"a\":{\"b\":[1,{\"x\":1,\"y\":2}],\"d\":null},\"content\":\"x\",\"z\":1}",
                message.getContent().toStringUtf8());
        assertEquals(1_700_000_000_000L, message.getSendTime());
    }

    @Test
    void the_two_flags_become_options() {
        var message = sent(wish(101, text()).put("isOnlineOnly", true).put("notOfflinePush", true));
        assertEquals(
                Map.of(
                        "history", false,
                        "persistent", false,
                        "senderSync", false,
                        "conversationUpdate", false,
                        "offlinePush", false),
                message.getOptionsMap());
    }

    @Test
    void a_mention_names_those_it_mentions() {
        var content = new JsonObject().put("atUserList", new JsonArray().add("x").add("AtAllTag"));
        assertEquals(List.of("x", "AtAllTag"), sent(wish(106, content)).getAtUserIDListList());
    }

    @Test
    void a_group_message_names_the_group_alone() {
        var wish = wish(101, text()).put("sessionType", 3);
        refused(1001, wish);
        var message = sent(wish.put("groupID", "g"));
        assertEquals("g|", message.getGroupID() + "|" + message.getRecvID());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendID", "recvID", "content", "contentType", "sessionType"})
    void what_is_required_is_missed(String key) {
        var wish = wish(101, text());
        wish.remove(key);
        refused(1001, wish);
        refused(1001, wish.putNull(key));
    }

    @Test
    void wrong_types_are_refused() {
        for (var bad : List.of("5", 1.5, true, 1L << 40))
            refused(1001, wish(101, text()).put("senderPlatformID", bad));
        refused(1001, wish(101, text()).put("content", "text"));
        refused(1001, wish(101, text()).put("isOnlineOnly", 1));
        refused(1001, wish(101, text()).put("sendID", 5));
        refused(1001, wish(101, text()).put("offlinePushInfo", new JsonObject().put("title", 1)));
        for (var bad : List.of("", "[]", "5", "{", "null"))
            assertEquals(1001, door.post("admin", PATH, bad).code());
    }

    @Test
    void the_shape_is_checked_before_the_right_to_send() {
        assertEquals(1002, door.post("amy:5", PATH, wish(101, text()).encode()).code());
        assertEquals(1001, door.post("amy:5", PATH, "{}").code());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 107, 108, 109, 111, 113, 115, 117, 119, 120, 1501, 2001, 2101, 2200})
    void other_content_types_are_refused(int type) {
        refused(1001, wish(type, text()));
    }

    @Test
    void a_notice_needs_a_notification_account_and_goes_out_as_session_4() {
        var content =
                new JsonObject()
                        .put("notificationName", "n")
                        .put("notificationType", 1)
                        .put("text", "t");
        refused(1101, wish(1400, content).put("sendID", "nobody"));
        refused(1002, wish(1400, content));
        refused(1001, wish(1400, content.copy().put("text", "")).put("sendID", "bot"));
        var message = sent(wish(1400, content).put("sendID", "bot"));
        assertEquals(4, message.getSessionType());
        assertEquals(
                "{\"detail\":\"{\\\"notificationName\\\":\\\"n\\\",\\\"notificationType\\\":1,"
                        + "\\\"text\\\":\\\"t\\\"}\"}",
                message.getContent().toStringUtf8());
    }

    @Test
    void a_send_can_be_asked_after_by_its_operation() {
        MESSAGES.statuses.clear();
        var path = "/msg/check_msg_is_send_success";
        assertEquals(0, door.post("amy:5", path, "{}").data().getInteger("status"));
        sent(wish(101, text()));
        assertEquals(2, door.post("amy:5", path, "{}").data().getInteger("status"));
    }

    @Test
    void what_a_webhook_changed_is_told_key_by_key() {
        MESSAGES.webhook =
                message ->
                        message.toBuilder()
                                .setContent(ByteString.copyFromUtf8("{\"content\":\"h*\"}"))
                                .setEx("checked")
                                .build();
        try {
            assertEquals(
                    new JsonObject().put("content", "{\"content\":\"h*\"}").put("ex", "checked"),
                    send(wish(101, text())).data().getJsonObject("modify"));
        } finally {
            MESSAGES.webhook = UnaryOperator.identity();
        }
    }

    @Test
    void half_a_character_in_the_content_does_no_harm() {
        SENT.clear();
        var body = wish(101, text()).encode().replace("hi", "a\\ud800b");
        assertEquals(0, door.post("admin", PATH, body).code());
        assertTrue(SENT.remove().getContent().isValidUtf8());
    }
}
