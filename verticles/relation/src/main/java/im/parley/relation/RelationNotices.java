package im.parley.relation;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.UserId;
import im.parley.notify.Notifier;
import im.parley.proto.sdkws.UserInfoUpdatedTips;

import java.util.List;

/// The notifications of friends (notifications-and-webhooks.md A4.1).
final class RelationNotices {
    private final Notifier notifier;

    RelationNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /// 1209, to everybody who sees this user in his friend list.
    void friendInfoUpdated(Call call, UserId changed, List<String> friends) {
        var tips = UserInfoUpdatedTips.newBuilder().setUserID(changed.value()).build();
        var from = call.op().value().isEmpty() ? changed : call.op();
        for (var friend : friends) {
            var to = new UserId(friend);
            var sent = notifier.toUser(call, ContentType.FRIEND_INFO_UPDATED, from, to, tips);
            notifier.unawaited(call, sent);
        }
    }
}
