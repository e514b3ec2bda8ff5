package im.parley.user;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.APP_ADMIN;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.addNotificationAccountReq;
import im.parley.proto.user.addNotificationAccountResp;
import im.parley.proto.user.notificationAccountInfo;
import im.parley.proto.user.searchNotificationAccountReq;
import im.parley.proto.user.searchNotificationAccountResp;
import im.parley.proto.user.updateNotificationAccountInfoReq;
import im.parley.proto.user.updateNotificationAccountInfoResp;
import im.parley.state.Scan;

import java.util.List;
import java.util.Set;

/// Accounts in whose name the application writes (http-identity-and-groups.md 8.15 to 8.17).
final class NotificationAccounts {
    static final Rules RULES =
            Rules.of("openim.user.user")
                    .rule("addNotificationAccount", APP_ADMIN, nonEmpty("nickName")) // 8.15
                    .rule( // 8.16
                            "updateNotificationAccountInfo",
                            APP_ADMIN,
                            nonEmpty("userID"),
                            that(
                                    updateNotificationAccountInfoReq.class,
                                    r -> !r.getFaceURL().isEmpty() || !r.getNickName().isEmpty(),
                                    "faceURL and nickName are empty"))
                    .rule("searchNotificationAccount", APP_ADMIN, pagination()); // 8.17

    private static final int ATTEMPTS_MAX = 20;
    private static final Scan<UserRow> ACCOUNTS =
            Scan.of(UserRow.TABLE).by(UserRow.BY_CIRCLE).within(UserRow.ACCOUNTS);
    private static final Scan<UserRow> BY_NAME = Scan.of(UserRow.TABLE).by(UserRow.BY_NAME);

    private final UserStore users;
    private final Set<String> appAdmins;
    private final Clock clock;

    NotificationAccounts(UserStore users, Set<String> appAdmins, Clock clock) {
        this.users = users;
        this.appAdmins = appAdmins;
        this.clock = clock;
    }

    addNotificationAccountResp addNotificationAccount(
            Call call, addNotificationAccountReq request) {
        if (request.getAppMangerLevel() < UserRow.ACCOUNT_LEVEL_FIRST)
            throw new Refusal(ErrorCode.ARGS, "appMangerLevel is less than 3");
        var account = request.getUserID().isEmpty() ? generated(request) : given(request);
        return addNotificationAccountResp
                .newBuilder()
                .setUserID(account.userID())
                .setFaceURL(account.faceURL())
                .setNickName(account.nickname())
                .setAppMangerLevel(account.level())
                .build();
    }

    private UserRow given(addNotificationAccountReq request) {
        var account = account(request.getUserID(), request);
        if (!users.insert(List.of(account))) throw new Refusal(ErrorCode.ARGS, "userID is used");
        return account;
    }

    private UserRow generated(addNotificationAccountReq request) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var account = account(UserIds.generated(), request);
            if (users.insert(List.of(account))) return account;
        }
        throw new Refusal(ErrorCode.INTERNAL, "no free userID found");
    }

    private UserRow account(String userID, addNotificationAccountReq request) {
        var wish =
                UserInfo.newBuilder()
                        .setUserID(userID)
                        .setNickname(request.getNickName())
                        .setFaceURL(request.getFaceURL())
                        .setAppMangerLevel(request.getAppMangerLevel());
        return UserRow.registered(wish.build(), clock.millis());
    }

    updateNotificationAccountInfoResp updateNotificationAccountInfo(
            Call call, updateNotificationAccountInfoReq request) {
        if (users.find(request.getUserID()).isEmpty())
            throw new Refusal(ErrorCode.ARGS, "no such userID");
        users.change(
                request.getUserID(),
                user ->
                        user.withProfile(
                                request.getNickName().isEmpty()
                                        ? user.nickname()
                                        : request.getNickName(),
                                request.getFaceURL().isEmpty()
                                        ? user.faceURL()
                                        : request.getFaceURL(),
                                user.ex()));
        return updateNotificationAccountInfoResp.getDefaultInstance();
    }

    searchNotificationAccountResp searchNotificationAccount(
            Call call, searchNotificationAccountReq request) {
        var found =
                matching(request.getKeyword()).stream()
                        .filter(user -> user.circle() == UserRow.ACCOUNTS)
                        .filter(user -> !appAdmins.contains(user.userID()))
                        .filter(
                                user ->
                                        !request.hasAppManagerLevel()
                                                || user.level() == request.getAppManagerLevel())
                        .toList();
        var response = searchNotificationAccountResp.newBuilder().setTotal(found.size());
        for (var user : Page.of(request.getPagination()).of(found))
            response.addNotificationAccounts(info(user));
        return response.build();
    }

    /// An id wins over a name; without a keyword all accounts, which are few.
    private List<UserRow> matching(String keyword) {
        if (keyword.isEmpty()) return users.search(ACCOUNTS, _ -> true);
        var byId = users.find(keyword);
        return byId.isPresent()
                ? List.of(byId.get())
                : users.search(BY_NAME.within(UserRow.ACCOUNTS, keyword), _ -> true);
    }

    private static notificationAccountInfo info(UserRow user) {
        return notificationAccountInfo
                .newBuilder()
                .setUserID(user.userID())
                .setFaceURL(user.faceURL())
                .setNickName(user.nickname())
                .setAppMangerLevel(user.level())
                .build();
    }
}
