package im.parley.user;

import im.parley.platform.Clock;
import im.parley.proto.sdkws.UserInfo;

import java.util.List;

/// Sees to it that the configured app admins are users (http-identity-and-groups.md 3).
final class AdminRows {
    private final UserStore users;
    private final Clock clock;

    AdminRows(UserStore users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /// Another node may do the same at the same moment: whoever comes second finds the row.
    void ensure(List<AppAdmin> admins) {
        for (var admin : admins) {
            boolean isNew =
                    users.find(admin.id().value()).isEmpty() && users.insert(List.of(row(admin)));
            if (!isNew) users.change(admin.id().value(), user -> named(user, admin.nickname()));
        }
    }

    private static UserRow named(UserRow user, String nickname) {
        return user.withProfile(nickname, user.faceURL(), user.ex());
    }

    private UserRow row(AppAdmin admin) {
        var wish =
                UserInfo.newBuilder()
                        .setUserID(admin.id().value())
                        .setNickname(admin.nickname())
                        .setAppMangerLevel(UserRow.ADMIN_LEVEL);
        return UserRow.registered(wish.build(), clock.millis());
    }
}
