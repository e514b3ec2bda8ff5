package im.parley.user;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.userRegisterReq;
import im.parley.testworld.World;

import io.vertx.core.Future;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// The user service as its callers see it; friends and groups keep what they hear from it.
abstract class UserWorld extends World {
    final List<UserInfo> heardByFriends = new CopyOnWriteArrayList<>();
    final List<UserInfo> heardByGroups = new CopyOnWriteArrayList<>();
    UserApi users;

    @Override
    protected void serve() {
        listenTo("user");
        neighbour(told("openim.relation.friend"), new Friends());
        neighbour(told("openim.group.group"), new Groups());
        start("admin");
        users = bus.client("openim.user.user", UserApi.class);
    }

    private static Rules told(String service) {
        return Rules.of(service).rule("NotificationUserInfoUpdate", Policy.INTERNAL);
    }

    /// Deploys the verticle; once more is a restart as far as the admins' rows go.
    void start(String nicknameOfAdmin) {
        deployStories(
                new UserVerticle(
                        List.of(new AppAdmin(new UserId(ADMIN), nicknameOfAdmin)),
                        state.tables(),
                        state.presence(),
                        notifier,
                        bus,
                        changes,
                        clock,
                        webhooks));
    }

    private final class Friends {
        Future<im.parley.proto.relation.notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, im.parley.proto.relation.notificationUserInfoUpdateReq request) {
            heardByFriends.add(request.getNewUserInfo());
            return request.getNewUserInfo().getNickname().equals("unspeakable")
                    ? Future.failedFuture("friends do not answer")
                    : Future.succeededFuture(
                            im.parley.proto.relation.notificationUserInfoUpdateResp
                                    .getDefaultInstance());
        }
    }

    private final class Groups {
        Future<im.parley.proto.group.notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, im.parley.proto.group.notificationUserInfoUpdateReq request) {
            heardByGroups.add(request.getOldUserInfo());
            return Future.succeededFuture(
                    im.parley.proto.group.notificationUserInfoUpdateResp.getDefaultInstance());
        }
    }

    void enrol(String... userIDs) {
        var infos =
                Stream.of(userIDs)
                        .map(id -> UserInfo.newBuilder().setUserID(id).setNickname("N" + id))
                        .map(user -> user.setFaceURL("http://face/" + user.getUserID()).build());
        var request = userRegisterReq.newBuilder().addAllUsers(infos.toList());
        await(users.userRegister(byAdmin(), request.build()));
    }

    List<UserInfo> infos(String... userIDs) {
        var request = getDesignateUsersReq.newBuilder().addAllUserIDs(List.of(userIDs)).build();
        return await(users.getDesignateUsers(by("someone"), request)).getUsersInfoList();
    }

    UserInfo info(String userID) {
        return infos(userID).getFirst();
    }
}
