package im.parley.sync;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the group service knows of groups and their members.
final class Groups {
    interface Api {
        Future<GetGroupMembersInfoResp> getGroupMembersInfo(
                Call call, GetGroupMembersInfoReq request);

        Future<GetGroupsInfoResp> getGroupsInfo(Call call, GetGroupsInfoReq request);
    }

    private final Api api;

    Groups(Bus bus) {
        api = bus.client("openim.group.group", Api.class);
    }

    /// The rank in which the user may take these messages of the group away from everybody; refuses
    /// when he may not.
    Rank requireRemover(Call call, UserId user, String groupID, Collection<MsgData> messages) {
        var people = new LinkedHashSet<UserId>();
        people.add(user);
        for (var message : messages) people.add(new UserId(message.getSendID()));
        var ranks = ranks(call, groupID, people);
        var rank = ranks.get(user);
        for (var message : messages) {
            var sender = new UserId(message.getSendID());
            boolean may =
                    sender.equals(user)
                            ? rank.mayRemoveOwn()
                            : rank.mayRemoveThatOf(ranks.get(sender));
            if (!may) throw new Refusal(ErrorCode.NO_PERMISSION, "not your message to take back");
        }
        return rank;
    }

    /// Refuses when the user may not clear this group for everybody.
    void requireClearer(Call call, UserId user, String groupID) {
        if (!ranks(call, groupID, List.of(user)).get(user).mayClear())
            throw new Refusal(ErrorCode.NO_PERMISSION, "only its owner and admins clear a group");
    }

    private Map<UserId, Rank> ranks(Call call, String groupID, Collection<UserId> users) {
        var ranks = new HashMap<UserId, Rank>();
        for (var user : users) ranks.put(user, Rank.OUTSIDER);
        var request =
                GetGroupMembersInfoReq.newBuilder()
                        .setGroupID(groupID)
                        .addAllUserIDs(users.stream().map(UserId::value).toList())
                        .build();
        for (var member :
                api.getGroupMembersInfo(call.asServer(), request).await().getMembersList())
            ranks.put(new UserId(member.getUserID()), Rank.of(member.getRoleLevel()));
        return ranks;
    }

    /// Those of these groups that exist, by id.
    Map<String, GroupInfo> known(Call call, Collection<String> groupIDs) {
        if (groupIDs.isEmpty()) return Map.of();
        var request = GetGroupsInfoReq.newBuilder().addAllGroupIDs(groupIDs).build();
        return api.getGroupsInfo(call.asServer(), request).await().getGroupInfosList().stream()
                .collect(Collectors.toMap(GroupInfo::getGroupID, Function.identity(), (a, _) -> a));
    }
}
