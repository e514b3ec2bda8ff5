package im.parley.relation;

import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.UserId;
import im.parley.notify.Notifier;
import im.parley.proto.sdkws.BlackAddedTips;
import im.parley.proto.sdkws.BlackDeletedTips;
import im.parley.proto.sdkws.FriendApplicationApprovedTips;
import im.parley.proto.sdkws.FriendApplicationRejectedTips;
import im.parley.proto.sdkws.FriendApplicationTips;
import im.parley.proto.sdkws.FriendDeletedTips;
import im.parley.proto.sdkws.FriendInfoChangedTips;
import im.parley.proto.sdkws.FriendRequest;
import im.parley.proto.sdkws.FriendsInfoUpdateTips;
import im.parley.proto.sdkws.FromToUserID;
import im.parley.proto.sdkws.UserInfoUpdatedTips;

import java.util.List;

/// The notifications of friends and black lists (notifications-and-webhooks.md A4.1). Nobody waits
/// for them. Their version fields stay 0: clients ask for what is new whatever they say.
final class RelationNotices {
    private final Notifier notifier;

    RelationNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /// 1203
    void friendApplication(Call call, FriendRequest request) {
        var from = request.getFromUserID();
        var to = request.getToUserID();
        var tips =
                FriendApplicationTips.newBuilder()
                        .setFromToUserID(pair(from, to))
                        .setRequest(request);
        send(call, ContentType.FRIEND_APPLICATION, from, to, tips.build());
    }

    /// 1201, from whoever agreed.
    void friendApplicationApproved(Call call, FriendRequest request) {
        var tips =
                FriendApplicationApprovedTips.newBuilder()
                        .setFromToUserID(pair(request.getFromUserID(), request.getToUserID()))
                        .setHandleMsg(request.getHandleMsg())
                        .setRequest(request)
                        .build();
        approved(call, request.getFromUserID(), request.getToUserID(), tips);
    }

    /// 1201 without an application, from each of the new friends.
    void friendsImported(Call call, String owner, List<String> friends) {
        for (var friend : friends) {
            var tips = FriendApplicationApprovedTips.newBuilder();
            approved(call, owner, friend, tips.setFromToUserID(pair(owner, friend)).build());
        }
    }

    private void approved(
            Call call, String applicant, String other, FriendApplicationApprovedTips tips) {
        send(call, ContentType.FRIEND_APPLICATION_APPROVED, other, applicant, tips);
    }

    /// 1202, from whoever refused.
    void friendApplicationRejected(Call call, FriendRequest request) {
        var applicant = request.getFromUserID();
        var other = request.getToUserID();
        var tips =
                FriendApplicationRejectedTips.newBuilder()
                        .setFromToUserID(pair(applicant, other))
                        .setHandleMsg(request.getHandleMsg())
                        .setRequest(request);
        send(call, ContentType.FRIEND_APPLICATION_REJECTED, other, applicant, tips.build());
    }

    /// 1205
    void friendDeleted(Call call, String owner, String friend) {
        var tips = FriendDeletedTips.newBuilder().setFromToUserID(pair(owner, friend));
        send(call, ContentType.FRIEND_DELETED, owner, friend, tips.build());
    }

    /// 1206
    void friendRemarkSet(Call call, String owner, String friend) {
        var tips = FriendInfoChangedTips.newBuilder().setFromToUserID(pair(owner, friend));
        send(call, ContentType.FRIEND_REMARK_SET, owner, friend, tips.build());
    }

    /// 1207
    void blackAdded(Call call, String owner, String other) {
        var tips = BlackAddedTips.newBuilder().setFromToUserID(pair(owner, other));
        send(call, ContentType.BLACK_ADDED, owner, other, tips.build());
    }

    /// 1208
    void blackDeleted(Call call, String owner, String other) {
        var tips = BlackDeletedTips.newBuilder().setFromToUserID(pair(owner, other));
        send(call, ContentType.BLACK_DELETED, owner, other, tips.build());
    }

    /// 1209, to everybody who sees this user in his friend list.
    void friendInfoUpdated(Call call, String changed, List<String> friends) {
        var tips = UserInfoUpdatedTips.newBuilder().setUserID(changed).build();
        var from = call.op().value().isEmpty() ? changed : call.op().value();
        for (var friend : friends) send(call, ContentType.FRIEND_INFO_UPDATED, from, friend, tips);
    }

    /// 1210, to the owner's own devices.
    void friendsInfoUpdate(Call call, String owner, List<String> friends) {
        var tips =
                FriendsInfoUpdateTips.newBuilder()
                        .setFromToUserID(pair("", owner))
                        .addAllFriendIDs(friends);
        send(call, ContentType.FRIENDS_INFO_UPDATE, owner, owner, tips.build());
    }

    private static FromToUserID pair(String from, String to) {
        return FromToUserID.newBuilder().setFromUserID(from).setToUserID(to).build();
    }

    private void send(Call call, int contentType, String from, String to, Message tips) {
        var sent = notifier.toUser(call, contentType, new UserId(from), new UserId(to), tips);
        notifier.unawaited(call, sent);
    }
}
