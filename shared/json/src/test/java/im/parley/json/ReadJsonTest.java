package im.parley.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;

import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.group.KickGroupMemberReq;
import im.parley.proto.group.getIncrementalJoinGroupReq;
import im.parley.proto.msg.DeleteMsgsReq;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.setGlobalRecvMessageOptReq;
import im.parley.proto.user.setUserClientConfigReq;
import im.parley.proto.user.updateUserInfoExReq;
import im.parley.proto.user.userRegisterReq;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// http-identity-and-groups.md 1.3.
class ReadJsonTest {
    private static <M extends Message> M read(String json, M prototype) throws BadJson {
        return ProtoJson.read(json.getBytes(StandardCharsets.UTF_8), prototype);
    }

    private static String complaint(String json, Message prototype) {
        return assertThrows(BadJson.class, () -> read(json, prototype)).getMessage();
    }

    @Test
    void fields_are_found_by_name_and_unknown_ones_are_skipped() throws BadJson {
        var request =
                read(
                        """
                        {"more":{"a":[1,{"b":null}]},"userID":"amy","globalRecvMsgOpt":2}\
                        """,
                        setGlobalRecvMessageOptReq.getDefaultInstance());
        assertEquals("amy", request.getUserID());
        assertEquals(2, request.getGlobalRecvMsgOpt());
    }

    @Test
    void a_key_in_another_case_is_taken_and_the_last_duplicate_wins() throws BadJson {
        var empty = setGlobalRecvMessageOptReq.getDefaultInstance();
        assertEquals("amy", read("{\"USERid\":\"amy\"}", empty).getUserID());
        assertEquals("b", read("{\"userID\":\"a\",\"userID\":\"b\"}", empty).getUserID());
        var lists = getDesignateUsersReq.getDefaultInstance();
        assertEquals(
                List.of("b"),
                read("{\"userIDs\":[\"a\"],\"userIDs\":[\"b\"]}", lists).getUserIDsList());
    }

    @Test
    void null_is_nothing_at_every_place() throws BadJson {
        var empty = SetConversationsReq.getDefaultInstance();
        assertEquals(empty, read("null", empty));
        assertEquals(empty, read("{\"userIDs\":null,\"conversation\":null}", empty));
        var conversation =
                read("{\"conversation\":{\"isPinned\":null,\"userID\":null}}", empty)
                        .getConversation();
        assertFalse(conversation.hasIsPinned());
        assertFalse(
                read("{\"sendMessage\":null}", KickGroupMemberReq.getDefaultInstance())
                        .hasSendMessage());
    }

    @Test
    void wrappers_are_bare_values_and_set_also_when_empty() throws BadJson {
        var prototype = updateUserInfoExReq.getDefaultInstance();
        var user =
                read(
                                """
                                {"userInfo":{"userID":"a","nickname":"",\
                                "globalRecvMsgOpt":0,"ex":null}}\
                                """,
                                prototype)
                        .getUserInfo();
        assertTrue(user.hasNickname() && user.hasGlobalRecvMsgOpt());
        assertFalse(user.hasEx() || user.hasFaceURL());
        assertEquals(
                "userInfo.nickname: a string is needed, not an object",
                complaintOfParsed("{\"userInfo\":{\"nickname\":{\"value\":\"y\"}}}", prototype));
    }

    private static String complaintOfParsed(String json, Message prototype) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return assertThrows(BadJson.class, () -> ProtoJson.parse(bytes, prototype)).getMessage();
    }

    @Test
    void optional_scalars_are_set_when_given() throws BadJson {
        var kick = read("{\"sendMessage\":false}", KickGroupMemberReq.getDefaultInstance());
        assertTrue(kick.hasSendMessage());
        assertFalse(kick.getSendMessage());
    }

    @Test
    void numbers_use_their_whole_range_and_nothing_beyond() throws BadJson {
        var sync = getIncrementalJoinGroupReq.getDefaultInstance();
        assertEquals(-1L, read("{\"version\":18446744073709551615}", sync).getVersion());
        assertEquals(1L << 63, read("{\"version\":9223372036854775808}", sync).getVersion());
        for (var bad : List.of("18446744073709551616", "-1", "-9223372036854775809"))
            assertEquals(
                    "version: the number does not fit",
                    complaint("{\"version\":" + bad + "}", sync));
        var int32 = setGlobalRecvMessageOptReq.getDefaultInstance();
        assertEquals(
                Integer.MIN_VALUE,
                read("{\"globalRecvMsgOpt\":-2147483648}", int32).getGlobalRecvMsgOpt());
        for (var bad : List.of("2147483648", "-2147483649", "99999999999999999999"))
            assertEquals(
                    "globalRecvMsgOpt: the number does not fit",
                    complaint("{\"globalRecvMsgOpt\":" + bad + "}", int32));
        var seqs = read("{\"seqs\":[9223372036854775807]}", DeleteMsgsReq.getDefaultInstance());
        assertEquals(List.of(Long.MAX_VALUE), seqs.getSeqsList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.5", "1.0", "1e3", "true", "[]", "{}"})
    void only_an_integer_is_an_integer(String value) {
        for (var json : List.of("{\"globalRecvMsgOpt\":" + value + "}"))
            assertTrue(
                    complaint(json, setGlobalRecvMessageOptReq.getDefaultInstance())
                            .startsWith("globalRecvMsgOpt: an integer is needed, not "));
        assertTrue(
                complaint(
                                "{\"version\":" + value + "}",
                                getIncrementalJoinGroupReq.getDefaultInstance())
                        .startsWith("version: an integer is needed, not "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{\"userIDs\":",
                "{",
                "[]",
                "\"x\"",
                "5",
                "{} {}",
                "{}x",
                "{'userIDs':[]}",
                "{\"userIDs\":\"x\"}",
                "{\"userIDs\":{}}",
                "{\"userIDs\":[1]}",
                "{\"userIDs\":[null]}",
                "{\"userIDs\":[\"a\"",
                "{userIDs:[]}",
                "{\"userIDs\":[],}",
                "{\"userIDs\":[\"\\x\"]}"
            })
    void what_is_no_json_of_this_shape_is_refused(String json) {
        assertFalse(complaint(json, getDesignateUsersReq.getDefaultInstance()).isBlank());
    }

    @Test
    void an_element_that_is_null_is_refused() {
        assertEquals(
                "users: an object is needed, not null",
                complaint("{\"users\":[null]}", userRegisterReq.getDefaultInstance()));
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        var gzip = new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};
        var halfUtf8 = "{\"userIDs\":[\"x\"]}".getBytes(StandardCharsets.UTF_8);
        halfUtf8[13] = (byte) 0xc3;
        for (var body : List.of(gzip, halfUtf8))
            assertThrows(
                    BadJson.class,
                    () -> ProtoJson.read(body, getDesignateUsersReq.getDefaultInstance()));
    }

    @Test
    void maps_are_objects() throws BadJson {
        var prototype = setUserClientConfigReq.getDefaultInstance();
        var request = read("{\"configs\":{\"a\":\"1\",\"b\":\"2\",\"a\":\"3\"}}", prototype);
        assertEquals(java.util.Map.of("a", "3", "b", "2"), request.getConfigsMap());
        assertEquals(
                "configs: a string is needed, not an integer",
                complaint("{\"configs\":{\"a\":1}}", prototype));
        assertEquals(
                "configs: an object is needed, not a list",
                complaint("{\"configs\":[]}", prototype));
        var options = read("{\"options\":{\"history\":false}}", MsgData.getDefaultInstance());
        assertEquals(java.util.Map.of("history", false), options.getOptionsMap());
    }

    @Test
    void bytes_are_base64_and_enums_numbers() throws BadJson {
        var message = read("{\"content\":\"aGVsbG8+Pw==\"}", MsgData.getDefaultInstance());
        assertEquals("hello>?", message.getContent().toStringUtf8());
        assertEquals(
                "content: this is not base64",
                complaint("{\"content\":\"*\"}", MsgData.getDefaultInstance()));
        var pull = read("{\"order\":1}", PullMessageBySeqsReq.getDefaultInstance());
        assertEquals(1, pull.getOrderValue());
        assertEquals(
                9,
                read("{\"order\":9}", PullMessageBySeqsReq.getDefaultInstance()).getOrderValue());
    }

    @Test
    void depth_is_bounded_also_in_what_is_skipped() {
        var deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        var text = complaint(deep, getDesignateUsersReq.getDefaultInstance());
        assertTrue(text.contains("nesting depth"), text);
    }

    @Test
    void half_a_character_becomes_a_replacement() throws BadJson {
        var request =
                read(
                        "{\"userID\":\"a\\ud800b\\ud83d\\ude00\"}",
                        setGlobalRecvMessageOptReq.getDefaultInstance());
        assertEquals("a\uFFFDb\uD83D\uDE00", request.getUserID());
    }

    @Test
    void present_keys_tell_an_empty_list_from_an_absent_one() throws BadJson {
        var prototype = SetConversationsReq.getDefaultInstance();
        assertEquals(Set.of(), parse("{}", prototype));
        assertEquals(Set.of(), parse("null", prototype));
        assertEquals(Set.of(), parse("{\"userIDs\":null}", prototype));
        assertEquals(Set.of(), parse("{\"userIDs\":[],\"userIDs\":null}", prototype));
        assertEquals(Set.of("userIDs"), parse("{\"USERIDS\":[],\"x\":1}", prototype));
        assertEquals(
                Set.of("conversation", "conversation.userID"),
                parse("{\"conversation\":{\"userID\":\"\",\"ex\":null}}", prototype));
    }

    private static Set<String> parse(String json, Message prototype) throws BadJson {
        return ProtoJson.parse(json.getBytes(StandardCharsets.UTF_8), prototype).presentKeys();
    }
}
