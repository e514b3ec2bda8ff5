package im.parley.group;

import im.parley.bus.Call;
import im.parley.proto.group.BatchGetIncrementalGroupMemberReq;
import im.parley.proto.group.BatchGetIncrementalGroupMemberResp;
import im.parley.proto.group.CancelMuteGroupMemberReq;
import im.parley.proto.group.CancelMuteGroupMemberResp;
import im.parley.proto.group.CancelMuteGroupReq;
import im.parley.proto.group.CancelMuteGroupResp;
import im.parley.proto.group.CreateGroupReq;
import im.parley.proto.group.CreateGroupResp;
import im.parley.proto.group.DismissGroupReq;
import im.parley.proto.group.DismissGroupResp;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetFullGroupMemberUserIDsResp;
import im.parley.proto.group.GetFullJoinGroupIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsResp;
import im.parley.proto.group.GetGroupAbstractInfoReq;
import im.parley.proto.group.GetGroupAbstractInfoResp;
import im.parley.proto.group.GetGroupApplicationListReq;
import im.parley.proto.group.GetGroupApplicationListResp;
import im.parley.proto.group.GetGroupApplicationUnhandledCountReq;
import im.parley.proto.group.GetGroupApplicationUnhandledCountResp;
import im.parley.proto.group.GetGroupInfoCacheReq;
import im.parley.proto.group.GetGroupInfoCacheResp;
import im.parley.proto.group.GetGroupMemberCacheReq;
import im.parley.proto.group.GetGroupMemberCacheResp;
import im.parley.proto.group.GetGroupMemberListReq;
import im.parley.proto.group.GetGroupMemberListResp;
import im.parley.proto.group.GetGroupMemberRoleLevelReq;
import im.parley.proto.group.GetGroupMemberRoleLevelResp;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsResp;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.group.GetGroupsReq;
import im.parley.proto.group.GetGroupsResp;
import im.parley.proto.group.GetJoinedGroupListReq;
import im.parley.proto.group.GetJoinedGroupListResp;
import im.parley.proto.group.GetSpecifiedUserGroupRequestInfoReq;
import im.parley.proto.group.GetSpecifiedUserGroupRequestInfoResp;
import im.parley.proto.group.GetUserInGroupMembersReq;
import im.parley.proto.group.GetUserInGroupMembersResp;
import im.parley.proto.group.GetUserReqApplicationListReq;
import im.parley.proto.group.GetUserReqApplicationListResp;
import im.parley.proto.group.GroupApplicationResponseReq;
import im.parley.proto.group.GroupApplicationResponseResp;
import im.parley.proto.group.GroupCreateCountReq;
import im.parley.proto.group.GroupCreateCountResp;
import im.parley.proto.group.InviteUserToGroupReq;
import im.parley.proto.group.InviteUserToGroupResp;
import im.parley.proto.group.JoinGroupReq;
import im.parley.proto.group.JoinGroupResp;
import im.parley.proto.group.KickGroupMemberReq;
import im.parley.proto.group.KickGroupMemberResp;
import im.parley.proto.group.MuteGroupMemberReq;
import im.parley.proto.group.MuteGroupMemberResp;
import im.parley.proto.group.MuteGroupReq;
import im.parley.proto.group.MuteGroupResp;
import im.parley.proto.group.QuitGroupReq;
import im.parley.proto.group.QuitGroupResp;
import im.parley.proto.group.SetGroupInfoExReq;
import im.parley.proto.group.SetGroupInfoExResp;
import im.parley.proto.group.SetGroupInfoReq;
import im.parley.proto.group.SetGroupInfoResp;
import im.parley.proto.group.SetGroupMemberInfoReq;
import im.parley.proto.group.SetGroupMemberInfoResp;
import im.parley.proto.group.TransferGroupOwnerReq;
import im.parley.proto.group.TransferGroupOwnerResp;
import im.parley.proto.group.getGroupUsersReqApplicationListReq;
import im.parley.proto.group.getGroupUsersReqApplicationListResp;
import im.parley.proto.group.getIncrementalGroupMemberReq;
import im.parley.proto.group.getIncrementalGroupMemberResp;
import im.parley.proto.group.getIncrementalJoinGroupReq;
import im.parley.proto.group.getIncrementalJoinGroupResp;
import im.parley.proto.group.notificationUserInfoUpdateReq;
import im.parley.proto.group.notificationUserInfoUpdateResp;

import io.vertx.core.Future;

/// All that can be asked of the service.
interface Groups {
    Future<CreateGroupResp> createGroup(Call call, CreateGroupReq wish);

    Future<SetGroupInfoResp> setGroupInfo(Call call, SetGroupInfoReq wish);

    Future<SetGroupInfoExResp> setGroupInfoEx(Call call, SetGroupInfoExReq wish);

    Future<MuteGroupResp> muteGroup(Call call, MuteGroupReq wish);

    Future<CancelMuteGroupResp> cancelMuteGroup(Call call, CancelMuteGroupReq wish);

    Future<DismissGroupResp> dismissGroup(Call call, DismissGroupReq wish);

    Future<JoinGroupResp> joinGroup(Call call, JoinGroupReq wish);

    Future<InviteUserToGroupResp> inviteUserToGroup(Call call, InviteUserToGroupReq wish);

    Future<GroupApplicationResponseResp> groupApplicationResponse(
            Call call, GroupApplicationResponseReq wish);

    Future<QuitGroupResp> quitGroup(Call call, QuitGroupReq wish);

    Future<KickGroupMemberResp> kickGroupMember(Call call, KickGroupMemberReq wish);

    Future<TransferGroupOwnerResp> transferGroupOwner(Call call, TransferGroupOwnerReq wish);

    Future<MuteGroupMemberResp> muteGroupMember(Call call, MuteGroupMemberReq wish);

    Future<CancelMuteGroupMemberResp> cancelMuteGroupMember(
            Call call, CancelMuteGroupMemberReq wish);

    Future<SetGroupMemberInfoResp> setGroupMemberInfo(Call call, SetGroupMemberInfoReq wish);

    Future<notificationUserInfoUpdateResp> notificationUserInfoUpdate(
            Call call, notificationUserInfoUpdateReq change);

    Future<GetGroupApplicationListResp> getGroupApplicationList(
            Call call, GetGroupApplicationListReq asked);

    Future<GetUserReqApplicationListResp> getUserReqApplicationList(
            Call call, GetUserReqApplicationListReq asked);

    Future<getGroupUsersReqApplicationListResp> getGroupUsersReqApplicationList(
            Call call, getGroupUsersReqApplicationListReq asked);

    Future<GetSpecifiedUserGroupRequestInfoResp> getSpecifiedUserGroupRequestInfo(
            Call call, GetSpecifiedUserGroupRequestInfoReq asked);

    Future<GetGroupApplicationUnhandledCountResp> getGroupApplicationUnhandledCount(
            Call call, GetGroupApplicationUnhandledCountReq asked);

    Future<GetGroupsInfoResp> getGroupsInfo(Call call, GetGroupsInfoReq asked);

    Future<GetJoinedGroupListResp> getJoinedGroupList(Call call, GetJoinedGroupListReq asked);

    Future<GetGroupsResp> getGroups(Call call, GetGroupsReq asked);

    Future<GetGroupAbstractInfoResp> getGroupAbstractInfo(Call call, GetGroupAbstractInfoReq asked);

    Future<GroupCreateCountResp> groupCreateCount(Call call, GroupCreateCountReq asked);

    Future<GetGroupMemberListResp> getGroupMemberList(Call call, GetGroupMemberListReq asked);

    Future<GetGroupMembersInfoResp> getGroupMembersInfo(Call call, GetGroupMembersInfoReq asked);

    Future<GetUserInGroupMembersResp> getUserInGroupMembers(
            Call call, GetUserInGroupMembersReq asked);

    Future<GetGroupMemberRoleLevelResp> getGroupMemberRoleLevel(
            Call call, GetGroupMemberRoleLevelReq asked);

    Future<GetGroupMemberUserIDsResp> getGroupMemberUserIDs(
            Call call, GetGroupMemberUserIDsReq asked);

    Future<GetGroupInfoCacheResp> getGroupInfoCache(Call call, GetGroupInfoCacheReq asked);

    Future<GetGroupMemberCacheResp> getGroupMemberCache(Call call, GetGroupMemberCacheReq asked);

    Future<getIncrementalJoinGroupResp> getIncrementalJoinGroup(
            Call call, getIncrementalJoinGroupReq asked);

    Future<GetFullJoinGroupIDsResp> getFullJoinGroupIDs(Call call, GetFullJoinGroupIDsReq asked);

    Future<getIncrementalGroupMemberResp> getIncrementalGroupMember(
            Call call, getIncrementalGroupMemberReq asked);

    Future<BatchGetIncrementalGroupMemberResp> batchGetIncrementalGroupMember(
            Call call, BatchGetIncrementalGroupMemberReq asked);

    Future<GetFullGroupMemberUserIDsResp> getFullGroupMemberUserIDs(
            Call call, GetFullGroupMemberUserIDsReq asked);
}
