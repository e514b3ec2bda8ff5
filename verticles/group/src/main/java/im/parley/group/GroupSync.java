package im.parley.group;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.BatchGetIncrementalGroupMemberReq;
import im.parley.proto.group.BatchGetIncrementalGroupMemberResp;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetFullGroupMemberUserIDsResp;
import im.parley.proto.group.GetFullJoinGroupIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsResp;
import im.parley.proto.group.getIncrementalGroupMemberReq;
import im.parley.proto.group.getIncrementalGroupMemberResp;
import im.parley.proto.group.getIncrementalJoinGroupReq;
import im.parley.proto.group.getIncrementalJoinGroupResp;
import im.parley.versions.Delta;
import im.parley.versions.IdHash;

import io.vertx.core.Future;

import java.util.HashSet;
import java.util.List;

/// What has changed, and lists of ids to compare with (http-identity-and-groups.md 10.19).
final class GroupSync {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule("getIncrementalJoinGroup", self("userID"))
                    .rule("GetFullJoinGroupIDs", self("userID"), nonEmpty("userID"))
                    .rule("getIncrementalGroupMember", ANY_USER)
                    .rule("BatchGetIncrementalGroupMember", ANY_USER)
                    .rule("GetFullGroupMemberUserIDs", ANY_USER, nonEmpty("groupID"));

    /// A batch answer that has so many changes is long enough.
    private static final int CHANGES_PER_BATCH = 500;

    private static final long NO_LIST = 0;

    private final GroupStore store;
    private final MemberLists lists;
    private final Profiles profiles;

    GroupSync(GroupStore store, MemberLists lists, Profiles profiles) {
        this.store = store;
        this.lists = lists;
        this.profiles = profiles;
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
                .addAllInsert(GroupReads.infos(inserted.result()))
                .addAllUpdate(GroupReads.infos(updated.result()))
                .build();
    }

    GetFullJoinGroupIDsResp getFullJoinGroupIDs(Call call, GetFullJoinGroupIDsReq asked) {
        var version = store.joinVersion(asked.getUserID()).await();
        var groups = store.joinedBy(asked.getUserID()).await();
        var groupIDs = groups.stream().map(GroupRow::groupID).toList();
        boolean equal = isHashOf(groupIDs, asked.getIdHash());
        return GetFullJoinGroupIDsResp.newBuilder()
                .setVersion(version.number())
                .setVersionID(version.id())
                .setEqual(equal)
                .addAllGroupIDs(equal ? List.of() : groupIDs)
                .build();
    }

    getIncrementalGroupMemberResp getIncrementalGroupMember(
            Call call, getIncrementalGroupMemberReq asked) {
        var view = view(call, asked.getGroupID());
        // A former member of a dismissed group is no member; only app admins see that it is gone.
        Permissions.belong(view.standing(call)).enforce();
        view.alive();
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
            var view = view(call, entry.getGroupID());
            if (view.row().filter(GroupRow::isDismissed).isPresent()) continue;
            Permissions.belong(view.standing(call)).enforce();
            view.group();
            var answer = memberChanges(call, entry);
            changes += answer.getInsertCount() + answer.getUpdateCount() + answer.getDeleteCount();
            answers.putRespList(entry.getGroupID(), answer);
        }
        return answers.build();
    }

    private GroupView view(Call call, String groupID) {
        return store.look(groupID, List.of(call.op().value())).await();
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
        if (carriesGroup(delta)) answer.setGroup(view(call, groupID).group().toMessage());
        return answer.build();
    }

    private static boolean carriesGroup(Delta delta) {
        return delta.full() || delta.infoChanged() || delta.touchesElements();
    }

    GetFullGroupMemberUserIDsResp getFullGroupMemberUserIDs(
            Call call, GetFullGroupMemberUserIDsReq asked) {
        var view = view(call, asked.getGroupID());
        Permissions.belong(view.standing(call)).enforce();
        var list = lists.of(view.group().groupID()).await();
        var userIDs = view.group().isDismissed() ? List.<String>of() : list.ids();
        boolean equal = isHashOf(userIDs, asked.getIdHash());
        return GetFullGroupMemberUserIDsResp.newBuilder()
                .setVersion(list.version().number())
                .setVersionID(list.version().id())
                .setEqual(equal)
                .addAllUserIDs(equal ? List.of() : userIDs)
                .build();
    }

    /// Known clients never send a hash, so it is worked out only for those that do.
    private static boolean isHashOf(List<String> ids, long idHash) {
        return idHash == NO_LIST ? ids.isEmpty() : idHash == IdHash.of(ids);
    }
}
