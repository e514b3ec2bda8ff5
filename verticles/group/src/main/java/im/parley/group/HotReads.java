package im.parley.group;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.GetGroupInfoCacheReq;
import im.parley.proto.group.GetGroupInfoCacheResp;
import im.parley.proto.group.GetGroupMemberCacheReq;
import im.parley.proto.group.GetGroupMemberCacheResp;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsResp;
import im.parley.proto.sdkws.UserInfo;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.Optional;

/// What is asked for every message of a group: how the group is, who its sender is in it, and who
/// gets it. Answered from copies that are dropped by the change itself. On any thread.
final class HotReads {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule("GetGroupInfoCache", INTERNAL, nonEmpty("groupID"))
                    .rule("GetGroupMemberCache", INTERNAL, nonEmpty("groupID", "groupMemberID"))
                    .rule("getGroupMemberUserIDs", ANY_USER);

    private static final int GROUPS_MAX = 20_000;
    private static final int MEMBERS_MAX = 100_000;

    /// In the order in which changes name it.
    private record Seat(String groupID, String userID) {
        static Seat of(String announced) {
            int space = announced.indexOf(' ');
            return new Seat(announced.substring(0, space), announced.substring(space + 1));
        }
    }

    private final GroupStore store;
    private final MemberLists lists;
    private final Copies<String, Optional<GroupRow>> groups;
    private final Copies<Seat, Optional<MemberRow>> members;

    HotReads(GroupStore store, MemberLists lists, Changes changes, MeterRegistry metrics) {
        this.store = store;
        this.lists = lists;
        this.groups = new Copies<>(GROUPS_MAX, metrics, "groups");
        this.members = new Copies<>(MEMBERS_MAX, metrics, "group_seats");
        changes.onChange(GroupStore.GROUP_CHANGED, groups::drop);
        changes.onChange(GroupStore.MEMBER_CHANGED, key -> members.drop(Seat.of(key)));
    }

    Future<GetGroupInfoCacheResp> getGroupInfoCache(Call call, GetGroupInfoCacheReq asked) {
        return group(asked.getGroupID())
                .map(
                        group ->
                                GetGroupInfoCacheResp.newBuilder()
                                        .setGroupInfo(found(group).toMessage())
                                        .build());
    }

    /// As the group itself knows him: names that it borrows from his profile are empty.
    Future<GetGroupMemberCacheResp> getGroupMemberCache(Call call, GetGroupMemberCacheReq asked) {
        return member(asked.getGroupID(), asked.getGroupMemberID())
                .map(
                        member ->
                                GetGroupMemberCacheResp.newBuilder()
                                        .setMember(
                                                found(member)
                                                        .toMessage(UserInfo.getDefaultInstance()))
                                        .build());
    }

    private static <T> T found(Optional<T> asked) {
        return asked.orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND));
    }

    Future<GetGroupMemberUserIDsResp> getGroupMemberUserIDs(
            Call call, GetGroupMemberUserIDsReq asked) {
        return standing(call, asked.getGroupID())
                .compose(
                        standing -> {
                            Permissions.belong(standing).enforce();
                            return userIDs(call, asked.getGroupID());
                        });
    }

    private Future<Standing> standing(Call call, String groupID) {
        if (call.caller().mayActForAll()) return Future.succeededFuture(Standing.APP_ADMIN);
        return member(groupID, call.op().value())
                .map(row -> row.map(MemberRow::role).map(Standing::of).orElse(Standing.OUTSIDER));
    }

    /// The server is also told who was in a group when it was dismissed: the dismissal goes to
    /// them.
    private Future<GetGroupMemberUserIDsResp> userIDs(Call call, String groupID) {
        boolean server = call.caller() instanceof Caller.Server;
        return group(groupID)
                .compose(
                        group ->
                                group.filter(row -> server || !row.isDismissed()).isPresent()
                                        ? lists.of(groupID).map(MemberList::userIDs)
                                        : Future.succeededFuture(
                                                GetGroupMemberUserIDsResp.getDefaultInstance()));
    }

    private Future<Optional<GroupRow>> group(String groupID) {
        return groups.get(groupID, store::group);
    }

    /// Nobody is a member of a dismissed group.
    private Future<Optional<MemberRow>> member(String groupID, String userID) {
        var group = group(groupID);
        var row =
                members.get(
                        new Seat(groupID, userID),
                        seat -> store.memberRow(seat.groupID, seat.userID));
        return Future.all(group, row)
                .map(
                        _ ->
                                row.result()
                                        .filter(
                                                _ ->
                                                        group.result()
                                                                .filter(g -> !g.isDismissed())
                                                                .isPresent()));
    }
}
