package im.parley.user;

import static im.parley.bus.Check.atLeast;
import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.APP_ADMIN;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.user.accountCheckReq;
import im.parley.proto.user.accountCheckResp;
import im.parley.proto.user.getAllUserIDReq;
import im.parley.proto.user.getAllUserIDResp;
import im.parley.proto.user.getPaginationUsersReq;
import im.parley.proto.user.getPaginationUsersResp;
import im.parley.proto.user.userRegisterCountReq;
import im.parley.proto.user.userRegisterCountResp;
import im.parley.state.DayCounts;
import im.parley.state.Scan;
import im.parley.state.Tables;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Lists and counts of all users (http-identity-and-groups.md 8.6 to 8.8, 8.22).
final class Directory {
    static final Rules RULES =
            Rules.of("openim.user.user")
                    .rule("getAllUserID", ANY_USER, pagination()) // 8.6
                    .rule("accountCheck", APP_ADMIN, distinct("checkUserIDs")) // 8.7
                    .rule("getPaginationUsers", ANY_USER, pagination()) // 8.8
                    .rule( // 8.22
                            "userRegisterCount", ANY_USER, atLeast("start", 1), atLeast("end", 1));

    private static final Scan<UserRow> EVERYBODY = Scan.of(UserRow.TABLE).by(UserRow.BY_TIME);
    private static final Scan<UserRow> PEOPLE =
            Scan.of(UserRow.TABLE).by(UserRow.BY_CIRCLE).within(UserRow.ORDINARY);

    private final UserStore users;
    private final DayCounts<UserRow> registrations;

    Directory(UserStore users, Tables tables) {
        this.users = users;
        this.registrations = new DayCounts<>(tables, EVERYBODY, UserRow::createTime);
    }

    getAllUserIDResp getAllUserID(Call call, getAllUserIDReq request) {
        var page = users.page(EVERYBODY, Page.of(request.getPagination()));
        return getAllUserIDResp
                .newBuilder()
                .setTotal(Math.toIntExact(users.count(EVERYBODY)))
                .addAllUserIDs(page.stream().map(UserRow::userID).toList())
                .build();
    }

    accountCheckResp accountCheck(Call call, accountCheckReq request) {
        var known =
                users.find(request.getCheckUserIDsList()).stream()
                        .map(UserRow::userID)
                        .collect(Collectors.toSet());
        var response = accountCheckResp.newBuilder();
        for (var userID : request.getCheckUserIDsList())
            response.addResultsBuilder()
                    .setUserID(userID)
                    .setAccountStatus(known.contains(userID) ? 1 : 0);
        return response.build();
    }

    getPaginationUsersResp getPaginationUsers(Call call, getPaginationUsersReq request) {
        var page = Page.of(request.getPagination());
        if (request.getUserID().isEmpty() && request.getNickName().isEmpty())
            return answer(users.count(PEOPLE), users.page(PEOPLE, page));
        var found = users.search(PEOPLE, named(request.getUserID(), request.getNickName()));
        return answer(found.size(), page.of(found));
    }

    /// The reference takes regular expressions; a plain part of the text is what people mean.
    private static Predicate<UserRow> named(String userID, String nickname) {
        var idPart = userID.toLowerCase(Locale.ROOT);
        var namePart = nickname.toLowerCase(Locale.ROOT);
        return user ->
                !idPart.isEmpty() && user.userID().toLowerCase(Locale.ROOT).contains(idPart)
                        || !namePart.isEmpty()
                                && user.nickname().toLowerCase(Locale.ROOT).contains(namePart);
    }

    private static getPaginationUsersResp answer(long total, List<UserRow> page) {
        return getPaginationUsersResp
                .newBuilder()
                .setTotal(Math.toIntExact(total))
                .addAllUsers(page.stream().map(UserRow::info).toList())
                .build();
    }

    userRegisterCountResp userRegisterCount(Call call, userRegisterCountReq request) {
        if (request.getStart() > request.getEnd())
            throw new Refusal(ErrorCode.ARGS, "start is after end");
        var count =
                userRegisterCountResp
                        .newBuilder()
                        .setTotal(registrations.total())
                        .setBefore(registrations.before(request.getStart()));
        registrations
                .between(request.getStart(), request.getEnd())
                .forEach((day, registered) -> count.putCount(day.toString(), registered));
        return count.build();
    }
}
