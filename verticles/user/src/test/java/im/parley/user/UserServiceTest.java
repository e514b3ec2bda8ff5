package im.parley.user;

import static im.parley.testworld.Asked.number;
import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.sdkws.UserInfoWithEx;
import im.parley.proto.user.getGlobalRecvMessageOptReq;
import im.parley.proto.user.setGlobalRecvMessageOptReq;
import im.parley.proto.user.setGlobalRecvMessageOptResp;
import im.parley.proto.user.updateUserInfoExReq;
import im.parley.proto.user.updateUserInfoExResp;
import im.parley.proto.user.updateUserInfoReq;
import im.parley.proto.user.updateUserInfoResp;
import im.parley.proto.user.userRegisterReq;
import im.parley.proto.user.userRegisterResp;
import im.parley.proto.wrappers.Int32Value;
import im.parley.testkit.FakeClock;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// http-identity-and-groups.md 8.1 to 8.5 and 8.24.
class UserServiceTest extends UserWorld {
    private static UserInfo user(String userID, String nickname) {
        return UserInfo.newBuilder().setUserID(userID).setNickname(nickname).build();
    }

    private Future<userRegisterResp> register(String by, UserInfo... infos) {
        var request = userRegisterReq.newBuilder().addAllUsers(List.of(infos)).build();
        return users.userRegister(by(by), request);
    }

    private Future<updateUserInfoResp> update(String by, UserInfo.Builder info) {
        var request = updateUserInfoReq.newBuilder().setUserInfo(info).build();
        return users.updateUserInfo(by(by), request);
    }

    private Future<updateUserInfoExResp> updateEx(String by, UserInfoWithEx.Builder info) {
        var request = updateUserInfoExReq.newBuilder().setUserInfo(info).build();
        return users.updateUserInfoEx(by(by), request);
    }

    private Future<setGlobalRecvMessageOptResp> receive(String by, String userID, int option) {
        var request =
                setGlobalRecvMessageOptReq
                        .newBuilder()
                        .setUserID(userID)
                        .setGlobalRecvMsgOpt(option);
        return users.setGlobalRecvMessageOpt(by(by), request.build());
    }

    @Test
    void the_configured_admin_is_a_user_and_renamed_when_the_configuration_says_so() {
        assertEquals("admin", info("imAdmin").getNickname());
        assertEquals(2, info("imAdmin").getAppMangerLevel());
        start("boss");
        assertEquals("boss", info("imAdmin").getNickname());
        assertEquals(List.of("user imAdmin", "user imAdmin"), announced);
    }

    @Test
    void a_user_is_stored_as_sent_but_created_now() {
        var wish =
                user("x_é汉_1", "<N>&").toBuilder()
                        .setFaceURL("f")
                        .setEx("e")
                        .setAppMangerLevel(1)
                        .setGlobalRecvMsgOpt(2);
        await(register("imAdmin", wish.setCreateTime(5).build()));
        assertEquals(wish.setCreateTime(FakeClock.NOON).build(), info("x_é汉_1"));
        assertEquals(List.of("user imAdmin", "user x_é汉_1"), announced);
        assertEquals(List.of(), notices.told());
    }

    @ParameterizedTest
    @CsvSource({
        "imAdmin, a-b,      n,  1001", "imAdmin, a:b,      n,  1001",
        "imAdmin, 'a b',    n,  1001", "imAdmin, '',       n,  1001",
        "imAdmin, neu,      '', 1001", "amy,     a-b,      n,  1001",
        "amy,     neu,      n,  1002", "'',      neu,      n,  1002",
        "imAdmin, old,      n,  1102", "imAdmin, neu,      n,  0"
    })
    void a_registration_is_refused(String by, String userID, String nickname, int code) {
        enrol("old");
        assertEquals(code, codeOf(register(by, user(userID, nickname))));
    }

    @Test
    void of_a_refused_registration_nothing_is_stored() {
        enrol("old");
        assertEquals(1001, codeOf(register("imAdmin")));
        assertEquals(1001, codeOf(register("imAdmin", user("neu", "n"), user("neu", "n"))));
        assertEquals(1102, codeOf(register("imAdmin", user("neu", "n"), user("old", "n"))));
        assertEquals(List.of(), infos("neu"));
    }

    @Test
    void of_concurrent_twins_one_is_registered() {
        var codes =
                IntStream.range(0, 8)
                        .mapToObj(i -> register("imAdmin", user("twin", "n" + i)))
                        .toList()
                        .stream()
                        .map(UserWorld::codeOf)
                        .sorted()
                        .toList();
        assertEquals(List.of(0, 1102, 1102, 1102, 1102, 1102, 1102, 1102), codes);
    }

    @Test
    void an_update_sets_only_what_is_not_empty_and_never_the_level() {
        enrol("amy");
        var amy = UserInfo.newBuilder().setUserID("amy");
        await(update("amy", amy.clone().setEx("e").setGlobalRecvMsgOpt(2).setAppMangerLevel(2)));
        await(update("amy", amy.clone().setNickname("neu")));
        assertEquals(
                amy.setNickname("neu")
                        .setFaceURL("http://face/amy")
                        .setEx("e")
                        .setGlobalRecvMsgOpt(2)
                        .setCreateTime(FakeClock.NOON)
                        .build(),
                info("amy"));
    }

    @Test
    void an_ex_update_sets_what_is_present_also_when_empty() {
        enrol("amy");
        var amy = UserInfoWithEx.newBuilder().setUserID("amy");
        var two = number(2);
        await(updateEx("amy", amy.clone().setEx(text("e")).setGlobalRecvMsgOpt(two)));
        assertEquals(2, info("amy").getGlobalRecvMsgOpt());
        var zero = Int32Value.getDefaultInstance();
        await(updateEx("amy", amy.clone().setFaceURL(text("")).setGlobalRecvMsgOpt(zero)));
        await(updateEx("amy", amy.clone()));
        assertEquals(
                user("amy", "Namy").toBuilder().setEx("e").setCreateTime(FakeClock.NOON).build(),
                info("amy"));
    }

    @Test
    void concurrent_updates_of_different_fields_all_stay() {
        enrol("amy");
        var amy = UserInfoWithEx.newBuilder().setUserID("amy");
        for (var update :
                Stream.of(
                                amy.clone().setEx(text("e")),
                                amy.clone().setNickname(text("n")),
                                amy.clone().setFaceURL(text("f")))
                        .map(wish -> updateEx("amy", wish))
                        .toList()) await(update);
        assertEquals(
                UserInfo.newBuilder()
                        .setUserID("amy")
                        .setNickname("n")
                        .setFaceURL("f")
                        .setEx("e")
                        .setCreateTime(FakeClock.NOON)
                        .build(),
                info("amy"));
    }

    @ParameterizedTest
    @CsvSource({
        "amy,     '',     1001", "amy,     bob,    1002", "'',     amy, 1002",
        "imAdmin, nobody, 1004", "imAdmin, amy,    0", "amy,    amy, 0"
    })
    void a_change_is_refused(String by, String userID, int code) {
        enrol("amy", "bob");
        var ex = UserInfoWithEx.newBuilder().setUserID(userID).setNickname(text("x"));
        assertEquals(code, codeOf(update(by, user(userID, "x").toBuilder())));
        assertEquals(code, codeOf(updateEx(by, ex)));
        assertEquals(code, codeOf(receive(by, userID, 1)));
    }

    @Test
    void a_change_needs_a_user_and_an_option_between_0_and_2() {
        enrol("amy");
        assertEquals(
                1001,
                codeOf(users.updateUserInfo(by("amy"), updateUserInfoReq.getDefaultInstance())));
        assertEquals(
                1001,
                codeOf(
                        users.updateUserInfoEx(
                                by("amy"), updateUserInfoExReq.getDefaultInstance())));
        assertEquals(1001, codeOf(receive("amy", "amy", 3)));
        assertEquals(1001, codeOf(receive("amy", "amy", -1)));
    }

    @Test
    void a_users_devices_are_told_of_every_change_by_whoever_made_it() {
        enrol("amy");
        await(update("amy", UserInfo.newBuilder().setUserID("amy").setEx("e")));
        await(updateEx("imAdmin", UserInfoWithEx.newBuilder().setUserID("amy")));
        await(receive("amy", "amy", 1));
        assertEquals(
                List.of(
                        "1303 amy→amy {\"userID\":\"amy\"}",
                        "1303 imAdmin→amy {\"userID\":\"amy\"}",
                        "1303 amy→amy {\"userID\":\"amy\"}"),
                notices.told());
    }

    @Test
    void holders_of_copies_hear_of_what_was_stored_and_of_nothing_else() {
        enrol("amy");
        announced.clear();
        await(receive("amy", "amy", 1));
        await(receive("amy", "amy", 1));
        await(updateEx("amy", UserInfoWithEx.newBuilder().setUserID("amy")));
        assertEquals(List.of("user amy"), announced);
    }

    @Test
    void friends_and_groups_hear_of_a_new_name_or_face_and_of_nothing_else() {
        enrol("amy");
        var amy = UserInfo.newBuilder().setUserID("amy");
        await(update("amy", amy.clone().setEx("e")));
        await(update("amy", amy.clone().setNickname("Namy")));
        assertEquals(List.of(), heardByFriends);
        await(update("amy", amy.clone().setNickname("neu")));
        await(update("amy", amy.clone().setFaceURL("neu")));
        assertEquals(
                List.of("neu http://face/amy", "neu neu"),
                heardByFriends.stream()
                        .map(user -> user.getNickname() + " " + user.getFaceURL())
                        .toList());
        assertEquals(
                List.of("Namy", "neu"), heardByGroups.stream().map(UserInfo::getNickname).toList());
    }

    @Test
    void when_friends_cannot_be_told_the_call_fails_although_the_name_is_stored() {
        enrol("amy");
        var wish = user("amy", "unspeakable").toBuilder();
        assertThrows(Throwable.class, () -> await(update("amy", wish)));
        assertEquals("unspeakable", info("amy").getNickname());
    }

    @Test
    void only_the_server_itself_asks_for_a_receive_option() {
        enrol("amy");
        await(receive("amy", "amy", 2));
        var request = getGlobalRecvMessageOptReq.newBuilder().setUserID("amy").build();
        var option = await(users.getGlobalRecvMessageOpt(by("server"), request));
        assertEquals(2, option.getGlobalRecvMsgOpt());
        assertEquals(1002, codeOf(users.getGlobalRecvMessageOpt(by("amy"), request)));
    }

    @Test
    void users_are_told_in_the_order_asked_each_once_and_unknown_ones_left_out() {
        enrol("amy", "bob");
        var ids = infos("bob", "nobody", "amy", "bob").stream().map(UserInfo::getUserID);
        assertEquals(List.of("bob", "amy"), ids.toList());
        assertTrue(infos().isEmpty());
    }
}
