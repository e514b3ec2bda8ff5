package im.parley.group;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.UserId;
import im.parley.proto.group.CreateGroupReq;
import im.parley.proto.group.JoinGroupReq;
import im.parley.proto.group.SetGroupMemberInfo;
import im.parley.proto.group.getIncrementalGroupMemberReq;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.proto.wrappers.Int32Value;
import im.parley.proto.wrappers.StringValue;

import java.util.List;
import java.util.function.Consumer;

/// What is asked for, and by whom.
abstract class Wishes {
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

    static StringValue text(String value) {
        return StringValue.newBuilder().setValue(value).build();
    }

    static Int32Value number(int value) {
        return Int32Value.newBuilder().setValue(value).build();
    }

    static getIncrementalGroupMemberReq since(String groupID, String versionID, long version) {
        return getIncrementalGroupMemberReq
                .newBuilder()
                .setGroupID(groupID)
                .setVersionID(versionID)
                .setVersion(version)
                .build();
    }

    static RequestPagination pagination(int number, int size) {
        return RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size).build();
    }

    static Call by(String user) {
        return call(new Caller.User(new UserId(user), 5));
    }

    static Call byAdmin() {
        return call(new Caller.Admin(new UserId("imAdmin"), 10));
    }

    static Call byServer() {
        return call(new Caller.Server(Caller.NOBODY));
    }

    static Call call(Caller caller) {
        return new Call(caller, "test", Long.MAX_VALUE);
    }
}
