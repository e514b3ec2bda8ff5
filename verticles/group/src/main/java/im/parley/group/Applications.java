package im.parley.group;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.proto.group.GetGroupApplicationListReq;
import im.parley.proto.group.GetGroupApplicationListResp;
import im.parley.proto.group.GetGroupApplicationUnhandledCountReq;
import im.parley.proto.group.GetGroupApplicationUnhandledCountResp;
import im.parley.proto.group.GetSpecifiedUserGroupRequestInfoReq;
import im.parley.proto.group.GetSpecifiedUserGroupRequestInfoResp;
import im.parley.proto.group.GetUserReqApplicationListReq;
import im.parley.proto.group.GetUserReqApplicationListResp;
import im.parley.proto.group.getGroupUsersReqApplicationListReq;
import im.parley.proto.group.getGroupUsersReqApplicationListResp;
import im.parley.proto.sdkws.GroupRequest;
import im.parley.proto.sdkws.UserInfo;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Lists of applications (http-identity-and-groups.md 10.17).
final class Applications {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule(
                            "getGroupApplicationList",
                            self("fromUserID"),
                            pagination(),
                            nonEmpty("fromUserID"))
                    .rule(
                            "getUserReqApplicationList",
                            self("userID"),
                            pagination(),
                            nonEmpty("userID"))
                    .rule(
                            "getGroupUsersReqApplicationList",
                            ANY_USER,
                            nonEmpty("groupID"),
                            atMost("userIDs", GroupVerticle.USERS_MAX))
                    .rule("getSpecifiedUserGroupRequestInfo", ANY_USER)
                    .rule("getGroupApplicationUnhandledCount", self("userID"), nonEmpty("userID"));

    private static final UserInfo NOBODY = UserInfo.getDefaultInstance();

    private final GroupStore store;
    private final RequestStore requests;
    private final Profiles profiles;

    Applications(GroupStore store, RequestStore requests, Profiles profiles) {
        this.store = store;
        this.requests = requests;
        this.profiles = profiles;
    }

    GetGroupApplicationListResp getGroupApplicationList(
            Call call, GetGroupApplicationListReq asked) {
        asked.getGroupIDsList().forEach(groupID -> requireLeader(call, groupID));
        Collection<String> groupIDs =
                asked.getGroupIDsCount() == 0
                        ? ledBy(asked.getFromUserID())
                        : asked.getGroupIDsList();
        var found = requests.toGroups(groupIDs, asked.getHandleResultsList());
        return GetGroupApplicationListResp.newBuilder()
                .setTotal(Math.toIntExact(found.count().await()))
                .addAllGroupRequests(
                        messages(call, found.page(Page.of(asked.getPagination())).await()))
                .build();
    }

    private void requireLeader(Call call, String groupID) {
        var view = store.look(groupID, List.of(call.op().value())).await();
        Permissions.oversee(view.standing(call)).enforce();
    }

    /// The groups where he is owner or admin.
    private List<String> ledBy(String userID) {
        var led =
                store.membershipsOf(userID).await().stream()
                        .filter(row -> row.role() != Role.ORDINARY)
                        .map(MemberRow::groupID)
                        .toList();
        return store.groups(led).await().stream()
                .filter(group -> !group.isDismissed())
                .map(GroupRow::groupID)
                .toList();
    }

    GetUserReqApplicationListResp getUserReqApplicationList(
            Call call, GetUserReqApplicationListReq asked) {
        var user = asked.getUserID();
        profiles.require(call, List.of(user), ErrorCode.RECORD_NOT_FOUND);
        var page = Page.of(asked.getPagination());
        var answer = GetUserReqApplicationListResp.newBuilder();
        if (asked.getGroupIDsCount() > 0) {
            var found = inGroups(user, asked.getGroupIDsList(), asked.getHandleResultsList());
            return answer.setTotal(found.size())
                    .addAllGroupRequests(messages(call, page.of(found)))
                    .build();
        }
        var found = requests.byUser(user, asked.getHandleResultsList());
        return answer.setTotal(Math.toIntExact(found.count().await()))
                .addAllGroupRequests(messages(call, found.page(page).await()))
                .build();
    }

    private List<RequestRow> inGroups(
            String user, Collection<String> groupIDs, Collection<Integer> results) {
        return requests.ofUser(user, groupIDs).await().stream()
                .filter(row -> results.isEmpty() || results.contains(row.handleResult()))
                .sorted(Comparator.comparingLong(RequestRow::reqTime).reversed())
                .toList();
    }

    getGroupUsersReqApplicationListResp getGroupUsersReqApplicationList(
            Call call, getGroupUsersReqApplicationListReq asked) {
        requireLeader(call, asked.getGroupID());
        var found = requests.find(asked.getGroupID(), asked.getUserIDsList()).await();
        return getGroupUsersReqApplicationListResp
                .newBuilder()
                .setTotal(found.size())
                .addAllGroupRequests(messages(call, found))
                .build();
    }

    GetSpecifiedUserGroupRequestInfoResp getSpecifiedUserGroupRequestInfo(
            Call call, GetSpecifiedUserGroupRequestInfoReq asked) {
        if (!call.mayActFor(asked.getUserID())) requireLeader(call, asked.getGroupID());
        store.look(asked.getGroupID(), List.of()).await().group();
        var found = requests.find(asked.getGroupID(), List.of(asked.getUserID())).await();
        return GetSpecifiedUserGroupRequestInfoResp.newBuilder()
                .setTotal(found.size())
                .addAllGroupRequests(messages(call, found))
                .build();
    }

    GetGroupApplicationUnhandledCountResp getGroupApplicationUnhandledCount(
            Call call, GetGroupApplicationUnhandledCountReq asked) {
        long count =
                ledBy(asked.getUserID()).stream()
                        .mapToLong(groupID -> requests.pendingSince(groupID, asked.getTime()))
                        .sum();
        return GetGroupApplicationUnhandledCountResp.newBuilder().setCount(count).build();
    }

    private List<GroupRequest> messages(Call call, List<RequestRow> rows) {
        var groups =
                store.groups(rows.stream().map(RequestRow::groupID).toList()).await().stream()
                        .collect(Collectors.toMap(GroupRow::groupID, row -> row));
        var users = rows.stream().map(RequestRow::userID).distinct().toList();
        var people = profiles.of(call, users);
        return rows.stream()
                .map(
                        row ->
                                message(
                                        row,
                                        groups.get(row.groupID()),
                                        people.getOrDefault(row.userID(), NOBODY)))
                .toList();
    }

    /// A group is never deleted; a user may be.
    private static GroupRequest message(RequestRow row, GroupRow group, UserInfo person) {
        return row.toMessage(Profiles.face(row.userID(), person)).toBuilder()
                .setGroupInfo(group.toMessage())
                .build();
    }
}
