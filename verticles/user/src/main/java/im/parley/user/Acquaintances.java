package im.parley.user;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.proto.sdkws.UserInfo;

import io.vertx.core.Future;

/// Who shows a user's name and face to others and must hear when they change
/// (http-identity-and-groups.md 8.24).
final class Acquaintances {
    interface Friends {
        Future<im.parley.proto.relation.notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, im.parley.proto.relation.notificationUserInfoUpdateReq request);
    }

    interface Groups {
        Future<im.parley.proto.group.notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, im.parley.proto.group.notificationUserInfoUpdateReq request);
    }

    private final Friends friends;
    private final Groups groups;

    Acquaintances(Bus bus) {
        this.friends = bus.client("openim.relation.friend", Friends.class);
        this.groups = bus.client("openim.group.group", Groups.class);
    }

    Future<Void> hear(Call call, UserInfo before, UserInfo after) {
        var server = call.asServer();
        return Future.all(
                        friends.notificationUserInfoUpdate(
                                server,
                                im.parley
                                        .proto
                                        .relation
                                        .notificationUserInfoUpdateReq
                                        .newBuilder()
                                        .setUserID(after.getUserID())
                                        .setOldUserInfo(before)
                                        .setNewUserInfo(after)
                                        .build()),
                        groups.notificationUserInfoUpdate(
                                server,
                                im.parley
                                        .proto
                                        .group
                                        .notificationUserInfoUpdateReq
                                        .newBuilder()
                                        .setUserID(after.getUserID())
                                        .setOldUserInfo(before)
                                        .setNewUserInfo(after)
                                        .build()))
                .mapEmpty();
    }
}
