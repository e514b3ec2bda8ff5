package im.parley.group;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.UserId;
import im.parley.notify.Notifier;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.GroupMemberInfoSetTips;
import im.parley.versions.Version;

/// The notifications of groups (notifications-and-webhooks.md A4.2).
final class GroupNotices {
    private final Notifier notifier;

    GroupNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /// 1516, to the group. The version is the one that the change itself made: a client that has
    /// the one before applies the notification and asks nothing.
    void memberInfoSet(
            Call call,
            GroupRow group,
            GroupMemberFullInfo opUser,
            GroupMemberFullInfo changed,
            Version version) {
        var tips =
                GroupMemberInfoSetTips.newBuilder()
                        .setGroup(group.toMessage())
                        .setOpUser(opUser)
                        .setChangedUser(changed)
                        .setGroupMemberVersion(version.number())
                        .setGroupMemberVersionID(version.id())
                        .build();
        var from = new UserId(opUser.getUserID());
        notifier.unawaited(
                call,
                notifier.toGroup(
                        call, ContentType.GROUP_MEMBER_INFO_SET, from, group.groupID(), tips));
    }
}
