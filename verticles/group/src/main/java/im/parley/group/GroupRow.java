package im.parley.group;

import im.parley.proto.sdkws.GroupInfo;
import im.parley.state.Table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A group, with the fields of GroupInfo (http-identity-and-groups.md section 4). Times are Unix
/// milliseconds.
///
/// @param listed whether searches show it; follows from the status
/// @param createDay days since 1970, UTC; follows from the time, and is what statistics count by
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
        String notificationUserID,
        boolean listed,
        long createDay) {
    /// The status of a group (http-identity-and-groups.md 4.1).
    static final int OPEN = 0;

    static final int DISMISSED = 2;
    static final int MUTED = 3;

    /// The only type there is.
    static final int WORKING = 2;

    private static final int NOBODY_IS_ASKED = 2;
    private static final int INVITATIONS_ARE_ASKED_FOR = 1;

    static final String BY_TIME = "byTime";
    static final String BY_DAY = "byDay";

    static final Table<GroupRow> TABLE =
            Table.of("group", GroupRow.class)
                    .key("groupID")
                    .index(BY_TIME, "listed", "createTime")
                    .index(BY_DAY, "createDay", "createTime");

    /// The order of a user's groups (http-identity-and-groups.md 6.5).
    static final Comparator<GroupRow> BY_NAME =
            Comparator.comparing((GroupRow row) -> utf8(row.groupName), Arrays::compareUnsigned)
                    .thenComparing(GroupRow::createTime)
                    .thenComparing(GroupRow::groupID);

    static GroupRow of(GroupInfo info) {
        return new GroupRow(
                info.getGroupID(),
                info.getGroupName(),
                info.getNotification(),
                info.getIntroduction(),
                info.getFaceURL(),
                info.getOwnerUserID(),
                info.getCreateTime(),
                info.getMemberCount(),
                info.getEx(),
                info.getStatus(),
                info.getCreatorUserID(),
                info.getGroupType(),
                info.getNeedVerification(),
                info.getLookMemberInfo(),
                info.getApplyMemberFriend(),
                info.getNotificationUpdateTime(),
                info.getNotificationUserID(),
                info.getStatus() != DISMISSED,
                Math.floorDiv(info.getCreateTime(), TimeUnit.DAYS.toMillis(1)));
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

    /// The same group with other values; the message has a setter for each.
    GroupRow with(Consumer<GroupInfo.Builder> edit) {
        var info = toMessage().toBuilder();
        edit.accept(info);
        return of(info.build());
    }

    GroupRow withStatus(int other) {
        return with(info -> info.setStatus(other));
    }

    GroupRow withMembers(int more) {
        return with(info -> info.setMemberCount(memberCount + more));
    }

    boolean isDismissed() {
        return status == DISMISSED;
    }

    boolean admitsWhoeverComes() {
        return needVerification == NOBODY_IS_ASKED;
    }

    boolean asksForInvitations() {
        return needVerification == INVITATIONS_ARE_ASKED_FOR;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
