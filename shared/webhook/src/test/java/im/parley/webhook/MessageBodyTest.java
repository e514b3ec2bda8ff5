package im.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;

import im.parley.proto.sdkws.MsgData;

import org.junit.jupiter.api.Test;

class MessageBodyTest {
    @Test
    void it_is_that_of_the_sample() { // notifications-and-webhooks.md C8
        var message =
                MsgData.newBuilder()
                        .setSendID("u1")
                        .setServerMsgID("b6f1")
                        .setClientMsgID("9e2a")
                        .setSenderPlatformID(5)
                        .setSenderNickname("Ann")
                        .setSessionType(1)
                        .setMsgFrom(100)
                        .setContentType(101)
                        .setStatus(1)
                        .setSendTime(1_718_000_000_123L)
                        .setCreateTime(1_718_000_000_100L)
                        .setContent(ByteString.copyFromUtf8("{\"content\":\"hi\"}"))
                        .build();
        assertEquals(
                """
                {"sendID":"u1","serverMsgID":"b6f1","clientMsgID":"9e2a","operationID":"op-1",\
                "senderPlatformID":5,"senderNickname":"Ann","sessionType":1,"msgFrom":100,\
                "contentType":101,"status":1,"sendTime":1718000000123,"createTime":1718000000100,\
                "content":"{\\"content\\":\\"hi\\"}","seq":0,"atUserList":null,"faceURL":"","ex":""}\
                """,
                MessageBody.of("op-1", message).encode());
    }

    @Test
    void those_who_are_mentioned_are_a_list() {
        var message = MsgData.newBuilder().addAtUserIDList("u2").build();
        assertEquals(
                "[\"u2\"]", MessageBody.of("op-1", message).getJsonArray("atUserList").encode());
    }
}
