package im.parley.user;

import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.ContentType;
import im.parley.contract.UserId;
import im.parley.notify.Notifier;
import im.parley.proto.sdkws.UserCommandAddTips;
import im.parley.proto.sdkws.UserCommandDeleteTips;
import im.parley.proto.sdkws.UserCommandUpdateTips;
import im.parley.proto.sdkws.UserInfoUpdatedTips;

/// What a user's own devices are told (notifications-and-webhooks.md A4.1). Nobody waits for it.
final class UserNotices {
    private final Notifier notifier;

    UserNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    void userInfoUpdated(Call call, String userID) {
        var user = new UserId(userID);
        var from = call.op().equals(Caller.NOBODY) ? user : call.op();
        var tips = UserInfoUpdatedTips.newBuilder().setUserID(userID).build();
        var sent = notifier.toUser(call, ContentType.USER_INFO_UPDATED, from, user, tips);
        notifier.unawaited(call, sent);
    }

    void userCommandAdd(Call call, String userID) {
        var tips = UserCommandAddTips.newBuilder().setFromUserID(userID).setToUserID(userID);
        toSelf(call, ContentType.USER_COMMAND_ADDED, userID, tips.build());
    }

    void userCommandDelete(Call call, String userID) {
        var tips = UserCommandDeleteTips.newBuilder().setFromUserID(userID).setToUserID(userID);
        toSelf(call, ContentType.USER_COMMAND_DELETED, userID, tips.build());
    }

    void userCommandUpdate(Call call, String userID) {
        var tips = UserCommandUpdateTips.newBuilder().setFromUserID(userID).setToUserID(userID);
        toSelf(call, ContentType.USER_COMMAND_UPDATED, userID, tips.build());
    }

    private void toSelf(Call call, int contentType, String userID, Message tips) {
        var user = new UserId(userID);
        notifier.unawaited(call, notifier.toUser(call, contentType, user, user, tips));
    }
}
