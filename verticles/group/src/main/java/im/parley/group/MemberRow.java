package im.parley.group;

import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.UserInfo;

/// That a user is in a group (http-identity-and-groups.md section 4).
///
/// @param rank of the [Role]
/// @param joinedMicros Unix microseconds; of members who join by one request each has its own, in
///     the order of the request
/// @param nickname the member's name in this group; empty where it is the user's own
/// @param muteEndTime Unix milliseconds
record MemberRow(
        String groupID,
        String userID,
        int rank,
        long joinedMicros,
        String nickname,
        String faceURL,
        int joinSource,
        String operatorUserID,
        String inviterUserID,
        long muteEndTime,
        String ex) {
    Role role() {
        return Role.ofRank(rank);
    }

    /// Whether something of the user's own profile is shown for this member.
    boolean borrowsFromProfile() {
        return nickname.isEmpty() || faceURL.isEmpty();
    }

    GroupMemberFullInfo toMessage(UserInfo profile) {
        return GroupMemberFullInfo.newBuilder()
                .setGroupID(groupID)
                .setUserID(userID)
                .setRoleLevel(role().level())
                .setJoinTime(joinedMicros / 1000)
                .setNickname(nickname.isEmpty() ? profile.getNickname() : nickname)
                .setFaceURL(faceURL.isEmpty() ? profile.getFaceURL() : faceURL)
                .setJoinSource(joinSource)
                .setOperatorUserID(operatorUserID)
                .setEx(ex)
                .setMuteEndTime(muteEndTime)
                .setInviterUserID(inviterUserID)
                .build();
    }
}
