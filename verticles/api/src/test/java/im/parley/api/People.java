package im.parley.api;

import im.parley.bus.Call;
import im.parley.bus.Check;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.accountCheckReq;
import im.parley.proto.user.accountCheckResp;
import im.parley.proto.user.getAllUserIDReq;
import im.parley.proto.user.getAllUserIDResp;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.proto.user.getUserClientConfigReq;
import im.parley.proto.user.getUserClientConfigResp;
import im.parley.proto.user.setGlobalRecvMessageOptReq;
import im.parley.proto.user.setGlobalRecvMessageOptResp;
import im.parley.proto.user.updateUserInfoExReq;
import im.parley.proto.user.updateUserInfoExResp;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.Map;
import java.util.concurrent.Semaphore;

/// A small user service: amy and bob, and `bot`, a notification account. Who asks for `slow` waits
/// for ever, who asks for `bug` meets one.
final class People {
    static final Rules RULES =
            Rules.of("openim.user.user")
                    .rule("getDesignateUsers", Policy.ANY_USER)
                    .rule("getAllUserID", Policy.ANY_USER, Check.pagination())
                    .rule("accountCheck", Policy.APP_ADMIN, Check.distinct("checkUserIDs"))
                    .rule(
                            "setGlobalRecvMessageOpt",
                            Policy.self("userID"),
                            Check.nonEmpty("userID"),
                            Check.range("globalRecvMsgOpt", 0, 2))
                    .rule("updateUserInfoEx", Policy.self("userInfo.userID"))
                    .rule("getUserClientConfig", Policy.ANY_USER);

    private static final Map<String, UserInfo> USERS =
            Map.of("amy", user("amy", 0), "bob", user("bob", 0), "bot", user("bot", 3));

    /// A permit for each call that waits for ever.
    final Semaphore waiting = new Semaphore(0);

    static UserInfo user(String id, int level) {
        return UserInfo.newBuilder()
                .setUserID(id)
                .setNickname("the " + id)
                .setAppMangerLevel(level)
                .build();
    }

    Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request) {
        var ids = request.getUserIDsList();
        if (ids.contains("slow")) {
            waiting.release();
            return Promise.<getDesignateUsersResp>promise().future();
        }
        if (ids.contains("bug")) throw new IllegalStateException("secret inside");
        var found = ids.stream().distinct().filter(USERS::containsKey).map(USERS::get).toList();
        return Future.succeededFuture(
                getDesignateUsersResp.newBuilder().addAllUsersInfo(found).build());
    }

    getAllUserIDResp getAllUserID(Call call, getAllUserIDReq request) {
        int first = (request.getPagination().getPageNumber() - 1) * shown(request);
        var ids = USERS.keySet().stream().sorted().skip(first).limit(shown(request)).toList();
        return getAllUserIDResp.newBuilder().setTotal(USERS.size()).addAllUserIDs(ids).build();
    }

    private static int shown(getAllUserIDReq request) {
        return request.getPagination().getShowNumber();
    }

    accountCheckResp accountCheck(Call call, accountCheckReq request) {
        return accountCheckResp.getDefaultInstance();
    }

    setGlobalRecvMessageOptResp setGlobalRecvMessageOpt(
            Call call, setGlobalRecvMessageOptReq request) {
        if (!USERS.containsKey(request.getUserID()))
            throw new Refusal(ErrorCode.RECORD_NOT_FOUND, "userID=" + request.getUserID());
        return setGlobalRecvMessageOptResp.getDefaultInstance();
    }

    updateUserInfoExResp updateUserInfoEx(Call call, updateUserInfoExReq request) {
        return updateUserInfoExResp.getDefaultInstance();
    }

    getUserClientConfigResp getUserClientConfig(Call call, getUserClientConfigReq request) {
        return getUserClientConfigResp.getDefaultInstance();
    }
}
