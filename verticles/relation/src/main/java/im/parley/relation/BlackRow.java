package im.parley.relation;

import im.parley.proto.sdkws.BlackInfo;
import im.parley.proto.sdkws.PublicUserInfo;
import im.parley.proto.sdkws.UserInfo;

/// That `ownerUserID` has blocked `blackUserID` (http-identity-and-groups.md 9.8).
///
/// @param createTime Unix milliseconds
record BlackRow(
        String ownerUserID,
        String blackUserID,
        long createTime,
        int addSource,
        String operatorUserID,
        String ex) {
    /// As the black list gives it: the time in seconds.
    BlackInfo toMessage(UserInfo blocked) {
        var shown =
                PublicUserInfo.newBuilder()
                        .setUserID(blackUserID)
                        .setNickname(blocked.getNickname())
                        .setFaceURL(blocked.getFaceURL())
                        .setEx(blocked.getEx());
        return BlackInfo.newBuilder()
                .setOwnerUserID(ownerUserID)
                .setCreateTime(createTime / 1000)
                .setBlackUserInfo(shown)
                .setAddSource(addSource)
                .setOperatorUserID(operatorUserID)
                .setEx(ex)
                .build();
    }
}
