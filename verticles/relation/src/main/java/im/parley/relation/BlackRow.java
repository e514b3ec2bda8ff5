package im.parley.relation;

import im.parley.proto.sdkws.BlackInfo;
import im.parley.proto.sdkws.PublicUserInfo;
import im.parley.proto.sdkws.UserInfo;

/// That `ownerUserID` has blocked `blackUserID` (http-identity-and-groups.md 9.8).
///
/// @param createdMicros Unix microseconds, each given once, so that the list has one order
record BlackRow(
        String ownerUserID,
        String blackUserID,
        long createdMicros,
        int addSource,
        String operatorUserID,
        String ex) {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    /// As the black list gives it: the time in seconds.
    BlackInfo toMessage(UserInfo blocked) {
        return fields().setCreateTime(createdMicros / MICROS_PER_SECOND)
                .setBlackUserInfo(shown(blocked))
                .build();
    }

    /// As it is given for users asked for by id: the time in milliseconds.
    BlackInfo toSpecified(UserInfo blocked) {
        return fields().setCreateTime(createdMicros / MICROS_PER_MILLI)
                .setBlackUserInfo(shown(blocked))
                .build();
    }

    /// As it stands beside the user's own profile: nothing of the user a second time.
    BlackInfo toSpecified() {
        return fields().setCreateTime(createdMicros / MICROS_PER_MILLI).build();
    }

    private BlackInfo.Builder fields() {
        return BlackInfo.newBuilder()
                .setOwnerUserID(ownerUserID)
                .setAddSource(addSource)
                .setOperatorUserID(operatorUserID)
                .setEx(ex);
    }

    private PublicUserInfo shown(UserInfo blocked) {
        return PublicUserInfo.newBuilder()
                .setUserID(blackUserID)
                .setNickname(blocked.getNickname())
                .setFaceURL(blocked.getFaceURL())
                .setEx(blocked.getEx())
                .build();
    }
}
