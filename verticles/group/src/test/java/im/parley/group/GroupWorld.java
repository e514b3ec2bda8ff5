package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.notify.NotifyConfig;
import im.parley.platform.Ids;
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
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.state.MessageLog;
import im.parley.state.Scan;
import im.parley.state.Submission;
import im.parley.state.Tables;
import im.parley.testkit.FakeClock;
import im.parley.testkit.HookEndpoint;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;
import im.parley.webhook.WebhooksConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The services as their callers see them: over the bus, with their rules, on real tables and a
/// real back end for the hooks.
abstract class GroupWorld extends Wishes {
    /// A log that only collects.
    private final class Sent implements MessageLog {
        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Future<Void> append(Submission submission) {
            notices.add(submission.message());
            return Future.succeededFuture();
        }

        @Override
        public void read(Assignment assigned) {
            throw new UnsupportedOperationException("nobody reads here");
        }
    }

    final FakeClock clock = new FakeClock();

    /// Not looked at yet; all that an answered call sends is here.
    final Queue<MsgData> notices = new ConcurrentLinkedQueue<>();

    /// "member tea amy" for each change that others may have a copy of.
    final List<String> announced = new CopyOnWriteArrayList<>();

    final Neighbours neighbours = new Neighbours();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private static Vertx vertx;
    private String deployment;
    private EmbeddedState state;
    private Webhooks webhooks = Webhooks.off();
    HookEndpoint backEnd;
    Tables tables;
    GroupStore store;
    Groups groups;
    MemberLists lists;
    Settlement settlement;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        await(vertx.close());
    }

    @BeforeEach
    void serve(@TempDir Path folder) {
        state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, metrics);
        tables = state.tables();
        var node = Ids.node();
        var bus = new Bus(vertx, node, clock, false);
        var changes = new Changes(vertx.eventBus(), node, false);
        for (var entity : List.of("group", "member", "members"))
            changes.onChange(entity, key -> announced.add(entity + " " + key));
        if (hooksOn().length > 0) openBackEnd(bus);
        neighbours.open(bus);
        var notifier = new Notifier(new Sent(), node, clock, NotifyConfig.DEFAULTS);
        var served =
                new GroupVerticle(
                        config(), bus, changes, tables, notifier, webhooks, clock, metrics);
        deployment =
                await(
                        vertx.deployVerticle(
                                served,
                                new DeploymentOptions()
                                        .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        groups = bus.client("openim.group.group", Groups.class);
        store = new GroupStore(tables, changes, clock);
        lists = new MemberLists(store, changes, 10_000, new SimpleMeterRegistry());
        settlement = new Settlement(store, new ReadBounds(bus, config()), new Turns());
    }

    private void openBackEnd(Bus bus) {
        backEnd = HookEndpoint.open(vertx);
        var hooks = WebhooksConfig.DEFAULTS.at(backEnd.url(), hooksOn());
        webhooks = Webhooks.of(hooks, vertx, tables, clock, metrics);
        await(webhooks.open(bus));
    }

    GroupConfig config() {
        return GroupConfig.DEFAULTS;
    }

    Hook[] hooksOn() {
        return new Hook[0];
    }

    @AfterEach
    void close() {
        await(webhooks.close());
        if (backEnd != null) backEnd.close();
        await(vertx.undeploy(deployment));
        state.close();
    }

    static UserInfo profile(String user) {
        return UserInfo.newBuilder()
                .setUserID(user)
                .setNickname("I am " + user)
                .setFaceURL(user + ".png")
                .setEx("ex of " + user)
                .setCreateTime(5)
                .setAppMangerLevel(1)
                .setGlobalRecvMsgOpt(2)
                .build();
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
        notices.clear();
        announced.clear();
        neighbours.heard.clear();
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

    /// Takes the oldest notification and checks what it is and between whom.
    JsonObject notice(int contentType, String from, String to) {
        return tips(taken(contentType, from, to));
    }

    MsgData taken(int contentType, String from, String to) {
        var notice = notices.remove();
        assertEquals(
                contentType + " " + from + " " + to,
                notice.getContentType() + " " + notice.getSendID() + " " + notice.getRecvID());
        return notice;
    }

    static JsonObject tips(MsgData notice) {
        var content = new JsonObject(notice.getContent().toStringUtf8());
        return new JsonObject(content.getString("detail"));
    }

    static void assertRefused(ErrorCode code, Future<?> answer) {
        assertRefused(code, () -> await(answer));
    }

    static void assertRefused(ErrorCode code, Executable asking) {
        assertEquals(code.number(), assertThrows(Refusal.class, asking).code());
    }

    /// 0 or the code of the refusal.
    static int codeOf(Future<?> answer) {
        try {
            await(answer);
            return 0;
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }
}
