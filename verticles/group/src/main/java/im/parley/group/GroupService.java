package im.parley.group;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.BatchGetIncrementalGroupMemberReq;
import im.parley.proto.group.BatchGetIncrementalGroupMemberResp;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetFullGroupMemberUserIDsResp;
import im.parley.proto.group.GetFullJoinGroupIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsResp;
import im.parley.proto.group.GetGroupMemberListReq;
import im.parley.proto.group.GetGroupMemberListResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.group.GetJoinedGroupListReq;
import im.parley.proto.group.GetJoinedGroupListResp;
import im.parley.proto.group.getIncrementalGroupMemberReq;
import im.parley.proto.group.getIncrementalGroupMemberResp;
import im.parley.proto.group.getIncrementalJoinGroupReq;
import im.parley.proto.group.getIncrementalJoinGroupResp;
import im.parley.proto.group.notificationUserInfoUpdateReq;
import im.parley.proto.group.notificationUserInfoUpdateResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.versions.Delta;
import im.parley.versions.IdHash;

import io.vertx.core.Future;

import java.util.HashSet;
import java.util.List;

/// Groups as http-identity-and-groups.md section 10 tells them: reads (10.16) and sync (10.19).
final class GroupService {
    static final Rules RULES =
            Rules.of("openim.group.group")
                    .rule("getGroupsInfo", ANY_USER, someOf("groupIDs"))
                    .rule(
                            "getJoinedGroupList",
                            self("fromUserID"),
                            pagination(),
                            nonEmpty("fromUserID"))
                    .rule(
                            "getGroupMemberList",
                            ANY_USER,
                            pagination(),
                            nonEmpty("groupID"),
                            range("filter", 0, 5))
                    .rule("getIncrementalJoinGroup", self("userID"))
                    .rule("GetFullJoinGroupIDs", self("userID"), nonEmpty("userID"))
                    .rule("getIncrementalGroupMember", ANY_USER)
                    .rule("BatchGetIncrementalGroupMember", ANY_USER)
                    .rule("GetFullGroupMemberUserIDs", ANY_USER, nonEmpty("groupID"))
                    .rule("NotificationUserInfoUpdate", INTERNAL, nonEmpty("userID"));

    /// A batch answer that has so many changes is long enough (http-identity-and-groups.md 10.19).
    private static final int CHANGES_PER_BATCH = 500;

    private final GroupStore store;
    private final Profiles profiles;
    private final GroupNotices notices;

    GroupService(GroupStore store, Profiles profiles, GroupNotices notices) {
        this.store = store;
        this.profiles = profiles;
        this.notices = notices;
    }

    GetGroupsInfoResp getGroupsInfo(Call call, GetGroupsInfoReq asked) {
        var groups = store.groups(asked.getGroupIDsList()).await();
        return GetGroupsInfoResp.newBuilder().addAllGroupInfos(infos(groups)).build();
    }

    GetJoinedGroupListResp getJoinedGroupList(Call call, GetJoinedGroupListReq asked) {
        var groups = store.joinedBy(asked.getFromUserID()).await();
        return GetJoinedGroupListResp.newBuilder()
                .setTotal(groups.size())
                .addAllGroups(infos(Page.of(asked.getPagination()).of(groups)))
                .build();
    }

    /// `filter` is ignored, as by the reference. A keyword is looked for in the members' own names,
    /// as the reference intends.
    GetGroupMemberListResp getGroupMemberList(Call call, GetGroupMemberListReq asked) {
        admit(call, asked.getGroupID());
        var group = found(asked.getGroupID());
        var page = Page.of(asked.getPagination());
        if (asked.getKeyword().isEmpty())
            return answer(call, group.memberCount(), store.members(group.groupID(), page).await());
        var found =
                store.members(group.groupID()).await().stream()
                        .filter(row -> row.nickname().contains(asked.getKeyword()))
                        .toList();
        return answer(call, found.size(), page.of(found));
    }

    private GetGroupMemberListResp answer(Call call, int total, List<MemberRow> members) {
        return GetGroupMemberListResp.newBuilder()
                .setTotal(total)
                .addAllMembers(profiles.populated(call, members))
                .build();
    }

    /// An empty id is refused after the question of permission, as no check is specified.
    getIncrementalJoinGroupResp getIncrementalJoinGroup(
            Call call, getIncrementalJoinGroupReq asked) {
        var user = asked.getUserID();
        if (user.isEmpty()) throw new Refusal(ErrorCode.ARGS, "userID is empty");
        var delta = store.joinedSince(user, asked.getVersionID(), asked.getVersion()).await();
        var inserted = store.groups(delta.inserted());
        var updated = store.groups(delta.updated());
        Future.all(inserted, updated).await();
        return getIncrementalJoinGroupResp
                .newBuilder()
                .setVersion(delta.head().number())
                .setVersionID(delta.head().id())
                .setFull(delta.full())
                .addAllDelete(delta.deleted())
                .addAllInsert(infos(inserted.result()))
                .addAllUpdate(infos(updated.result()))
                .build();
    }

    GetFullJoinGroupIDsResp getFullJoinGroupIDs(Call call, GetFullJoinGroupIDsReq asked) {
        var version = store.joinVersion(asked.getUserID()).await();
        var groups = store.joinedBy(asked.getUserID()).await();
        var groupIDs = groups.stream().map(GroupRow::groupID).toList();
        boolean equal = asked.getIdHash() == IdHash.of(groupIDs);
        return GetFullJoinGroupIDsResp.newBuilder()
                .setVersion(version.number())
                .setVersionID(version.id())
                .setEqual(equal)
                .addAllGroupIDs(equal ? List.of() : groupIDs)
                .build();
    }

    getIncrementalGroupMemberResp getIncrementalGroupMember(
            Call call, getIncrementalGroupMemberReq asked) {
        admit(call, asked.getGroupID());
        if (found(asked.getGroupID()).isDismissed()) throw new Refusal(ErrorCode.DISMISSED);
        return memberChanges(call, asked);
    }

    /// A dismissed group is left out, for its former members too: an error would make a client give
    /// up on all its groups (notifications-and-webhooks.md B3).
    BatchGetIncrementalGroupMemberResp batchGetIncrementalGroupMember(
            Call call, BatchGetIncrementalGroupMemberReq asked) {
        var answers = BatchGetIncrementalGroupMemberResp.newBuilder();
        var seen = new HashSet<String>();
        int changes = 0;
        for (var entry : asked.getReqListList()) {
            if (changes >= CHANGES_PER_BATCH) break;
            if (!seen.add(entry.getGroupID())) continue;
            var group = store.group(entry.getGroupID()).await();
            if (group.filter(GroupRow::isDismissed).isPresent()) continue;
            admit(call, entry.getGroupID());
            if (group.isEmpty()) throw new Refusal(ErrorCode.RECORD_NOT_FOUND);
            var answer = memberChanges(call, entry);
            changes += answer.getInsertCount() + answer.getUpdateCount() + answer.getDeleteCount();
            answers.putRespList(entry.getGroupID(), answer);
        }
        return answers.build();
    }

    private getIncrementalGroupMemberResp memberChanges(
            Call call, getIncrementalGroupMemberReq asked) {
        var groupID = asked.getGroupID();
        var delta = store.membersSince(groupID, asked.getVersionID(), asked.getVersion()).await();
        var inserted = store.members(groupID, delta.inserted());
        var updated = store.members(groupID, delta.updated());
        Future.all(inserted, updated).await();
        var answer =
                getIncrementalGroupMemberResp
                        .newBuilder()
                        .setVersion(delta.head().number())
                        .setVersionID(delta.head().id())
                        .setFull(delta.full())
                        .addAllDelete(delta.deleted())
                        .addAllInsert(profiles.populated(call, inserted.result()))
                        .addAllUpdate(profiles.populated(call, updated.result()))
                        .setSortVersion(delta.sortVersion());
        // Read after the version, so that the client never stores a version newer than the group.
        if (carriesGroup(delta)) answer.setGroup(found(groupID).toMessage());
        return answer.build();
    }

    private static boolean carriesGroup(Delta delta) {
        return delta.full() || delta.infoChanged() || delta.touchesElements();
    }

    GetFullGroupMemberUserIDsResp getFullGroupMemberUserIDs(
            Call call, GetFullGroupMemberUserIDsReq asked) {
        admit(call, asked.getGroupID());
        var groupID = found(asked.getGroupID()).groupID();
        var version = store.memberVersion(groupID).await();
        var userIDs = store.members(groupID).await().stream().map(MemberRow::userID).toList();
        boolean equal = asked.getIdHash() == IdHash.of(userIDs);
        return GetFullGroupMemberUserIDsResp.newBuilder()
                .setVersion(version.number())
                .setVersionID(version.id())
                .setEqual(equal)
                .addAllUserIDs(equal ? List.of() : userIDs)
                .build();
    }

    /// The groups half of http-identity-and-groups.md 8.24: every group that shows something of the
    /// user's own profile is told.
    notificationUserInfoUpdateResp notificationUserInfoUpdate(
            Call call, notificationUserInfoUpdateReq change) {
        for (var row : store.membershipsOf(change.getUserID()).await())
            if (row.borrowsFromProfile()) profileChanged(call, row);
        return notificationUserInfoUpdateResp.getDefaultInstance();
    }

    private void profileChanged(Call call, MemberRow row) {
        var group = store.group(row.groupID()).await().filter(found -> !found.isDismissed());
        if (group.isEmpty()) return;
        var version = store.memberChanged(row.groupID(), row.userID()).await();
        var changed = profiles.populated(call, List.of(row)).getFirst();
        notices.memberInfoSet(call, group.get(), opUser(call, changed), changed, version);
    }

    /// Who did it, as the tips of groups say it (http-identity-and-groups.md 4.3).
    private GroupMemberFullInfo opUser(Call call, GroupMemberFullInfo changed) {
        var op = call.op().value();
        if (op.isEmpty() || op.equals(changed.getUserID())) return changed;
        var member = store.member(changed.getGroupID(), op).await();
        if (member.isPresent()) return profiles.populated(call, List.of(member.get())).getFirst();
        var profile = profiles.of(call, op);
        return GroupMemberFullInfo.newBuilder()
                .setGroupID(changed.getGroupID())
                .setUserID(op)
                .setNickname(profile.getNickname())
                .setFaceURL(profile.getFaceURL())
                .setOperatorUserID(op)
                .build();
    }

    /// `member(g)` of http-identity-and-groups.md section 3.
    private void admit(Call call, String groupID) {
        if (call.caller().mayActForAll()) return;
        if (store.member(groupID, call.op().value()).await().isEmpty())
            throw new Refusal(ErrorCode.NO_PERMISSION, "op user not in group");
    }

    private GroupRow found(String groupID) {
        return store.group(groupID)
                .await()
                .orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND));
    }

    private static List<GroupInfo> infos(List<GroupRow> groups) {
        return groups.stream().map(GroupRow::toMessage).toList();
    }
}
