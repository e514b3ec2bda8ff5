package im.parley.sync;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;

import io.vertx.core.Future;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The group "tea" and who is what in it, as the group service would know.
final class Members {
    static final Rules RULES =
            Rules.of("openim.group.group")
                    .rule("getGroupMembersInfo", Policy.INTERNAL)
                    .rule("getGroupsInfo", Policy.INTERNAL);

    private final Map<String, Integer> roles = new ConcurrentHashMap<>();

    void put(String user, Rank rank) {
        if (rank == Rank.OUTSIDER) roles.remove(user);
        else roles.put(user, rank.level());
    }

    Future<GetGroupMembersInfoResp> getGroupMembersInfo(Call call, GetGroupMembersInfoReq asked) {
        var answer = GetGroupMembersInfoResp.newBuilder();
        for (var user : asked.getUserIDsList())
            if (roles.containsKey(user))
                answer.addMembers(
                        GroupMemberFullInfo.newBuilder()
                                .setUserID(user)
                                .setRoleLevel(roles.get(user)));
        return Future.succeededFuture(answer.build());
    }

    Future<GetGroupsInfoResp> getGroupsInfo(Call call, GetGroupsInfoReq asked) {
        var answer = GetGroupsInfoResp.newBuilder();
        if (asked.getGroupIDsList().contains("tea"))
            answer.addGroupInfos(
                    GroupInfo.newBuilder()
                            .setGroupID("tea")
                            .setGroupName("Tea")
                            .setFaceURL("tea.png")
                            .setOwnerUserID("amy")
                            .setMemberCount(3)
                            .setGroupType(2));
        return Future.succeededFuture(answer.build());
    }
}
