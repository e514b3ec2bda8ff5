package im.parley.group;

import im.parley.proto.sdkws.GroupInfo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// A group, with the fields of GroupInfo (http-identity-and-groups.md section 4). Times are Unix
/// milliseconds.
record GroupRow(
        String groupID,
        String groupName,
        String notification,
        String introduction,
        String faceURL,
        String ownerUserID,
        long createTime,
        int memberCount,
        String ex,
        int status,
        String creatorUserID,
        int groupType,
        int needVerification,
        int lookMemberInfo,
        int applyMemberFriend,
        long notificationUpdateTime,
        String notificationUserID) {
    private static final int DISMISSED = 2;

    /// The order of a user's groups (http-identity-and-groups.md 6.5).
    static final Comparator<GroupRow> BY_NAME =
            Comparator.comparing((GroupRow row) -> utf8(row.groupName), Arrays::compareUnsigned)
                    .thenComparing(GroupRow::createTime)
                    .thenComparing(GroupRow::groupID);

    boolean isDismissed() {
        return status == DISMISSED;
    }

    GroupInfo toMessage() {
        return GroupInfo.newBuilder()
                .setGroupID(groupID)
                .setGroupName(groupName)
                .setNotification(notification)
                .setIntroduction(introduction)
                .setFaceURL(faceURL)
                .setOwnerUserID(ownerUserID)
                .setCreateTime(createTime)
                .setMemberCount(memberCount)
                .setEx(ex)
                .setStatus(status)
                .setCreatorUserID(creatorUserID)
                .setGroupType(groupType)
                .setNeedVerification(needVerification)
                .setLookMemberInfo(lookMemberInfo)
                .setApplyMemberFriend(applyMemberFriend)
                .setNotificationUpdateTime(notificationUpdateTime)
                .setNotificationUserID(notificationUserID)
                .build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
