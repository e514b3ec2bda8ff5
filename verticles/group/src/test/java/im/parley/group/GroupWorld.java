package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.notify.NotifyConfig;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.proto.group.BatchGetIncrementalGroupMemberReq;
import im.parley.proto.group.BatchGetIncrementalGroupMemberResp;
import im.parley.proto.group.GetFullGroupMemberUserIDsReq;
import im.parley.proto.group.GetFullGroupMemberUserIDsResp;
import im.parley.proto.group.GetFullJoinGroupIDsReq;
import im.parley.proto.group.GetFullJoinGroupIDsResp;
import im.parley.proto.group.GetGroupMemberListReq;
import im.parley.proto.group.GetGroupMemberListResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.group.GetJoinedGroupListReq;
import im.parley.proto.group.GetJoinedGroupListResp;
import im.parley.proto.group.getIncrementalGroupMemberReq;
import im.parley.proto.group.getIncrementalGroupMemberResp;
import im.parley.proto.group.getIncrementalJoinGroupReq;
import im.parley.proto.group.getIncrementalJoinGroupResp;
import im.parley.proto.group.notificationUserInfoUpdateReq;
import im.parley.proto.group.notificationUserInfoUpdateResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.state.Tables;
import im.parley.state.Write;
import im.parley.versions.Step;
import im.parley.versions.VersionLog;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The service as its callers see it: over the bus, with its rules, on real tables and a real log.
/// Groups and members are put into the tables, as there are no routes yet that make them.
abstract class GroupWorld {
    interface Groups {
        Future<GetGroupsInfoResp> getGroupsInfo(Call call, GetGroupsInfoReq asked);

        Future<GetJoinedGroupListResp> getJoinedGroupList(Call call, GetJoinedGroupListReq asked);

        Future<GetGroupMemberListResp> getGroupMemberList(Call call, GetGroupMemberListReq asked);

        Future<getIncrementalJoinGroupResp> getIncrementalJoinGroup(
                Call call, getIncrementalJoinGroupReq asked);

        Future<GetFullJoinGroupIDsResp> getFullJoinGroupIDs(
                Call call, GetFullJoinGroupIDsReq asked);

        Future<getIncrementalGroupMemberResp> getIncrementalGroupMember(
                Call call, getIncrementalGroupMemberReq asked);

        Future<BatchGetIncrementalGroupMemberResp> batchGetIncrementalGroupMember(
                Call call, BatchGetIncrementalGroupMemberReq asked);

        Future<GetFullGroupMemberUserIDsResp> getFullGroupMemberUserIDs(
                Call call, GetFullGroupMemberUserIDsReq asked);

        Future<notificationUserInfoUpdateResp> notificationUserInfoUpdate(
                Call call, notificationUserInfoUpdateReq change);
    }

    /// Knows everybody whose name does not begin with `lost`.
    static final class Users {
        getDesignateUsersResp getDesignateUsers(Call call, getDesignateUsersReq asked) {
            return getDesignateUsersResp
                    .newBuilder()
                    .addAllUsersInfo(
                            asked.getUserIDsList().stream()
                                    .filter(user -> !user.startsWith("lost"))
                                    .map(GroupWorld::profile)
                                    .toList())
                    .build();
        }
    }

    private static final long JOINED_MICROS = 1_700_000_000_000_000L;

    final BlockingQueue<MsgData> notices = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private EmbeddedState state;
    Groups groups;
    Tables tables;
    VersionLog memberVersions;
    VersionLog joinVersions;
    private int made;

    @BeforeEach
    void serve(@TempDir Path folder) {
        vertx = Vertx.vertx();
        state =
                EmbeddedState.open(
                        vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
        tables = state.tables();
        memberVersions = new VersionLog(tables, "group_member");
        joinVersions = new VersionLog(tables, "group_join");
        state.log()
                .read(
                        _ ->
                                batch -> {
                                    batch.forEach(taken -> notices.add(taken.message()));
                                    return Future.succeededFuture();
                                });
        var node = Ids.node();
        var bus = new Bus(vertx, node, Clock.SYSTEM, false);
        var known = Rules.of("openim.user.user").rule("getDesignateUsers", Policy.ANY_USER);
        await(bus.serveOnAnyThread(known, new Users()));
        var notifier = new Notifier(state.log(), node, Clock.SYSTEM, NotifyConfig.DEFAULTS);
        await(
                vertx.deployVerticle(
                        new GroupVerticle(bus, tables, notifier),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        groups = bus.client("openim.group.group", Groups.class);
    }

    @AfterEach
    void close() {
        await(vertx.close());
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

    /// A group whose first user owns it, without names or pictures of its own for its members.
    void found(String groupID, String name, String... users) {
        var row =
                new GroupRow(
                        groupID,
                        name,
                        "notice",
                        "intro",
                        "group.png",
                        users[0],
                        1_700_000_000_000L + made++,
                        users.length,
                        "ex",
                        0,
                        users[0],
                        2,
                        1,
                        0,
                        1,
                        1_600_000_000_000L,
                        users[0]);
        var rows = new ArrayList<Write>();
        rows.add(Write.insert(GroupStore.GROUPS, row));
        for (var user : users)
            rows.add(insertion(groupID, user, user.equals(users[0]) ? Role.OWNER : Role.ORDINARY));
        var joins = Stream.of(users).map(user -> Step.insert(user, groupID)).toList();
        commit(rows, joins, Step.insert(groupID, List.of(users)));
    }

    void join(String groupID, String user, Role role) {
        var before = await(tables.get(GroupStore.GROUPS, groupID)).orElseThrow();
        var after = with(before, before.status(), before.memberCount() + 1);
        commit(
                List.of(
                        insertion(groupID, user, role),
                        Write.replace(GroupStore.GROUPS, before, after)),
                List.of(Step.insert(user, groupID)),
                Step.insert(groupID, user));
    }

    void leave(String groupID, String user) {
        commit(
                List.of(Write.delete(GroupStore.MEMBERS, groupID, user)),
                List.of(Step.delete(user, groupID)),
                Step.delete(groupID, user));
    }

    void dismiss(String groupID) {
        var before = await(tables.get(GroupStore.GROUPS, groupID)).orElseThrow();
        commit(
                List.of(Write.replace(GroupStore.GROUPS, before, with(before, 2, 0))),
                List.of(),
                Step.update(groupID, VersionLog.INFO));
    }

    /// Gives a member names of his own in this group.
    void name(String groupID, String user, String nickname, String faceURL) {
        var before = await(tables.get(GroupStore.MEMBERS, groupID, user)).orElseThrow();
        var after =
                new MemberRow(
                        groupID,
                        user,
                        before.rank(),
                        before.joinedMicros(),
                        nickname,
                        faceURL,
                        before.joinSource(),
                        before.operatorUserID(),
                        before.inviterUserID(),
                        before.muteEndTime(),
                        before.ex());
        await(tables.write(List.of(Write.replace(GroupStore.MEMBERS, before, after))));
    }

    private Write insertion(String groupID, String user, Role role) {
        return Write.insert(
                GroupStore.MEMBERS,
                new MemberRow(
                        groupID,
                        user,
                        role.rank(),
                        JOINED_MICROS + made++,
                        "",
                        "",
                        2,
                        "operator",
                        "inviter",
                        7,
                        "ex"));
    }

    private static GroupRow with(GroupRow row, int status, int memberCount) {
        return new GroupRow(
                row.groupID(),
                row.groupName(),
                row.notification(),
                row.introduction(),
                row.faceURL(),
                row.ownerUserID(),
                row.createTime(),
                memberCount,
                row.ex(),
                status,
                row.creatorUserID(),
                row.groupType(),
                row.needVerification(),
                row.lookMemberInfo(),
                row.applyMemberFriend(),
                row.notificationUpdateTime(),
                row.notificationUserID());
    }

    void commit(List<Write> rows, List<Step> joins, Step members) {
        await(tables.transact(() -> writes(rows, joins, members)));
    }

    private Future<List<Write>> writes(List<Write> rows, List<Step> joins, Step members) {
        var joined = joinVersions.bump(joins);
        var changed = memberVersions.bump(members);
        return Future.all(joined, changed)
                .map(_ -> Stream.of(rows, joined.result().writes(), changed.result().writes()))
                .map(all -> all.flatMap(List::stream).toList());
    }

    getIncrementalGroupMemberResp sync(Call call, String groupID, String versionID, long version) {
        return await(groups.getIncrementalGroupMember(call, since(groupID, versionID, version)));
    }

    static getIncrementalGroupMemberReq since(String groupID, String versionID, long version) {
        return getIncrementalGroupMemberReq
                .newBuilder()
                .setGroupID(groupID)
                .setVersionID(versionID)
                .setVersion(version)
                .build();
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

    static void assertRefused(ErrorCode code, Executable asking) {
        assertEquals(code.number(), assertThrows(Refusal.class, asking).code());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }
}
