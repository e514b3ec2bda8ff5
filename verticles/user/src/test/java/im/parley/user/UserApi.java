package im.parley.user;

import im.parley.bus.Call;
import im.parley.proto.user.accountCheckReq;
import im.parley.proto.user.accountCheckResp;
import im.parley.proto.user.addNotificationAccountReq;
import im.parley.proto.user.addNotificationAccountResp;
import im.parley.proto.user.delUserClientConfigReq;
import im.parley.proto.user.delUserClientConfigResp;
import im.parley.proto.user.getAllUserIDReq;
import im.parley.proto.user.getAllUserIDResp;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.proto.user.getGlobalRecvMessageOptReq;
import im.parley.proto.user.getGlobalRecvMessageOptResp;
import im.parley.proto.user.getPaginationUsersReq;
import im.parley.proto.user.getPaginationUsersResp;
import im.parley.proto.user.getSubscribeUsersStatusReq;
import im.parley.proto.user.getSubscribeUsersStatusResp;
import im.parley.proto.user.getUserClientConfigReq;
import im.parley.proto.user.getUserClientConfigResp;
import im.parley.proto.user.getUserStatusReq;
import im.parley.proto.user.getUserStatusResp;
import im.parley.proto.user.pageUserClientConfigReq;
import im.parley.proto.user.pageUserClientConfigResp;
import im.parley.proto.user.processUserCommandAddReq;
import im.parley.proto.user.processUserCommandAddResp;
import im.parley.proto.user.processUserCommandDeleteReq;
import im.parley.proto.user.processUserCommandDeleteResp;
import im.parley.proto.user.processUserCommandGetAllReq;
import im.parley.proto.user.processUserCommandGetAllResp;
import im.parley.proto.user.processUserCommandGetReq;
import im.parley.proto.user.processUserCommandGetResp;
import im.parley.proto.user.processUserCommandUpdateReq;
import im.parley.proto.user.processUserCommandUpdateResp;
import im.parley.proto.user.searchNotificationAccountReq;
import im.parley.proto.user.searchNotificationAccountResp;
import im.parley.proto.user.setGlobalRecvMessageOptReq;
import im.parley.proto.user.setGlobalRecvMessageOptResp;
import im.parley.proto.user.setUserClientConfigReq;
import im.parley.proto.user.setUserClientConfigResp;
import im.parley.proto.user.subscribeOrCancelUsersStatusReq;
import im.parley.proto.user.subscribeOrCancelUsersStatusResp;
import im.parley.proto.user.updateNotificationAccountInfoReq;
import im.parley.proto.user.updateNotificationAccountInfoResp;
import im.parley.proto.user.updateUserInfoExReq;
import im.parley.proto.user.updateUserInfoExResp;
import im.parley.proto.user.updateUserInfoReq;
import im.parley.proto.user.updateUserInfoResp;
import im.parley.proto.user.userRegisterCountReq;
import im.parley.proto.user.userRegisterCountResp;
import im.parley.proto.user.userRegisterReq;
import im.parley.proto.user.userRegisterResp;

import io.vertx.core.Future;

/// Every rpc that is served here.
interface UserApi {
    Future<userRegisterResp> userRegister(Call call, userRegisterReq request);

    Future<updateUserInfoResp> updateUserInfo(Call call, updateUserInfoReq request);

    Future<updateUserInfoExResp> updateUserInfoEx(Call call, updateUserInfoExReq request);

    Future<setGlobalRecvMessageOptResp> setGlobalRecvMessageOpt(
            Call call, setGlobalRecvMessageOptReq request);

    Future<getGlobalRecvMessageOptResp> getGlobalRecvMessageOpt(
            Call call, getGlobalRecvMessageOptReq request);

    Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request);

    Future<getAllUserIDResp> getAllUserID(Call call, getAllUserIDReq request);

    Future<accountCheckResp> accountCheck(Call call, accountCheckReq request);

    Future<getPaginationUsersResp> getPaginationUsers(Call call, getPaginationUsersReq request);

    Future<userRegisterCountResp> userRegisterCount(Call call, userRegisterCountReq request);

    Future<subscribeOrCancelUsersStatusResp> subscribeOrCancelUsersStatus(
            Call call, subscribeOrCancelUsersStatusReq request);

    Future<getSubscribeUsersStatusResp> getSubscribeUsersStatus(
            Call call, getSubscribeUsersStatusReq request);

    Future<getUserStatusResp> getUserStatus(Call call, getUserStatusReq request);

    Future<processUserCommandAddResp> processUserCommandAdd(
            Call call, processUserCommandAddReq request);

    Future<processUserCommandDeleteResp> processUserCommandDelete(
            Call call, processUserCommandDeleteReq request);

    Future<processUserCommandUpdateResp> processUserCommandUpdate(
            Call call, processUserCommandUpdateReq request);

    Future<processUserCommandGetResp> processUserCommandGet(
            Call call, processUserCommandGetReq request);

    Future<processUserCommandGetAllResp> processUserCommandGetAll(
            Call call, processUserCommandGetAllReq request);

    Future<addNotificationAccountResp> addNotificationAccount(
            Call call, addNotificationAccountReq request);

    Future<updateNotificationAccountInfoResp> updateNotificationAccountInfo(
            Call call, updateNotificationAccountInfoReq request);

    Future<searchNotificationAccountResp> searchNotificationAccount(
            Call call, searchNotificationAccountReq request);

    Future<getUserClientConfigResp> getUserClientConfig(Call call, getUserClientConfigReq request);

    Future<setUserClientConfigResp> setUserClientConfig(Call call, setUserClientConfigReq request);

    Future<delUserClientConfigResp> delUserClientConfig(Call call, delUserClientConfigReq request);

    Future<pageUserClientConfigResp> pageUserClientConfig(
            Call call, pageUserClientConfigReq request);
}
