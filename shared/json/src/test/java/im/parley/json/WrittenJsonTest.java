package im.parley.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.protobuf.ByteString;

import im.parley.proto.conversation.ConversationElem;
import im.parley.proto.conversation.ConversationReq;
import im.parley.proto.conversation.GetFullOwnerConversationIDsResp;
import im.parley.proto.group.KickGroupMemberReq;
import im.parley.proto.msg.DeleteSyncOpt;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.relation.getPaginationFriendsApplyToResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PullOrder;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.sdkws.UserInfoWithEx;
import im.parley.proto.user.getAllUserIDReq;
import im.parley.proto.user.getAllUserIDResp;
import im.parley.proto.user.processUserCommandGetAllResp;
import im.parley.proto.user.processUserCommandGetResp;
import im.parley.proto.user.setUserClientConfigReq;
import im.parley.proto.user.userRegisterResp;
import im.parley.proto.wrappers.BoolValue;
import im.parley.proto.wrappers.Int32Value;
import im.parley.proto.wrappers.StringValue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringWriter;

/// http-identity-and-groups.md 1.3, http-messages-and-objects.md 1.1.
class WrittenJsonTest {
    @Test
    void every_field_is_written_also_when_it_has_its_default() {
        assertEquals(
                """
                {"userID":"amy","nickname":"","faceURL":"","ex":"","createTime":0,\
                "appMangerLevel":0,"globalRecvMsgOpt":0}\
                """,
                ProtoJson.text(UserInfo.newBuilder().setUserID("amy").build()));
    }

    @Test
    void a_message_without_fields_is_an_empty_object() {
        assertEquals("{}", ProtoJson.text(userRegisterResp.getDefaultInstance()));
    }

    @Test
    void names_are_those_of_the_contract_with_its_odd_capitals() {
        assertEquals(
                "{\"FriendRequests\":null,\"total\":0}",
                ProtoJson.text(getPaginationFriendsApplyToResp.getDefaultInstance()));
        for (var commands :
                new com.google.protobuf.Message[] {
                    processUserCommandGetResp.getDefaultInstance(),
                    processUserCommandGetAllResp.getDefaultInstance()
                }) assertEquals("{\"CommandResp\":null}", ProtoJson.text(commands));
        assertEquals(
                "{\"Msgs\":null,\"isEnd\":false,\"endSeq\":0}",
                ProtoJson.text(PullMsgs.getDefaultInstance()));
        assertEquals(
                "{\"IsSyncSelf\":false,\"IsSyncOther\":true}",
                ProtoJson.text(DeleteSyncOpt.newBuilder().setIsSyncOther(true).build()));
        var element = ProtoJson.text(ConversationElem.getDefaultInstance());
        assertTrue(element.contains("\"IsPinned\":false"), element);
    }

    @Test
    void whole_numbers_are_numbers_and_unsigned_ones_use_their_full_range() {
        assertEquals(
                """
                {"version":18446744073709551615,"versionID":"","equal":false,\
                "conversationIDs":null}\
                """,
                ProtoJson.text(
                        GetFullOwnerConversationIDsResp.newBuilder().setVersion(-1L).build()));
        var group = ProtoJson.text(GroupInfo.newBuilder().setMemberCount(-1).build());
        assertTrue(group.contains("\"memberCount\":4294967295"), group);
        var user = ProtoJson.text(UserInfo.newBuilder().setCreateTime(-62135596800000L).build());
        assertTrue(user.contains("\"createTime\":-62135596800000"), user);
    }

    @Test
    void an_empty_list_is_null() {
        assertEquals(
                "{\"total\":0,\"userIDs\":null}",
                ProtoJson.text(getAllUserIDResp.getDefaultInstance()));
        assertEquals(
                "{\"total\":2,\"userIDs\":[\"a\",\"b\"]}",
                ProtoJson.text(
                        getAllUserIDResp
                                .newBuilder()
                                .setTotal(2)
                                .addUserIDs("a")
                                .addUserIDs("b")
                                .build()));
    }

    @Test
    void an_empty_map_is_left_out() {
        assertEquals(
                "{\"userID\":\"\"}", ProtoJson.text(setUserClientConfigReq.getDefaultInstance()));
        assertEquals(
                "{\"userID\":\"\",\"configs\":{\"k\":\"v\"}}",
                ProtoJson.text(setUserClientConfigReq.newBuilder().putConfigs("k", "v").build()));
        assertEquals(
                """
                {"seqs":{"si_a_b":{"maxSeq":3,"hasReadSeq":0,"maxSeqTime":0}},\
                "pinnedConversationIDs":null}\
                """,
                ProtoJson.text(
                        GetConversationsHasReadAndMaxSeqResp.newBuilder()
                                .putSeqs("si_a_b", Seqs.newBuilder().setMaxSeq(3).build())
                                .build()));
    }

    @Test
    void an_unset_message_is_null() {
        assertEquals("{\"pagination\":null}", ProtoJson.text(getAllUserIDReq.getDefaultInstance()));
    }

    @Test
    void wrappers_are_bare_values_or_null() {
        assertEquals(
                """
                {"userID":"","nickname":"","faceURL":null,"ex":"e","globalRecvMsgOpt":0}\
                """,
                ProtoJson.text(
                        UserInfoWithEx.newBuilder()
                                .setNickname(StringValue.getDefaultInstance())
                                .setEx(StringValue.newBuilder().setValue("e"))
                                .setGlobalRecvMsgOpt(Int32Value.getDefaultInstance())
                                .build()));
        var row =
                ProtoJson.text(
                        ConversationReq.newBuilder()
                                .setIsPinned(BoolValue.newBuilder().setValue(true))
                                .build());
        assertTrue(row.contains("\"isPinned\":true,"), row);
        assertTrue(row.contains("\"maxSeq\":null"), row);
    }

    @Test
    void an_optional_scalar_is_null_until_it_is_set() {
        assertTrue(
                ProtoJson.text(KickGroupMemberReq.getDefaultInstance())
                        .contains("\"sendMessage\":null"));
        assertTrue(
                ProtoJson.text(KickGroupMemberReq.newBuilder().setSendMessage(false).build())
                        .contains("\"sendMessage\":false"));
    }

    @Test
    void bytes_are_base64_and_enums_numbers() {
        var message = MsgData.newBuilder().setContent(ByteString.copyFromUtf8("hello>?")).build();
        var text = ProtoJson.text(message);
        assertTrue(text.contains("\"content\":\"aGVsbG8+Pw==\""), text);
        var pull = PullMessageBySeqsReq.newBuilder().setOrder(PullOrder.PullOrderDesc).build();
        assertEquals("{\"userID\":\"\",\"seqRanges\":null,\"order\":1}", ProtoJson.text(pull));
        var unknown = PullMessageBySeqsReq.newBuilder().setOrderValue(7).build();
        assertEquals("{\"userID\":\"\",\"seqRanges\":null,\"order\":7}", ProtoJson.text(unknown));
    }

    @Test
    void the_message_of_the_wire_has_its_keys_in_proto_order() {
        var message =
                MsgData.newBuilder()
                        .setSendID("a")
                        .putOptions("history", false)
                        .addAtUserIDList("b")
                        .build();
        assertEquals(
                """
                {"sendID":"a","recvID":"","groupID":"","clientMsgID":"","serverMsgID":"",\
                "senderPlatformID":0,"senderNickname":"","senderFaceURL":"","sessionType":0,\
                "msgFrom":0,"contentType":0,"content":"","seq":0,"sendTime":0,"createTime":0,\
                "status":0,"isRead":false,"options":{"history":false},"offlinePushInfo":null,\
                "atUserIDList":["b"],"attachedInfo":"","ex":""}\
                """,
                ProtoJson.text(message));
    }

    @Test
    void text_of_any_script_survives() throws BadJson {
        var user = UserInfo.newBuilder().setNickname("é汉\uD83D\uDE00\"\\\n\u0001<&>").build();
        assertEquals(user, ProtoJson.read(ProtoJson.write(user), UserInfo.getDefaultInstance()));
    }

    @Test
    void a_message_can_be_written_inside_other_json() throws IOException {
        var out = new StringWriter();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartArray();
            ProtoJson.write(userRegisterResp.getDefaultInstance(), json);
            json.writeEndArray();
        }
        assertEquals("[{}]", out.toString());
    }
}
