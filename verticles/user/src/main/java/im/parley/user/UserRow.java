package im.parley.user;

import im.parley.proto.sdkws.UserInfo;
import im.parley.state.DayCounts;
import im.parley.state.Table;

/// A user as stored.
///
/// @param circle [#ORDINARY], [#ADMINS] or [#ACCOUNTS]: follows from the level, and is what lists
///     are divided by
/// @param createTime Unix milliseconds
/// @param createDay days since 1970, UTC; follows from the time, and is what statistics count by
record UserRow(
        String userID,
        String nickname,
        String faceURL,
        String ex,
        int level,
        int circle,
        int globalRecvMsgOpt,
        long createTime,
        long createDay) {
    static final int ORDINARY = 0;
    static final int ADMINS = 1;
    static final int ACCOUNTS = 2;

    /// http-identity-and-groups.md 3.
    static final int ADMIN_LEVEL = 2;

    static final int ACCOUNT_LEVEL_FIRST = 3;

    /// In the order of registration.
    static final String BY_TIME = "byTime";

    static final String BY_CIRCLE = "byCircle";
    static final String BY_NAME = "byName";

    static final Table<UserRow> TABLE =
            Table.of("user", UserRow.class)
                    .key("userID")
                    .index(BY_TIME, "createDay", "createTime")
                    .index(BY_CIRCLE, "circle", "createTime")
                    .index(BY_NAME, "circle", "nickname");

    /// A new user.
    static UserRow registered(UserInfo wish, long now) {
        return new UserRow(
                wish.getUserID(),
                wish.getNickname(),
                wish.getFaceURL(),
                wish.getEx(),
                wish.getAppMangerLevel(),
                circleOf(wish.getAppMangerLevel()),
                wish.getGlobalRecvMsgOpt(),
                now,
                DayCounts.dayOf(now));
    }

    private static int circleOf(int level) {
        if (level < ADMIN_LEVEL) return ORDINARY;
        return level < ACCOUNT_LEVEL_FIRST ? ADMINS : ACCOUNTS;
    }

    UserRow withProfile(String newNickname, String newFaceURL, String newEx) {
        return new UserRow(
                userID,
                newNickname,
                newFaceURL,
                newEx,
                level,
                circle,
                globalRecvMsgOpt,
                createTime,
                createDay);
    }

    UserRow withGlobalRecvMsgOpt(int option) {
        return new UserRow(
                userID, nickname, faceURL, ex, level, circle, option, createTime, createDay);
    }

    boolean looksLike(UserRow other) {
        return nickname.equals(other.nickname) && faceURL.equals(other.faceURL);
    }

    UserInfo info() {
        return UserInfo.newBuilder()
                .setUserID(userID)
                .setNickname(nickname)
                .setFaceURL(faceURL)
                .setEx(ex)
                .setCreateTime(createTime)
                .setAppMangerLevel(level)
                .setGlobalRecvMsgOpt(globalRecvMsgOpt)
                .build();
    }
}
