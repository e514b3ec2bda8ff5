package im.parley.relation;

import im.parley.proto.relation.FriendInfoOnly;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.sdkws.UserInfo;

import java.util.Comparator;

/// That `friendUserID` is in the friend list of `ownerUserID` (http-identity-and-groups.md section
/// 9).
///
/// @param pinOrder 0 pinned, 1 not
/// @param createdMicros Unix microseconds; of friends made by one request each has its own, in the
///     order of the request
record FriendRow(
        String ownerUserID,
        String friendUserID,
        int pinOrder,
        long createdMicros,
        String remark,
        int addSource,
        String operatorUserID,
        String ex) {
    static final int IMPORTED = 1;
    static final int APPLIED = 2;

    /// Of a list (http-identity-and-groups.md 6.5).
    static final Comparator<FriendRow> IN_ORDER =
            Comparator.comparingInt(FriendRow::pinOrder)
                    .thenComparingLong(FriendRow::createdMicros);

    private static final int PINNED = 0;
    private static final int UNPINNED = 1;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    static FriendRow made(
            String owner, String friend, long createdMicros, int addSource, String operator) {
        return new FriendRow(owner, friend, UNPINNED, createdMicros, "", addSource, operator, "");
    }

    boolean isPinned() {
        return pinOrder == PINNED;
    }

    FriendRow with(boolean pinned, String newRemark, String newEx) {
        return new FriendRow(
                ownerUserID,
                friendUserID,
                pinned ? PINNED : UNPINNED,
                createdMicros,
                newRemark,
                addSource,
                operatorUserID,
                newEx);
    }

    /// As lists and sync give it: the time in seconds, and of the friend only what all may see
    /// (http-identity-and-groups.md section 4).
    FriendInfo toMessage(UserInfo friend) {
        var shown =
                UserInfo.newBuilder()
                        .setUserID(friendUserID)
                        .setNickname(friend.getNickname())
                        .setFaceURL(friend.getFaceURL())
                        .setEx(friend.getEx());
        return fields().setCreateTime(createdMicros / MICROS_PER_SECOND)
                .setFriendUser(shown)
                .build();
    }

    /// As the specified list gives it: the time in milliseconds, and nothing of the friend.
    FriendInfo toSpecified() {
        return fields().setCreateTime(createdMicros / MICROS_PER_MILLI).build();
    }

    private FriendInfo.Builder fields() {
        return FriendInfo.newBuilder()
                .setOwnerUserID(ownerUserID)
                .setRemark(remark)
                .setAddSource(addSource)
                .setOperatorUserID(operatorUserID)
                .setEx(ex)
                .setIsPinned(isPinned());
    }

    /// The row itself, for other services.
    FriendInfoOnly toRowOnly() {
        return FriendInfoOnly.newBuilder()
                .setOwnerUserID(ownerUserID)
                .setFriendUserID(friendUserID)
                .setRemark(remark)
                .setCreateTime(createdMicros / MICROS_PER_MILLI)
                .setAddSource(addSource)
                .setOperatorUserID(operatorUserID)
                .setEx(ex)
                .setIsPinned(isPinned())
                .build();
    }
}
