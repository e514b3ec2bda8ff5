package im.parley.group;

import im.parley.proto.group.CreateGroupReq;
import im.parley.proto.group.JoinGroupReq;
import im.parley.proto.group.SetGroupMemberInfo;
import im.parley.proto.group.getIncrementalGroupMemberReq;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.testworld.World;

import java.util.List;
import java.util.function.Consumer;

/// What is asked for.
abstract class Wishes extends World {
    static CreateGroupReq.Builder founding(
            String groupID,
            Consumer<GroupInfo.Builder> edit,
            String owner,
            List<String> admins,
            String... members) {
        var info = GroupInfo.newBuilder().setGroupID(groupID).setGroupName(groupID).setGroupType(2);
        edit.accept(info);
        return CreateGroupReq.newBuilder()
                .setOwnerUserID(owner)
                .addAllAdminUserIDs(admins)
                .addAllMemberUserIDs(List.of(members))
                .setGroupInfo(info);
    }

    static JoinGroupReq.Builder joining(String user, String groupID) {
        return JoinGroupReq.newBuilder()
                .setGroupID(groupID)
                .setInviterUserID(user)
                .setJoinSource(3)
                .setReqMessage("let me in")
                .setEx("ex");
    }

    static SetGroupMemberInfo.Builder seat(String groupID, String user) {
        return SetGroupMemberInfo.newBuilder().setGroupID(groupID).setUserID(user);
    }

    static getIncrementalGroupMemberReq since(String groupID, String versionID, long version) {
        return getIncrementalGroupMemberReq
                .newBuilder()
                .setGroupID(groupID)
                .setVersionID(versionID)
                .setVersion(version)
                .build();
    }
}
