package im.parley.user;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.present;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.sdkws.UserInfoWithEx;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.proto.user.getGlobalRecvMessageOptReq;
import im.parley.proto.user.getGlobalRecvMessageOptResp;
import im.parley.proto.user.setGlobalRecvMessageOptReq;
import im.parley.proto.user.setGlobalRecvMessageOptResp;
import im.parley.proto.user.updateUserInfoExReq;
import im.parley.proto.user.updateUserInfoExResp;
import im.parley.proto.user.updateUserInfoReq;
import im.parley.proto.user.updateUserInfoResp;
import im.parley.proto.user.userRegisterReq;
import im.parley.proto.user.userRegisterResp;
import im.parley.user.UserStore.Changed;

import java.util.List;
import java.util.function.UnaryOperator;

/// Registration and profiles (http-identity-and-groups.md 8.1 to 8.5).
final class UserService {
    static final Rules RULES =
            Rules.of("openim.user.user")
                    .rule( // 8.1
                            "userRegister",
                            APP_ADMIN,
                            someOf("users"),
                            that(
                                    userRegisterReq.class,
                                    request -> areGood(request.getUsersList()),
                                    "userID must be letters, digits and _, nickname not empty"))
                    .rule( // 8.2
                            "updateUserInfo",
                            self("userInfo.userID"),
                            present("userInfo"),
                            nonEmpty("userInfo.userID"))
                    .rule( // 8.3
                            "updateUserInfoEx",
                            self("userInfo.userID"),
                            present("userInfo"),
                            nonEmpty("userInfo.userID"))
                    .rule( // 8.4
                            "setGlobalRecvMessageOpt",
                            self("userID"),
                            range("globalRecvMsgOpt", 0, 2),
                            nonEmpty("userID"))
                    .rule("getGlobalRecvMessageOpt", INTERNAL)
                    .rule("getDesignateUsers", ANY_USER); // 8.5

    private final UserStore users;
    private final UserNotices notices;
    private final UserHooks hooks;
    private final Acquaintances acquaintances;
    private final Clock clock;

    UserService(
            UserStore users,
            UserNotices notices,
            UserHooks hooks,
            Acquaintances acquaintances,
            Clock clock) {
        this.users = users;
        this.notices = notices;
        this.hooks = hooks;
        this.acquaintances = acquaintances;
        this.clock = clock;
    }

    private static boolean areGood(List<UserInfo> users) {
        return users.stream()
                .allMatch(
                        user -> UserIds.areGood(user.getUserID()) && !user.getNickname().isEmpty());
    }

    userRegisterResp userRegister(Call call, userRegisterReq request) {
        var ids = request.getUsersList().stream().map(UserInfo::getUserID).distinct().toList();
        if (ids.size() < request.getUsersCount())
            throw new Refusal(ErrorCode.ARGS, "userID is repeated");
        if (!users.find(ids).isEmpty()) throw new Refusal(ErrorCode.REGISTERED_ALREADY);
        var wanted = hooks.beforeUserRegister(call, request.getUsersList());
        long now = clock.millis();
        var rows = wanted.stream().map(user -> UserRow.registered(user, now)).toList();
        if (!users.insert(rows)) throw new Refusal(ErrorCode.REGISTERED_ALREADY);
        hooks.afterUserRegister(call, wanted);
        return userRegisterResp.getDefaultInstance();
    }

    updateUserInfoResp updateUserInfo(Call call, updateUserInfoReq request) {
        var wish = hooks.beforeUpdateUserInfo(call, request.getUserInfo());
        var changed = update(call, wish.getUserID(), user -> edited(user, wish));
        hooks.afterUpdateUserInfo(call, wish);
        tellOthers(call, changed);
        return updateUserInfoResp.getDefaultInstance();
    }

    /// Sets what is not empty.
    private static UserRow edited(UserRow user, UserInfo wish) {
        int option = wish.getGlobalRecvMsgOpt();
        return user.withProfile(
                        orElse(wish.getNickname(), user.nickname()),
                        orElse(wish.getFaceURL(), user.faceURL()),
                        orElse(wish.getEx(), user.ex()))
                .withGlobalRecvMsgOpt(option == 0 ? user.globalRecvMsgOpt() : option);
    }

    private static String orElse(String wish, String old) {
        return wish.isEmpty() ? old : wish;
    }

    updateUserInfoExResp updateUserInfoEx(Call call, updateUserInfoExReq request) {
        var wish = hooks.beforeUpdateUserInfoEx(call, request.getUserInfo());
        var changed = update(call, wish.getUserID(), user -> edited(user, wish));
        hooks.afterUpdateUserInfoEx(call, wish);
        tellOthers(call, changed);
        return updateUserInfoExResp.getDefaultInstance();
    }

    /// Sets what is present, also when it is empty.
    private static UserRow edited(UserRow user, UserInfoWithEx wish) {
        return user.withProfile(
                        wish.hasNickname() ? wish.getNickname().getValue() : user.nickname(),
                        wish.hasFaceURL() ? wish.getFaceURL().getValue() : user.faceURL(),
                        wish.hasEx() ? wish.getEx().getValue() : user.ex())
                .withGlobalRecvMsgOpt(
                        wish.hasGlobalRecvMsgOpt()
                                ? wish.getGlobalRecvMsgOpt().getValue()
                                : user.globalRecvMsgOpt());
    }

    private Changed update(Call call, String userID, UnaryOperator<UserRow> edit) {
        var changed = users.change(userID, edit);
        notices.userInfoUpdated(call, userID);
        return changed;
    }

    private void tellOthers(Call call, Changed changed) {
        if (changed.after().looksLike(changed.before())) return;
        acquaintances.hear(call, changed.before().info(), changed.after().info()).await();
    }

    setGlobalRecvMessageOptResp setGlobalRecvMessageOpt(
            Call call, setGlobalRecvMessageOptReq request) {
        users.change(
                request.getUserID(),
                user -> user.withGlobalRecvMsgOpt(request.getGlobalRecvMsgOpt()));
        notices.userInfoUpdated(call, request.getUserID());
        return setGlobalRecvMessageOptResp.getDefaultInstance();
    }

    getGlobalRecvMessageOptResp getGlobalRecvMessageOpt(
            Call call, getGlobalRecvMessageOptReq request) {
        int option = users.require(request.getUserID()).globalRecvMsgOpt();
        return getGlobalRecvMessageOptResp.newBuilder().setGlobalRecvMsgOpt(option).build();
    }

    getDesignateUsersResp getDesignateUsers(Call call, getDesignateUsersReq request) {
        var response = getDesignateUsersResp.newBuilder();
        users.find(request.getUserIDsList()).forEach(user -> response.addUsersInfo(user.info()));
        return response.build();
    }
}
