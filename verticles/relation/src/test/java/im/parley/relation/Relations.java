package im.parley.relation;

import im.parley.bus.Call;
import im.parley.proto.relation.GetSpecifiedBlacksReq;
import im.parley.proto.relation.GetSpecifiedBlacksResp;
import im.parley.proto.relation.addBlackReq;
import im.parley.proto.relation.addBlackResp;
import im.parley.proto.relation.applyToAddFriendReq;
import im.parley.proto.relation.applyToAddFriendResp;
import im.parley.proto.relation.deleteFriendReq;
import im.parley.proto.relation.deleteFriendResp;
import im.parley.proto.relation.getDesignatedFriendsApplyReq;
import im.parley.proto.relation.getDesignatedFriendsApplyResp;
import im.parley.proto.relation.getDesignatedFriendsReq;
import im.parley.proto.relation.getDesignatedFriendsResp;
import im.parley.proto.relation.getFriendIDsReq;
import im.parley.proto.relation.getFriendIDsResp;
import im.parley.proto.relation.getFriendInfoReq;
import im.parley.proto.relation.getFriendInfoResp;
import im.parley.proto.relation.getFullFriendUserIDsReq;
import im.parley.proto.relation.getFullFriendUserIDsResp;
import im.parley.proto.relation.getIncrementalBlacksReq;
import im.parley.proto.relation.getIncrementalBlacksResp;
import im.parley.proto.relation.getIncrementalFriendsReq;
import im.parley.proto.relation.getIncrementalFriendsResp;
import im.parley.proto.relation.getPaginationBlacksReq;
import im.parley.proto.relation.getPaginationBlacksResp;
import im.parley.proto.relation.getPaginationFriendsApplyFromReq;
import im.parley.proto.relation.getPaginationFriendsApplyFromResp;
import im.parley.proto.relation.getPaginationFriendsApplyToReq;
import im.parley.proto.relation.getPaginationFriendsApplyToResp;
import im.parley.proto.relation.getPaginationFriendsReq;
import im.parley.proto.relation.getPaginationFriendsResp;
import im.parley.proto.relation.getSelfUnhandledApplyCountReq;
import im.parley.proto.relation.getSelfUnhandledApplyCountResp;
import im.parley.proto.relation.getSpecifiedFriendsInfoReq;
import im.parley.proto.relation.getSpecifiedFriendsInfoResp;
import im.parley.proto.relation.importFriendReq;
import im.parley.proto.relation.importFriendResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.relation.isFriendReq;
import im.parley.proto.relation.isFriendResp;
import im.parley.proto.relation.notificationUserInfoUpdateReq;
import im.parley.proto.relation.notificationUserInfoUpdateResp;
import im.parley.proto.relation.removeBlackReq;
import im.parley.proto.relation.removeBlackResp;
import im.parley.proto.relation.respondFriendApplyReq;
import im.parley.proto.relation.respondFriendApplyResp;
import im.parley.proto.relation.setFriendRemarkReq;
import im.parley.proto.relation.setFriendRemarkResp;
import im.parley.proto.relation.updateFriendsReq;
import im.parley.proto.relation.updateFriendsResp;

import io.vertx.core.Future;

/// The whole service as its callers see it.
interface Relations {
    Future<applyToAddFriendResp> applyToAddFriend(Call call, applyToAddFriendReq request);

    Future<respondFriendApplyResp> respondFriendApply(Call call, respondFriendApplyReq request);

    Future<getPaginationFriendsApplyToResp> getPaginationFriendsApplyTo(
            Call call, getPaginationFriendsApplyToReq request);

    Future<getPaginationFriendsApplyFromResp> getPaginationFriendsApplyFrom(
            Call call, getPaginationFriendsApplyFromReq request);

    Future<getDesignatedFriendsApplyResp> getDesignatedFriendsApply(
            Call call, getDesignatedFriendsApplyReq request);

    Future<getSelfUnhandledApplyCountResp> getSelfUnhandledApplyCount(
            Call call, getSelfUnhandledApplyCountReq request);

    Future<deleteFriendResp> deleteFriend(Call call, deleteFriendReq request);

    Future<setFriendRemarkResp> setFriendRemark(Call call, setFriendRemarkReq request);

    Future<updateFriendsResp> updateFriends(Call call, updateFriendsReq request);

    Future<getPaginationFriendsResp> getPaginationFriends(
            Call call, getPaginationFriendsReq request);

    Future<getDesignatedFriendsResp> getDesignatedFriends(
            Call call, getDesignatedFriendsReq request);

    Future<getFriendIDsResp> getFriendIDs(Call call, getFriendIDsReq request);

    Future<getFriendInfoResp> getFriendInfo(Call call, getFriendInfoReq request);

    Future<isFriendResp> isFriend(Call call, isFriendReq request);

    Future<getIncrementalFriendsResp> getIncrementalFriends(
            Call call, getIncrementalFriendsReq request);

    Future<getFullFriendUserIDsResp> getFullFriendUserIDs(
            Call call, getFullFriendUserIDsReq request);

    Future<addBlackResp> addBlack(Call call, addBlackReq request);

    Future<removeBlackResp> removeBlack(Call call, removeBlackReq request);

    Future<isBlackResp> isBlack(Call call, isBlackReq request);

    Future<getPaginationBlacksResp> getPaginationBlacks(Call call, getPaginationBlacksReq request);

    Future<getIncrementalBlacksResp> getIncrementalBlacks(
            Call call, getIncrementalBlacksReq request);

    Future<importFriendResp> importFriends(Call call, importFriendReq request);

    Future<getSpecifiedFriendsInfoResp> getSpecifiedFriendsInfo(
            Call call, getSpecifiedFriendsInfoReq request);

    Future<GetSpecifiedBlacksResp> getSpecifiedBlacks(Call call, GetSpecifiedBlacksReq request);

    Future<notificationUserInfoUpdateResp> notificationUserInfoUpdate(
            Call call, notificationUserInfoUpdateReq request);
}
