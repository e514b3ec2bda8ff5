package im.parley.group;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.CreateGroupReq;
import im.parley.proto.sdkws.GroupInfo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// How a group comes into being (http-identity-and-groups.md 10.1). On a virtual thread.
final class Founding {
    /// How members came in, as a number (http-identity-and-groups.md 4.1).
    static final int BY_INVITATION = 2;

    private static final int ID_TRIES = 10;
    private static final long IDS_END = 1L << 32;

    private final GroupStore store;
    private final Profiles profiles;
    private final GroupNotices notices;
    private final GroupHooks hooks;
    private final MemberHooks memberHooks;

    Founding(
            GroupStore store,
            Profiles profiles,
            GroupNotices notices,
            GroupHooks hooks,
            MemberHooks memberHooks) {
        this.store = store;
        this.profiles = profiles;
        this.notices = notices;
        this.hooks = hooks;
        this.memberHooks = memberHooks;
    }

    private record Founded(GroupRow group, List<MemberRow> members) {
        MemberRow owner() {
            return members.getFirst();
        }
    }

    GroupRow found(Call call, CreateGroupReq wish) {
        var founders = founders(call, wish);
        profiles.require(
                call,
                founders.stream().map(MemberRow::userID).toList(),
                ErrorCode.USER_ID_NOT_FOUND);
        var info = hooks.beforeCreateGroup(call, wish.getGroupInfo(), founders);
        check(info);
        var groupID = info.getGroupID().isEmpty() ? freeId() : info.getGroupID();
        requireFree(store.look(groupID, List.of()).await(), groupID);
        var rows = founders.stream().map(row -> row.in(groupID)).toList();
        var members = memberHooks.beforeMemberJoinGroup(call, info.getEx(), rows);
        var done = store.change(edit -> found(call, groupID, info, members, edit));
        tell(call, wish, done);
        return done.value().group;
    }

    private void tell(Call call, CreateGroupReq wish, Committed<Founded> done) {
        var founded = done.value();
        var group = founded.group;
        var version = done.version(group.groupID());
        var maker =
                founded.members.stream()
                        .filter(row -> row.userID().equals(call.op().value()))
                        .findFirst();
        var seen = GroupService.seen(wish.hasSendMessage(), wish.getSendMessage());
        notices.groupCreated(call, group, founded.owner(), maker, version, seen);
        if (!group.notification().isEmpty()) notices.announcementSet(call, group, version);
        hooks.afterCreateGroup(call, group, founded.members);
    }

    /// The owner, the admins, then the members in their order. Whoever makes the group is one of
    /// them, unless he acts for others. Where and when they join is not known yet.
    private List<MemberRow> founders(Call call, CreateGroupReq wish) {
        var op = call.op().value();
        var members = new ArrayList<MemberRow>();
        var seen = new HashSet<String>();
        add(members, seen, wish.getOwnerUserID(), Role.OWNER, op);
        for (var user : wish.getAdminUserIDsList()) add(members, seen, user, Role.ADMIN, op);
        for (var user : wish.getMemberUserIDsList()) add(members, seen, user, Role.ORDINARY, op);
        if (!call.caller().mayActForAll() && !seen.contains(op))
            add(members, seen, op, Role.ORDINARY, op);
        return members;
    }

    private static void add(
            List<MemberRow> members, HashSet<String> seen, String user, Role role, String op) {
        if (!seen.add(user)) throw new Refusal(ErrorCode.ARGS, user + " is named twice");
        members.add(MemberRow.joining("", user, role, BY_INVITATION, op, op));
    }

    /// What a client or a back end may say about a new group. The reference stores anything.
    private static void check(GroupInfo info) {
        InfoWish.checkNumbers(
                info.getNeedVerification(), info.getLookMemberInfo(), info.getApplyMemberFriend());
        require(info.getGroupType() == GroupRow.WORKING, "there is only groupType 2");
        require(
                info.getStatus() == GroupRow.OPEN || info.getStatus() == GroupRow.MUTED,
                "a new group is open or muted");
        // Ids are parts of keys that are written with spaces between them.
        require(
                info.getGroupID().chars().noneMatch(c -> c <= ' ' || Character.isWhitespace(c)),
                "a groupID has no spaces");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) throw new Refusal(ErrorCode.ARGS, otherwise);
    }

    private Founded found(
            Call call, String groupID, GroupInfo info, List<MemberRow> founders, Edit edit) {
        requireFree(edit.look(groupID, List.of()), groupID);
        var members = edit.joined(founders);
        var creator = info.getCreatorUserID();
        var group =
                GroupRow.of(
                        info.toBuilder()
                                .setGroupID(groupID)
                                .setOwnerUserID(members.getFirst().userID())
                                .setCreatorUserID(creator.isEmpty() ? call.op().value() : creator)
                                .setCreateTime(edit.now())
                                .setMemberCount(members.size())
                                .build());
        edit.found(group, members);
        return new Founded(group, members);
    }

    /// Also a dismissed group keeps its id.
    private static void requireFree(GroupView view, String groupID) {
        if (view.row().isPresent()) throw new Refusal(ErrorCode.GROUP_ID_EXISTED, groupID);
    }

    /// Ids of the server are numbers below 2^32 as text.
    private String freeId() {
        for (int tries = 0; tries < ID_TRIES; tries++) {
            var id = Long.toString(ThreadLocalRandom.current().nextLong(IDS_END));
            if (store.group(id).await().isEmpty()) return id;
        }
        throw new Refusal(ErrorCode.DATA, "no free groupID");
    }
}
