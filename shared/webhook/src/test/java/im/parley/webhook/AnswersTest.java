package im.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.parley.webhook.Answers.Passed;
import im.parley.webhook.Answers.Refused;
import im.parley.webhook.Answers.Unreadable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// notifications-and-webhooks.md C1, and the answer columns of C2 to C7.
class AnswersTest {
    private static Answers.Answer read(Hook hook, String text) {
        return Answers.read(hook, Buffer.buffer(text));
    }

    private static JsonObject passed(Hook hook, String text) {
        return assertInstanceOf(Passed.class, read(hook, text)).overrides();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                " {\"actionCode\":0,\"nextCode\":0} ",
                "{\"actionCode\":1,\"nextCode\":1,\"errCode\":5001}",
                "{\"nextCode\":2}",
                "{\"errCode\":5001,\"errMsg\":\"no\"}",
                "{\"nextCode\":null}",
                "{\"unknown\":[1,{\"deep\":true}]}"
            })
    void passes_without_a_change(String text) {
        assertEquals(new JsonObject(), passed(Hook.BEFORE_ADD_FRIEND, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "OK",
                "<html>",
                "[]",
                "\"{}\"",
                "7",
                "{",
                "{} {}",
                "{\"nextCode\":\"1\"}",
                "{\"actionCode\":1.5}",
                "{\"errCode\":4294967296}",
                "{\"errMsg\":7}",
                "{\"nextCode\":1,\"remark\":7}"
            })
    void is_not_an_answer(String text) {
        assertInstanceOf(Unreadable.class, read(Hook.BEFORE_SET_FRIEND_REMARK, text));
    }

    @ParameterizedTest
    @CsvSource({"5001,5001", "100,100", "99,500", "1,500", "0,500", "-3,500"})
    void a_refusal_has_the_code_of_the_answer_unless_it_is_none_of_ours(int said, int seen) {
        var text = "{\"nextCode\":1,\"errCode\":%d,\"errMsg\":\"no\",\"errDlt\":\"why\"}";
        var refused =
                assertInstanceOf(Refused.class, read(Hook.BEFORE_ADD_FRIEND, text.formatted(said)));
        assertEquals(seen, refused.refusal().code());
        assertEquals("no", refused.refusal().text());
        assertEquals("why", refused.refusal().detail());
    }

    @Test
    void a_refusal_needs_no_more_than_its_next_code() {
        var refused =
                assertInstanceOf(Refused.class, read(Hook.BEFORE_ADD_FRIEND, "{\"NEXTCODE\":1}"));
        assertEquals(500, refused.refusal().code());
        assertEquals("", refused.refusal().text());
    }

    @Test
    void keys_are_found_whatever_their_case_and_given_in_ours() {
        var answer = "{\"NICKNAME\":\"a\",\"FaceUrl\":\"\",\"ex\":null,\"other\":1}";
        assertEquals(
                JsonObject.of("nickName", "a", "faceURL", ""),
                passed(Hook.BEFORE_UPDATE_USER_INFO, answer));
    }

    /// One row for every shape of override: what is given to whoever applies it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BEFORE_USER_REGISTER|{'USERS':[{'userid':'a','createTime':7,'x':1}]}"
                        + "|{'users':[{'userID':'a','createTime':7}]}",
                "BEFORE_SET_FRIEND_REMARK|{'remark':'r'}|{'remark':'r'}",
                "BEFORE_IMPORT_FRIENDS|{'friendUserIDs':['a','b']}|{'friendUserIDs':['a','b']}",
                "BEFORE_CREATE_GROUP|{'groupID':'g','groupType':2}|{'groupID':'g','groupType':2}",
                "BEFORE_MEMBER_JOIN_GROUP"
                        + "|{'memberCallbackList':[{'userID':'a','muteEndTime':1718000000000}]}"
                        + "|{'memberCallbackList':[{'userID':'a','muteEndTime':1718000000000}]}",
                "BEFORE_SET_GROUP_INFO_EX|{'groupID':'g','notification':'n'}|{'groupID':'g'}",
                "BEFORE_SET_GROUP_MEMBER_INFO|{'roleLevel':60}|{'roleLevel':60}",
                "BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS|{'isPinned':true}|{'isPinned':true}",
                "BEFORE_MSG_MODIFY|{'options':{'history':false},'offlinePushInfo':{'title':'t'}}"
                        + "|{'options':{'history':false},'offlinePushInfo':{'title':'t'}}",
                "BEFORE_ONLINE_PUSH|{'userIDList':['a']}|{}",
                "BEFORE_GROUP_ONLINE_PUSH|{'userIDList':['a']}|{'userIDList':['a']}",
                "BEFORE_OFFLINE_PUSH|{'offlinePushInfo':{'iOSBadgeCount':true}}"
                        + "|{'offlinePushInfo':{'iOSBadgeCount':true}}"
            })
    void overrides_are_those_of_the_table(Hook hook, String answer, String given) {
        assertEquals(
                new JsonObject(given.replace('\'', '"')), passed(hook, answer.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BEFORE_USER_REGISTER|{'users':{}}",
                "BEFORE_USER_REGISTER|{'users':[null]}",
                "BEFORE_USER_REGISTER|{'users':[{'userID':7}]}",
                "BEFORE_IMPORT_FRIENDS|{'friendUserIDs':'a'}",
                "BEFORE_SET_GROUP_MEMBER_INFO|{'roleLevel':'60'}",
                "BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS|{'isPinned':1}",
                "BEFORE_MSG_MODIFY|{'options':{'history':1}}",
                "BEFORE_MSG_MODIFY|{'options':{'history':null}}"
            })
    void an_override_of_another_type_spoils_the_answer(Hook hook, String answer) {
        assertInstanceOf(Unreadable.class, read(hook, answer.replace('\'', '"')));
    }
}
