package im.parley.transfer;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsResp;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

/// Who is in which group, as the group service says; of a dismissed group, who was in it. Copies
/// are kept until somebody comes or goes. Safe to use from every thread.
final class GroupMembers {
    interface Groups {
        Future<GetGroupMemberUserIDsResp> getGroupMemberUserIDs(
                Call call, GetGroupMemberUserIDsReq request);
    }

    private final Groups groups;
    private final Copies<String, Members> known;

    /// @param kept how many members all copies together may have
    GroupMembers(Bus bus, Changes changes, int kept, MeterRegistry metrics) {
        this.groups = bus.client("openim.group.group", Groups.class);
        this.known = new Copies<>(kept, Members::size, metrics, "transfer_members");
        changes.onChange("members", known::drop);
    }

    Future<Members> of(Call call, String groupID) {
        return known.get(groupID, _ -> ask(call, groupID));
    }

    private Future<Members> ask(Call call, String groupID) {
        var request = GetGroupMemberUserIDsReq.newBuilder().setGroupID(groupID).build();
        return groups.getGroupMemberUserIDs(call, request)
                .map(answer -> Members.of(answer.getUserIDsList()));
    }
}
