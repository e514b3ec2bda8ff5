package im.parley.group;

import static im.parley.bus.Check.atLeast;
import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.CMSGroup;
import im.parley.proto.group.GetGroupAbstractInfoReq;
import im.parley.proto.group.GetGroupAbstractInfoResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.group.GetGroupsReq;
import im.parley.proto.group.GetGroupsResp;
import im.parley.proto.group.GetJoinedGroupListReq;
import im.parley.proto.group.GetJoinedGroupListResp;
import im.parley.proto.group.GroupAbstractInfo;
import im.parley.proto.group.GroupCreateCountReq;
import im.parley.proto.group.GroupCreateCountResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.versions.IdHash;
import im.parley.versions.Version;

import java.util.List;

/// Groups as others see them (http-identity-and-groups.md 10.16, 10.18, 10.20).
final class GroupReads {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule("getGroupsInfo", ANY_USER, someOf("groupIDs"))
                    .rule(
                            "getJoinedGroupList",
                            self("fromUserID"),
                            pagination(),
                            nonEmpty("fromUserID"))
                    .rule("getGroups", ANY_USER, pagination())
                    .rule(
                            "getGroupAbstractInfo",
                            ANY_USER,
                            someOf("groupIDs"),
                            atMost("groupIDs", GroupVerticle.USERS_MAX),
                            distinct("groupIDs"))
                    .rule("GroupCreateCount", APP_ADMIN, atLeast("start", 1), atLeast("end", 1));

    private final GroupStore store;
    private final GroupSearch search;

    GroupReads(GroupStore store, GroupSearch search) {
        this.store = store;
        this.search = search;
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

    GetGroupsResp getGroups(Call call, GetGroupsReq asked) {
        var page = Page.of(asked.getPagination());
        var found =
                asked.getGroupID().isEmpty()
                        ? search.named(asked.getGroupName(), page)
                        : search.withId(asked.getGroupID(), page);
        var answer = GetGroupsResp.newBuilder().setTotal(Math.toIntExact(found.total()));
        for (var group : found.page()) answer.addGroups(withOwner(group));
        return answer.build();
    }

    /// The owner's name is the one he has in the group, so it is often empty.
    private CMSGroup withOwner(GroupRow group) {
        var owner = store.memberRow(group.groupID(), group.ownerUserID()).await();
        return CMSGroup.newBuilder()
                .setGroupInfo(group.toMessage())
                .setGroupOwnerUserName(owner.map(MemberRow::nickname).orElse(""))
                .setGroupOwnerUserID(group.ownerUserID())
                .build();
    }

    GetGroupAbstractInfoResp getGroupAbstractInfo(Call call, GetGroupAbstractInfoReq asked) {
        var answer = GetGroupAbstractInfoResp.newBuilder();
        for (var groupID : asked.getGroupIDsList()) {
            var view = store.look(groupID, List.of(call.op().value())).await();
            Permissions.belong(view.standing(call)).enforce();
            if (view.row().isEmpty()) throw new Refusal(ErrorCode.GROUP_ID_NOT_FOUND, groupID);
            answer.addGroupAbstractInfos(digest(view.group()));
        }
        return answer.build();
    }

    /// Clients only compare the number with an earlier one. The version of the member list changes
    /// with every member and costs nothing, so the digest is one of that.
    private GroupAbstractInfo digest(GroupRow group) {
        Version version = store.memberVersion(group.groupID()).await();
        long digest = IdHash.of(List.of(version.id(), Long.toString(version.number())));
        return GroupAbstractInfo.newBuilder()
                .setGroupID(group.groupID())
                .setGroupMemberNumber(group.memberCount())
                .setGroupMemberListHash(digest)
                .build();
    }

    GroupCreateCountResp groupCreateCount(Call call, GroupCreateCountReq asked) {
        if (asked.getStart() > asked.getEnd())
            throw new Refusal(ErrorCode.ARGS, "start is after end");
        return search.createdBetween(asked.getStart(), asked.getEnd());
    }

    static List<GroupInfo> infos(List<GroupRow> groups) {
        return groups.stream().map(GroupRow::toMessage).toList();
    }
}
