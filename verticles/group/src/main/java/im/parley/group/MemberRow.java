package im.parley.group;

import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.UserInfo;
import im.parley.state.Table;

import java.util.Map;

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
    static final String IN_ORDER = "inOrder";
    static final String BY_USER = "byUser";

    static final Table<MemberRow> TABLE =
            Table.of("group_member", MemberRow.class)
                    .key("groupID", "userID")
                    .index(IN_ORDER, "groupID", "rank", "joinedMicros")
                    .index(BY_USER, "userID");

    /// Somebody who is about to become a member, we do not know yet when.
    static MemberRow joining(
            String groupID,
            String userID,
            Role role,
            int joinSource,
            String operatorUserID,
            String inviterUserID) {
        return new MemberRow(
                groupID,
                userID,
                role.rank(),
                0,
                "",
                "",
                joinSource,
                operatorUserID,
                inviterUserID,
                0,
                "");
    }

    MemberRow joinedAt(long micros) {
        return with(Map.of("joinedMicros", micros));
    }

    MemberRow in(String otherGroupID) {
        return with(Map.of("groupID", otherGroupID));
    }

    MemberRow withRole(Role other) {
        return with(Map.of("rank", other.rank()));
    }

    MemberRow mutedUntil(long millis) {
        return with(Map.of("muteEndTime", millis));
    }

    MemberRow shownAs(String ownNickname, String ownFaceURL, String ownEx) {
        return with(Map.of("nickname", ownNickname, "faceURL", ownFaceURL, "ex", ownEx));
    }

    /// @param values by column
    private MemberRow with(Map<String, Object> values) {
        return TABLE.row(
                TABLE.columns().stream()
                        .map(column -> values.getOrDefault(column.name(), column.in(this)))
                        .toArray());
    }

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
