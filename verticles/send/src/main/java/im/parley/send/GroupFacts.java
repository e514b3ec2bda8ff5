package im.parley.send;

import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.MsgData;

import java.util.Optional;

/// What the rules of a group need to know.
///
/// @param ofSystem an app admin writes, or it is a system event
/// @param group empty where there is none
/// @param sender his place in the group, empty for who has none
/// @param now Unix milliseconds
record GroupFacts(
        MsgData message,
        boolean ofSystem,
        Optional<Standing> group,
        Optional<Place> sender,
        long now) {
    private static final int DISMISSED = 2;
    private static final int MUTED = 3;
    private static final int OLD_SUPER_GROUP = 1;
    private static final int OWNER = 100;
    private static final int ADMIN = 60;

    /// How a group stands, of all that is known about it.
    record Standing(int status, int groupType) {
        static Standing of(GroupInfo group) {
            return new Standing(group.getStatus(), group.getGroupType());
        }
    }

    /// What a member may do, of all that is known about him.
    ///
    /// @param muteEndTime Unix milliseconds
    record Place(int roleLevel, long muteEndTime) {
        static Place of(GroupMemberFullInfo member) {
            return new Place(member.getRoleLevel(), member.getMuteEndTime());
        }
    }

    boolean isDismissed() {
        return group.filter(it -> it.status == DISMISSED).isPresent();
    }

    boolean isMuted() {
        return group.filter(it -> it.status == MUTED).isPresent();
    }

    boolean isOldSuperGroup() {
        return group.filter(it -> it.groupType == OLD_SUPER_GROUP).isPresent();
    }

    boolean isOfOwner() {
        return sender.filter(it -> it.roleLevel == OWNER).isPresent();
    }

    boolean isOfAdmin() {
        return sender.filter(it -> it.roleLevel == ADMIN).isPresent();
    }

    boolean isOfMutedMember() {
        return sender.filter(it -> it.muteEndTime >= now).isPresent();
    }
}
