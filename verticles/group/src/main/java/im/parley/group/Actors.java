package im.parley.group;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.GroupMemberFullInfo;

/// Who did something in a group, as notifications say it (http-identity-and-groups.md 4.3). On a
/// virtual thread.
final class Actors {
    private static final int LEVEL_OF_APP_ADMINS = 2;

    private final GroupStore store;
    private final Profiles profiles;

    Actors(GroupStore store, Profiles profiles) {
        this.store = store;
        this.profiles = profiles;
    }

    /// @param otherwise who stands for the server where it acts for nobody
    static UserId sender(Call call, String otherwise) {
        return call.op().equals(Caller.NOBODY) ? new UserId(otherwise) : call.op();
    }

    GroupMemberFullInfo opUser(Call call, String groupID, UserId sender) {
        var op = sender.value();
        if (call.caller() instanceof Caller.Admin)
            return profiled(call, groupID, op)
                    .setRoleLevel(Role.ADMIN.level())
                    .setAppMangerLevel(LEVEL_OF_APP_ADMINS)
                    .build();
        return member(call, groupID, op);
    }

    /// A member, or somebody who was none or is none any more.
    GroupMemberFullInfo member(Call call, String groupID, String userID) {
        return store.memberRow(groupID, userID)
                .await()
                .map(row -> profiles.populated(call, row))
                .orElseGet(() -> profiled(call, groupID, userID).setOperatorUserID(userID).build());
    }

    private GroupMemberFullInfo.Builder profiled(Call call, String groupID, String userID) {
        var profile = profiles.of(call, userID);
        return GroupMemberFullInfo.newBuilder()
                .setGroupID(groupID)
                .setUserID(userID)
                .setNickname(profile.getNickname())
                .setFaceURL(profile.getFaceURL());
    }
}
