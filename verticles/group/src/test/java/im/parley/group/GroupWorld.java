package im.parley.group;

import im.parley.bus.Call;
import im.parley.proto.group.CreateGroupReq;
import im.parley.proto.group.CreateGroupResp;
import im.parley.proto.group.DismissGroupReq;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GroupApplicationResponseReq;
import im.parley.proto.group.GroupApplicationResponseResp;
import im.parley.proto.group.InviteUserToGroupReq;
import im.parley.proto.group.InviteUserToGroupResp;
import im.parley.proto.group.JoinGroupResp;
import im.parley.proto.group.KickGroupMemberReq;
import im.parley.proto.group.KickGroupMemberResp;
import im.parley.proto.group.QuitGroupReq;
import im.parley.proto.group.QuitGroupResp;
import im.parley.proto.group.SetGroupMemberInfo;
import im.parley.proto.group.SetGroupMemberInfoReq;
import im.parley.proto.group.SetGroupMemberInfoResp;
import im.parley.proto.group.getIncrementalGroupMemberResp;
import im.parley.proto.group.getIncrementalJoinGroupReq;
import im.parley.proto.group.getIncrementalJoinGroupResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.state.Scan;
import im.parley.testworld.MeddledTables;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The services as their callers see them, with words for what they ask.
abstract class GroupWorld extends Wishes {
    final Neighbours neighbours = new Neighbours();
    MeddledTables tables;
    GroupStore store;
    Groups groups;
    MemberLists lists;
    Settlement settlement;

    @Override
    protected void serve() {
        tables = new MeddledTables(state.tables());
        listenTo("group", "member", "members");
        neighbourUsers(neighbours::profile);
        neighbour(Neighbours.CONVERSATIONS, neighbours.conversations());
        neighbour(Neighbours.MESSAGES, neighbours.messages());
        start();
        groups = bus.client("openim.group.group", Groups.class);
        store = new GroupStore(tables, changes, clock);
        lists = new MemberLists(store, changes, 10_000, new SimpleMeterRegistry());
        settlement = new Settlement(store, new ReadBounds(bus, config()), new Turns());
    }

    /// Deploys the verticle; once more is a restart as far as what was left undone goes.
    void start() {
        deployStories(
                new GroupVerticle(
                        config(), bus, changes, tables, notifier, webhooks, clock, metrics));
    }

    GroupConfig config() {
        return GroupConfig.DEFAULTS;
    }

    /// A group whose first user owns it; nothing that happened until then is kept.
    void found(String groupID, String owner, String... members) {
        found(groupID, _ -> {}, owner, List.of(), members);
    }

    void found(
            String groupID,
            Consumer<GroupInfo.Builder> info,
            String owner,
            List<String> admins,
            String... members) {
        await(create(by(owner), founding(groupID, info, owner, admins, members)));
        notices.take();
        announced.clear();
        neighbours.heard.clear();
    }

    /// Lets user0 to user1099 in.
    void fill(String groupID) {
        var many = IntStream.range(0, 1_100).mapToObj(i -> "user" + i).toList();
        await(invite(byAdmin(), groupID, many.subList(0, 600)));
        await(invite(byAdmin(), groupID, many.subList(600, 1_100)));
    }

    Future<CreateGroupResp> create(Call call, CreateGroupReq.Builder wish) {
        return groups.createGroup(call, wish.build());
    }

    Future<JoinGroupResp> join(String user, String groupID) {
        return groups.joinGroup(by(user), joining(user, groupID).build());
    }

    Future<InviteUserToGroupResp> invite(Call call, String groupID, String... users) {
        return invite(call, groupID, List.of(users));
    }

    Future<InviteUserToGroupResp> invite(Call call, String groupID, List<String> users) {
        return groups.inviteUserToGroup(
                call,
                InviteUserToGroupReq.newBuilder()
                        .setGroupID(groupID)
                        .setReason("why")
                        .addAllInvitedUserIDs(users)
                        .build());
    }

    Future<GroupApplicationResponseResp> respond(
            Call call, String groupID, String user, int result) {
        return groups.groupApplicationResponse(
                call,
                GroupApplicationResponseReq.newBuilder()
                        .setGroupID(groupID)
                        .setFromUserID(user)
                        .setHandledMsg("so be it")
                        .setHandleResult(result)
                        .build());
    }

    Future<QuitGroupResp> quit(Call call, String groupID, String user) {
        return groups.quitGroup(
                call, QuitGroupReq.newBuilder().setGroupID(groupID).setUserID(user).build());
    }

    Future<KickGroupMemberResp> kick(Call call, String groupID, String... users) {
        return groups.kickGroupMember(
                call,
                KickGroupMemberReq.newBuilder()
                        .setGroupID(groupID)
                        .setReason("why")
                        .addAllKickedUserIDs(List.of(users))
                        .build());
    }

    void dismiss(String groupID, String owner) {
        var wish = DismissGroupReq.newBuilder().setGroupID(groupID).build();
        await(groups.dismissGroup(by(owner), wish));
    }

    Future<SetGroupMemberInfoResp> describe(Call call, SetGroupMemberInfo.Builder... wishes) {
        var all = SetGroupMemberInfoReq.newBuilder();
        for (var wish : wishes) all.addMembers(wish);
        return groups.setGroupMemberInfo(call, all.build());
    }

    GroupInfo info(String groupID) {
        var asked = GetGroupsInfoReq.newBuilder().addGroupIDs(groupID).build();
        return await(groups.getGroupsInfo(byAdmin(), asked)).getGroupInfos(0);
    }

    List<GroupMemberFullInfo> membersInfo(String groupID, String... users) {
        var asked =
                GetGroupMembersInfoReq.newBuilder()
                        .setGroupID(groupID)
                        .addAllUserIDs(List.of(users))
                        .build();
        return await(groups.getGroupMembersInfo(byAdmin(), asked)).getMembersList();
    }

    int roleOf(String groupID, String user) {
        return membersInfo(groupID, user).stream()
                .mapToInt(GroupMemberFullInfo::getRoleLevel)
                .findFirst()
                .orElse(0);
    }

    getIncrementalGroupMemberResp sync(Call call, String groupID, String versionID, long version) {
        return await(groups.getIncrementalGroupMember(call, since(groupID, versionID, version)));
    }

    /// From where an earlier answer left off.
    getIncrementalGroupMemberResp syncSince(String groupID, getIncrementalGroupMemberResp earlier) {
        return sync(byAdmin(), groupID, earlier.getVersionID(), earlier.getVersion());
    }

    getIncrementalGroupMemberResp head(String groupID) {
        return sync(byAdmin(), groupID, "", 0);
    }

    getIncrementalJoinGroupResp syncJoined(String user, String versionID, long version) {
        var asked =
                getIncrementalJoinGroupReq
                        .newBuilder()
                        .setUserID(user)
                        .setVersionID(versionID)
                        .setVersion(version)
                        .build();
        return await(groups.getIncrementalJoinGroup(by(user), asked));
    }

    getIncrementalJoinGroupResp syncJoinedSince(String user, getIncrementalJoinGroupResp earlier) {
        return syncJoined(user, earlier.getVersionID(), earlier.getVersion());
    }

    /// Nobody waits for the last step of a coming or going.
    void awaitSettled() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (await(tables.count(Scan.of(UnsettledRow.TABLE))) > 0)
            if (System.nanoTime() > deadline) throw new AssertionError("not settled in time");
    }
}
