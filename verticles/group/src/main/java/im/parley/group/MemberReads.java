package im.parley.group;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.proto.group.GetGroupMemberListReq;
import im.parley.proto.group.GetGroupMemberListResp;
import im.parley.proto.group.GetGroupMemberRoleLevelReq;
import im.parley.proto.group.GetGroupMemberRoleLevelResp;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;
import im.parley.proto.group.GetUserInGroupMembersReq;
import im.parley.proto.group.GetUserInGroupMembersResp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Members as clients and other services see them (http-identity-and-groups.md 10.16).
final class MemberReads {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule(
                            "getGroupMemberList",
                            ANY_USER,
                            pagination(),
                            nonEmpty("groupID"),
                            range("filter", 0, 5))
                    .rule("getGroupMembersInfo", ANY_USER, nonEmpty("groupID"), someOf("userIDs"))
                    .rule("getUserInGroupMembers", INTERNAL, nonEmpty("userID"))
                    .rule("GetGroupMemberRoleLevel", INTERNAL, nonEmpty("groupID"));

    /// Rows that a search holds in memory at a time.
    private static final int STEP = 1_000;

    private final GroupStore store;
    private final MemberLists lists;
    private final Profiles profiles;

    MemberReads(GroupStore store, MemberLists lists, Profiles profiles) {
        this.store = store;
        this.lists = lists;
        this.profiles = profiles;
    }

    /// `filter` is ignored, as by the reference. A keyword is looked for in the members' own names,
    /// as the reference intends.
    GetGroupMemberListResp getGroupMemberList(Call call, GetGroupMemberListReq asked) {
        var groupID = asked.getGroupID();
        if (admit(call, groupID).isDismissed()) return GetGroupMemberListResp.getDefaultInstance();
        var page = Page.of(asked.getPagination());
        var list = lists.of(groupID).await();
        if (asked.getKeyword().isEmpty())
            return answer(call, list.size(), store.members(groupID, list.ids(page)).await());
        var found = named(groupID, list, asked.getKeyword());
        return answer(call, found.size(), page.of(found));
    }

    private List<MemberRow> named(String groupID, MemberList list, String keyword) {
        var found = new ArrayList<MemberRow>();
        for (int skip = 0; skip < list.size(); skip += STEP) {
            var some = store.members(groupID, list.ids(new Page(skip, STEP))).await();
            for (var row : some) if (row.nickname().contains(keyword)) found.add(row);
        }
        return found;
    }

    private GetGroupMemberListResp answer(Call call, int total, List<MemberRow> members) {
        return GetGroupMemberListResp.newBuilder()
                .setTotal(total)
                .addAllMembers(profiles.populated(call, members))
                .build();
    }

    GetGroupMembersInfoResp getGroupMembersInfo(Call call, GetGroupMembersInfoReq asked) {
        admit(call, asked.getGroupID());
        var view = store.look(asked.getGroupID(), asked.getUserIDsList()).await();
        return GetGroupMembersInfoResp.newBuilder()
                .addAllMembers(profiles.populated(call, view.members(asked.getUserIDsList())))
                .build();
    }

    /// The user's row in each of these groups; in all of his groups if none is named.
    GetUserInGroupMembersResp getUserInGroupMembers(Call call, GetUserInGroupMembersReq asked) {
        var rows =
                asked.getGroupIDsCount() == 0
                        ? store.membershipsOf(asked.getUserID()).await()
                        : asked.getGroupIDsList().stream()
                                .distinct()
                                .map(groupID -> store.memberRow(groupID, asked.getUserID()).await())
                                .flatMap(Optional::stream)
                                .toList();
        return GetUserInGroupMembersResp.newBuilder()
                .addAllMembers(profiles.populated(call, alive(rows)))
                .build();
    }

    private List<MemberRow> alive(List<MemberRow> rows) {
        var gone =
                store.groups(rows.stream().map(MemberRow::groupID).toList()).await().stream()
                        .filter(GroupRow::isDismissed)
                        .map(GroupRow::groupID)
                        .toList();
        return rows.stream().filter(row -> !gone.contains(row.groupID())).toList();
    }

    /// All members of these roles: meant for owner and admins.
    GetGroupMemberRoleLevelResp getGroupMemberRoleLevel(
            Call call, GetGroupMemberRoleLevelReq asked) {
        var rows = new ArrayList<MemberRow>();
        if (!store.look(asked.getGroupID(), List.of()).await().group().isDismissed())
            for (var role : Role.values())
                if (asked.getRoleLevelsList().contains(role.level()))
                    rows.addAll(store.withRole(asked.getGroupID(), role).await());
        return GetGroupMemberRoleLevelResp.newBuilder()
                .addAllMembers(profiles.populated(call, rows))
                .build();
    }

    private GroupRow admit(Call call, String groupID) {
        var view = store.look(groupID, List.of(call.op().value())).await();
        Permissions.belong(view.standing(call)).enforce();
        return view.group();
    }
}
