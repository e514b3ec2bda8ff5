package im.parley.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.OfflinePushInfo;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// notifications-and-webhooks.md C4, beforeMsgModify.
class MessageChangeTest {
    private static final MsgData MESSAGE =
            MsgData.newBuilder()
                    .setSendID("amy")
                    .setRecvID("bob")
                    .setClientMsgID("c1")
                    .setSessionType(1)
                    .setContentType(101)
                    .setContent(ByteString.copyFromUtf8("{\"content\":\"hello\"}"))
                    .putOptions("offlinePush", false)
                    .addAtUserIDList("bob")
                    .setEx("mine")
                    .build();

    private static MsgData changed(String answer) {
        return MessageChange.of(new JsonObject(answer)).over(MESSAGE);
    }

    @Test
    void an_empty_answer_changes_nothing() {
        assertEquals(MESSAGE, changed("{}"));
    }

    @Test
    void content_is_taken_as_text() {
        var changed = changed("{\"content\":\"{\\\"content\\\":\\\"h*\\\"}\"}");
        assertEquals("{\"content\":\"h*\"}", changed.getContent().toStringUtf8());
        assertEquals(MESSAGE, changed.toBuilder().setContent(MESSAGE.getContent()).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[1]", "5", ""})
    void content_that_is_no_object_refuses_the_message(String content) {
        var answer = new JsonObject().put("content", content);
        var refusal = assertThrows(Refusal.class, () -> MessageChange.of(answer));
        assertEquals(ErrorCode.ARGS.number(), refusal.code());
    }

    @Test
    void what_is_present_counts_also_when_it_is_empty() {
        var changed =
                changed("{\"ex\":\"\",\"sessionType\":3,\"groupID\":\"tea\",\"recvID\":\"\"}");
        assertEquals(
                MESSAGE.toBuilder()
                        .clearEx()
                        .clearRecvID()
                        .setSessionType(3)
                        .setGroupID("tea")
                        .build(),
                changed);
    }

    @Test
    void lists_options_and_push_texts_are_replaced_as_a_whole() {
        var changed =
                changed(
                        """
                        {"options":{"unreadCount":false},"atUserIDList":["x","y"],\
                        "offlinePushInfo":{"title":"T","iOSBadgeCount":true}}\
                        """);
        assertEquals(
                MESSAGE.toBuilder()
                        .clearOptions()
                        .putOptions("unreadCount", false)
                        .clearAtUserIDList()
                        .addAtUserIDList("x")
                        .addAtUserIDList("y")
                        .setOfflinePushInfo(
                                OfflinePushInfo.newBuilder().setTitle("T").setIOSBadgeCount(true))
                        .build(),
                changed);
    }
}
