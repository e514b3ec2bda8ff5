package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// http-messages-and-objects.md 4.2 to 4.4.
class BackEndSendsTest {
    private static final SentMessages MESSAGES = new SentMessages();
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

    @BeforeEach
    void forget() {
        MESSAGES.sent.clear();
    }

    private static void refused(int code, String token, String path, JsonObject body) {
        var answer = door.post(token, path, body.encode());
        assertEquals(code, answer.code(), answer.text());
        assertTrue(MESSAGES.sent.isEmpty());
    }

    @Nested
    class ToMany {
        private static final String PATH = "/msg/batch_send_msg";

        private static JsonObject wish(String... receivers) {
            return new JsonObject()
                    .put("sendID", "amy")
                    .put("content", new JsonObject().put("content", "hi"))
                    .put("contentType", 101)
                    .put("sessionType", 1)
                    .put("recvIDs", new JsonArray(List.of(receivers)));
        }

        @Test
        void each_receiver_has_a_result_or_is_among_the_failed() {
            var data = door.post("admin", PATH, wish("bob", "blocker", "cat").encode()).data();
            assertEquals(new JsonArray().add("blocker"), data.getJsonArray("failedUserIDs"));
            var results = data.getJsonArray("results");
            assertEquals(2, results.size());
            assertEquals("bob", results.getJsonObject(0).getString("recvID"));
            assertEquals("cat", results.getJsonObject(1).getString("recvID"));
            var ids = MESSAGES.sent.stream().map(MsgData::getClientMsgID).distinct().toList();
            assertEquals(List.of(results.getJsonObject(0).getString("clientMsgID")), ids);
        }

        @Test
        void everybody_is_meant_by_a_flag() {
            door.post("admin", PATH, wish().put("isSendAll", true).encode());
            var receivers = MESSAGES.sent.stream().map(MsgData::getRecvID).sorted().toList();
            assertEquals(List.of("amy", "bob", "bot"), receivers);
        }

        @Test
        void the_list_must_be_there_but_may_be_empty() {
            var none = wish();
            assertEquals(0, door.post("admin", PATH, none.encode()).code());
            none.remove("recvIDs");
            refused(1001, "admin", PATH, none);
            refused(1001, "admin", PATH, wish().put("recvIDs", new JsonArray().add(5)));
        }

        @Test
        void only_app_admins_may() {
            refused(1002, "amy:5", PATH, wish("bob"));
        }

        @Test
        void a_group_gets_the_message_itself() {
            var toGroup = wish("bob").put("sessionType", 3);
            refused(1001, "admin", PATH, toGroup);
            door.post("admin", PATH, toGroup.put("groupID", "tea").encode());
            var message = MESSAGES.sent.remove();
            assertEquals("tea|", message.getGroupID() + "|" + message.getRecvID());
        }
    }

    @Nested
    class BusinessEvents {
        private static final String PATH = "/msg/send_business_notification";

        private static JsonObject event() {
            return new JsonObject()
                    .put("key", "k")
                    .put("data", "d")
                    .put("sendUserID", "amy")
                    .put("recvUserID", "bob");
        }

        private static MsgData sent(JsonObject event) {
            assertEquals(0, door.post("admin", PATH, event.encode()).code());
            return MESSAGES.sent.remove();
        }

        @Test
        void it_is_a_notification_with_all_options_and_the_two_texts() {
            var message = sent(event());
            assertEquals(2001, message.getContentType());
            assertEquals(1, message.getSessionType());
            assertEquals(200, message.getMsgFrom());
            assertEquals("bob", message.getRecvID());
            assertEquals(
                    "{\"detail\":\"{\\\"key\\\":\\\"k\\\",\\\"data\\\":\\\"d\\\"}\"}",
                    message.getContent().toStringUtf8());
            assertEquals(11, message.getOptionsCount());
            assertEquals(List.of("senderSync"), on(message));
        }

        @Test
        void level_2_is_stored_and_sendMsg_makes_it_seen() {
            assertEquals(
                    List.of("history", "persistent", "senderSync"),
                    on(sent(event().put("reliabilityLevel", 2))));
            assertEquals(
                    List.of("isSendMsg", "senderSync", "unreadCount"),
                    on(sent(event().put("sendMsg", true).putNull("reliabilityLevel"))));
        }

        private static List<String> on(MsgData message) {
            var options = message.getOptionsMap();
            return options.keySet().stream().filter(options::get).sorted().toList();
        }

        @Test
        void a_group_may_be_the_receiver_in_place_of_a_user() {
            var event = event().put("recvGroupID", "tea");
            refused(1001, "admin", PATH, event);
            event.remove("recvUserID");
            var message = sent(event);
            assertEquals(3, message.getSessionType());
            assertEquals("tea|", message.getGroupID() + "|" + message.getRecvID());
            event.remove("recvGroupID");
            refused(1001, "admin", PATH, event);
        }

        @Test
        void somebody_has_to_send_it_and_an_app_admin_to_say_so() {
            refused(1001, "admin", PATH, event().put("sendUserID", ""));
            refused(1002, "amy:5", PATH, event());
            refused(1001, "amy:5", PATH, event().put("recvUserID", ""));
        }
    }

    @Nested
    class Replies {
        private static String path(String sendID, String recvID, String groupID) {
            var heard = new JsonObject().put("sendID", sendID).put("recvID", recvID);
            heard.put("groupID", groupID);
            var key = Base64.getEncoder().encodeToString(heard.toBuffer().getBytes());
            return "/msg/send_simple_msg?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        }

        private static JsonObject text() {
            return new JsonObject().put("content", "hi").put("ex", "e");
        }

        @Test
        void the_receiver_answers_the_sender() {
            var answer = door.post("bob:5", path("amy", "bob", ""), text().encode());
            assertEquals("s1", answer.data().getString("serverMsgID"));
            var message = MESSAGES.sent.remove();
            assertEquals(
                    "bob>amy 1 118 10 100 e",
                    "%s>%s %d %d %d %d %s"
                            .formatted(
                                    message.getSendID(),
                                    message.getRecvID(),
                                    message.getSessionType(),
                                    message.getContentType(),
                                    message.getSenderPlatformID(),
                                    message.getMsgFrom(),
                                    message.getEx()));
            assertEquals("the bob", message.getSenderNickname());
            assertEquals("{\"content\":\"hi\"}", message.getContent().toStringUtf8());
            assertEquals(0, message.getOptionsCount());
        }

        @Test
        void in_a_group_the_body_says_who_answers() {
            var path = path("amy", "", "tea");
            refused(1001, "admin", path, text());
            assertEquals(0, door.post("admin", path, text().put("sendID", "bob").encode()).code());
            var message = MESSAGES.sent.remove();
            assertEquals(3, message.getSessionType());
            assertEquals("bob tea", message.getSendID() + " " + message.getGroupID());
        }

        @Test
        void nobody_answers_for_another() {
            refused(1002, "amy:5", path("amy", "bob", ""), text());
        }

        @Test
        void who_answers_must_be_registered() {
            refused(1004, "admin", path("amy", "nobody", ""), text());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "?key=", "?key=%25%25", "?key=aGFsbG8="})
        void a_key_that_says_nothing_is_refused(String query) {
            refused(1001, "admin", "/msg/send_simple_msg" + query, text());
        }

        @Test
        void the_key_names_a_sender_and_the_body_a_text() {
            refused(1001, "admin", path("", "bob", ""), text());
            refused(1001, "admin", path("amy", "bob", ""), new JsonObject());
        }
    }
}
