package im.parley.relation;

import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.sdkws.UserInfo;

/// That `friendUserID` is in the friend list of `ownerUserID` (http-identity-and-groups.md section
/// 9).
///
/// @param pinOrder 0 pinned, 1 not, so that one index has the list in its order
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
    private static final long MICROS_PER_SECOND = 1_000_000;

    boolean isPinned() {
        return pinOrder == 0;
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
        return FriendInfo.newBuilder()
                .setOwnerUserID(ownerUserID)
                .setRemark(remark)
                .setCreateTime(createdMicros / MICROS_PER_SECOND)
                .setFriendUser(shown)
                .setAddSource(addSource)
                .setOperatorUserID(operatorUserID)
                .setEx(ex)
                .setIsPinned(isPinned())
                .build();
    }
}
