package im.parley.user;

import static im.parley.webhook.Hook.AFTER_UPDATE_USER_INFO;
import static im.parley.webhook.Hook.AFTER_UPDATE_USER_INFO_EX;
import static im.parley.webhook.Hook.AFTER_USER_REGISTER;
import static im.parley.webhook.Hook.BEFORE_UPDATE_USER_INFO;
import static im.parley.webhook.Hook.BEFORE_UPDATE_USER_INFO_EX;
import static im.parley.webhook.Hook.BEFORE_USER_REGISTER;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.sdkws.UserInfoWithEx;
import im.parley.proto.user.updateUserInfoExReq;
import im.parley.proto.user.updateUserInfoReq;
import im.parley.proto.user.userRegisterReq;
import im.parley.webhook.Hook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.List;

/// notifications-and-webhooks.md C2, the rows of users.
class UserHooksTest extends UserWorld {
    @Override
    protected List<Hook> hooksOn() {
        return List.of(
                BEFORE_USER_REGISTER,
                AFTER_USER_REGISTER,
                BEFORE_UPDATE_USER_INFO,
                AFTER_UPDATE_USER_INFO,
                BEFORE_UPDATE_USER_INFO_EX,
                AFTER_UPDATE_USER_INFO_EX);
    }

    private void hears(Hook hook, String body) {
        var heard = backEnd().next();
        assertEquals(hook.command(), heard.command());
        assertEquals(
                "{\"callbackCommand\":\"" + hook.command() + "\"," + body + "}\n", heard.text());
        assertEquals("test", heard.headers().get("operationid"));
    }

    private int register(String... userIDs) {
        var request = userRegisterReq.newBuilder();
        for (var userID : userIDs)
            request.addUsers(UserInfo.newBuilder().setUserID(userID).setNickname("Ann"));
        return codeOf(users.userRegister(by("imAdmin"), request.build()));
    }

    @Test
    void a_registration_is_asked_and_told_about() {
        assertEquals(0, register("u1"));
        var users =
                """
                "users":[{"userID":"u1","nickname":"Ann","faceURL":"","ex":"","createTime":0,\
                "appMangerLevel":0,"globalRecvMsgOpt":0}]\
                """;
        hears(BEFORE_USER_REGISTER, users); // C8
        hears(AFTER_USER_REGISTER, users);
    }

    @Test
    void the_back_end_may_register_others_instead() {
        var other = JsonObject.of("userID", "x-1", "nickname", "Eve", "appMangerLevel", 1);
        backEnd()
                .answer(
                        BEFORE_USER_REGISTER.command(),
                        JsonObject.of("users", JsonArray.of(other)));
        assertEquals(0, register("u1"));
        assertEquals(List.of(), infos("u1"));
        assertEquals("Eve", info("x-1").getNickname());
        assertEquals(1, info("x-1").getAppMangerLevel());
        backEnd().next();
        var told = backEnd().next().body().getJsonArray("users").getJsonObject(0);
        assertEquals("x-1", told.getString("userID"));
    }

    @Test
    void a_registration_that_is_refused_stores_and_tells_nothing() {
        backEnd().refuse(BEFORE_USER_REGISTER.command(), 5_001, "no", "");
        assertEquals(5_001, register("u1"));
        assertEquals(List.of(), infos("u1"));
        assertEquals(1, backEnd().heard().size());
    }

    @Test
    void the_back_end_is_asked_after_all_checks() {
        assertEquals(0, register("u1"));
        backEnd().next();
        backEnd().next();
        assertEquals(1102, register("u1", "u2"));
        assertEquals(1001, register("u3", "u3"));
        assertEquals(2, backEnd().heard().size());
    }

    private int update(UserInfo.Builder wish) {
        var request = updateUserInfoReq.newBuilder().setUserInfo(wish.setUserID("u1")).build();
        return codeOf(users.updateUserInfo(by("u1"), request));
    }

    private int updateEx(UserInfoWithEx.Builder wish) {
        var request = updateUserInfoExReq.newBuilder().setUserInfo(wish.setUserID("u1")).build();
        return codeOf(users.updateUserInfoEx(by("u1"), request));
    }

    private static UserInfoWithEx.Builder nickname(String text) {
        var wish = UserInfoWithEx.newBuilder();
        wish.getNicknameBuilder().setValue(text);
        return wish;
    }

    private void registered() {
        assertEquals(0, register("u1"));
        backEnd().next();
        backEnd().next();
    }

    @Test
    void an_update_is_asked_and_told_about() {
        registered();
        backEnd()
                .answer(
                        BEFORE_UPDATE_USER_INFO.command(),
                        JsonObject.of("nickName", "N", "ex", "seen"));
        assertEquals(0, update(UserInfo.newBuilder().setNickname("n").setEx("e")));
        hears(
                BEFORE_UPDATE_USER_INFO,
                "\"userID\":\"u1\",\"nickName\":\"n\",\"faceURL\":\"\",\"ex\":null");
        hears(
                AFTER_UPDATE_USER_INFO,
                "\"userID\":\"u1\",\"nickName\":\"N\",\"faceURL\":\"\",\"ex\":\"\"");
        assertEquals("N", info("u1").getNickname());
        assertEquals("seen", info("u1").getEx());
    }

    @Test
    void an_update_of_what_is_present_says_null_for_the_rest() {
        registered();
        backEnd().answer(BEFORE_UPDATE_USER_INFO_EX.command(), JsonObject.of("faceURL", "f"));
        assertEquals(0, updateEx(nickname("n")));
        hears(
                BEFORE_UPDATE_USER_INFO_EX,
                "\"userID\":\"u1\",\"nickName\":\"n\",\"faceURL\":null,\"ex\":null");
        hears(
                AFTER_UPDATE_USER_INFO_EX,
                "\"userID\":\"u1\",\"nickName\":\"n\",\"faceURL\":\"f\",\"ex\":null");
        assertEquals("n", info("u1").getNickname());
        assertEquals("f", info("u1").getFaceURL());
    }

    @Test
    void an_update_that_is_refused_changes_and_tells_nothing() {
        registered();
        backEnd().refuse(BEFORE_UPDATE_USER_INFO.command(), 5_001, "no", "");
        backEnd().refuse(BEFORE_UPDATE_USER_INFO_EX.command(), 5_002, "no", "");
        assertEquals(5_001, update(UserInfo.newBuilder().setNickname("n")));
        assertEquals(5_002, updateEx(nickname("n")));
        assertEquals("Ann", info("u1").getNickname());
        assertEquals(List.of(), notices.told());
        assertEquals(4, backEnd().heard().size());
    }

    @Test
    void the_owner_is_checked_before_and_the_user_looked_up_after_the_back_end_is_asked() {
        var stranger = updateUserInfoReq.newBuilder();
        stranger.getUserInfoBuilder().setUserID("nobody");
        assertEquals(1002, codeOf(users.updateUserInfo(by("u1"), stranger.build())));
        assertEquals(0, backEnd().heard().size());
        assertEquals(1004, codeOf(users.updateUserInfo(by("nobody"), stranger.build())));
        assertEquals(1, backEnd().heard().size());
    }
}
