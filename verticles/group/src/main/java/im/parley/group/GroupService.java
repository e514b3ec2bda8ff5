package im.parley.group;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.present;
import static im.parley.bus.Check.range;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.CancelMuteGroupReq;
import im.parley.proto.group.CancelMuteGroupResp;
import im.parley.proto.group.CreateGroupReq;
import im.parley.proto.group.CreateGroupResp;
import im.parley.proto.group.DismissGroupReq;
import im.parley.proto.group.DismissGroupResp;
import im.parley.proto.group.MuteGroupReq;
import im.parley.proto.group.MuteGroupResp;
import im.parley.proto.group.SetGroupInfoExReq;
import im.parley.proto.group.SetGroupInfoExResp;
import im.parley.proto.group.SetGroupInfoReq;
import im.parley.proto.group.SetGroupInfoResp;
import im.parley.versions.Version;

import java.util.List;
import java.util.Optional;

/// The life of a group and what is said about it (http-identity-and-groups.md 10.1 to 10.3, 10.10,
/// 10.13, 10.14).
final class GroupService {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule(
                            "createGroup",
                            self("ownerUserID"),
                            present("groupInfo"),
                            range("groupInfo.groupType", GroupRow.WORKING, GroupRow.WORKING),
                            nonEmpty("ownerUserID"),
                            atMost("memberUserIDs", GroupVerticle.USERS_MAX),
                            atMost("adminUserIDs", GroupVerticle.USERS_MAX))
                    .rule(
                            "setGroupInfo",
                            ANY_USER,
                            present("groupInfoForSet"),
                            nonEmpty("groupInfoForSet.groupID"))
                    .rule("setGroupInfoEx", ANY_USER)
                    .rule("muteGroup", ANY_USER, nonEmpty("groupID"))
                    .rule("cancelMuteGroup", ANY_USER, nonEmpty("groupID"))
                    .rule("dismissGroup", ANY_USER, nonEmpty("groupID"));

    private final GroupStore store;
    private final Founding founding;
    private final Dismissals dismissals;
    private final Announcements announcements;
    private final Turns turns;
    private final GroupNotices notices;
    private final GroupHooks hooks;

    GroupService(
            GroupStore store,
            Founding founding,
            Dismissals dismissals,
            Announcements announcements,
            Turns turns,
            GroupNotices notices,
            GroupHooks hooks) {
        this.store = store;
        this.founding = founding;
        this.dismissals = dismissals;
        this.announcements = announcements;
        this.turns = turns;
        this.notices = notices;
        this.hooks = hooks;
    }

    CreateGroupResp createGroup(Call call, CreateGroupReq wish) {
        var group = founding.found(call, wish);
        return CreateGroupResp.newBuilder().setGroupInfo(group.toMessage()).build();
    }

    SetGroupInfoResp setGroupInfo(Call call, SetGroupInfoReq request) {
        var groupID = request.getGroupInfoForSet().getGroupID();
        var wish = InfoWish.of(request.getGroupInfoForSet());
        mayLead(call, groupID);
        wish = hooks.beforeSetGroupInfo(call, groupID, wish);
        if (wish.isEmpty()) return SetGroupInfoResp.getDefaultInstance();
        setInfo(call, groupID, wish);
        hooks.afterSetGroupInfo(call, groupID, wish);
        return SetGroupInfoResp.getDefaultInstance();
    }

    SetGroupInfoExResp setGroupInfoEx(Call call, SetGroupInfoExReq request) {
        var groupID = request.getGroupID();
        var wish = InfoWish.of(request);
        mayLead(call, groupID);
        wish = hooks.beforeSetGroupInfoEx(call, groupID, wish);
        if (wish.isEmpty()) return SetGroupInfoExResp.getDefaultInstance();
        setInfo(call, groupID, wish);
        hooks.afterSetGroupInfoEx(call, groupID, wish);
        return SetGroupInfoExResp.getDefaultInstance();
    }

    private void mayLead(Call call, String groupID) {
        var view = store.look(groupID, List.of(call.op().value())).await();
        Permissions.lead(view.standing(call)).enforce();
        view.alive();
    }

    private void setInfo(Call call, String groupID, InfoWish wish) {
        turns.take(
                groupID,
                () -> {
                    var set = store.change(edit -> setInfo(call, groupID, wish, edit));
                    tellOfInfo(call, wish, set);
                    return set;
                });
        if (wish.notification().filter(text -> !text.isEmpty()).isPresent())
            announcements.mark(call, groupID);
    }

    private static GroupRow setInfo(Call call, String groupID, InfoWish wish, Edit edit) {
        var op = call.op().value();
        var view = edit.look(groupID, List.of(op));
        Permissions.lead(view.standing(call)).enforce();
        var before = view.alive();
        var after = wish.applyTo(before, op, edit.now());
        edit.change(before, after);
        return after;
    }

    private void tellOfInfo(Call call, InfoWish wish, Committed<GroupRow> set) {
        var group = set.value();
        var version = set.version(group.groupID());
        if (wish.notification().isPresent()) notices.announcementSet(call, group, version);
        if (wish.groupName().isPresent()) notices.nameSet(call, group, version);
        if (wish.setsOthers()) notices.infoSet(call, group, version);
    }

    MuteGroupResp muteGroup(Call call, MuteGroupReq wish) {
        setStatus(call, wish.getGroupID(), GroupRow.MUTED, notices::groupMuted);
        return MuteGroupResp.getDefaultInstance();
    }

    CancelMuteGroupResp cancelMuteGroup(Call call, CancelMuteGroupReq wish) {
        setStatus(call, wish.getGroupID(), GroupRow.OPEN, notices::groupCancelMuted);
        return CancelMuteGroupResp.getDefaultInstance();
    }

    @FunctionalInterface
    private interface Telling {
        void tell(Call call, GroupRow group, Version version);
    }

    private void setStatus(Call call, String groupID, int status, Telling telling) {
        turns.take(
                groupID,
                () -> {
                    var set = store.change(edit -> setStatus(call, groupID, status, edit));
                    telling.tell(call, set.value(), set.version(groupID));
                    return set;
                });
    }

    /// The reference revives a dismissed group here.
    private static GroupRow setStatus(Call call, String groupID, int status, Edit edit) {
        var view = edit.look(groupID, List.of(call.op().value()));
        Permissions.oversee(view.standing(call)).enforce();
        var after = view.alive().withStatus(status);
        edit.change(view.alive(), after);
        return after;
    }

    /// The members' lists lose the group before they are told, so that a client that asks once when
    /// it hears of it learns the truth.
    DismissGroupResp dismissGroup(Call call, DismissGroupReq wish) {
        var groupID = wish.getGroupID();
        var group =
                turns.take(
                        groupID,
                        () -> {
                            var done = store.change(edit -> dismiss(call, groupID, edit));
                            dismissals.finish(groupID);
                            if (!wish.getDeleteMember()) tellOfEnd(call, wish, done);
                            return done.value();
                        });
        hooks.afterDismissGroup(
                call,
                group,
                () -> wish.getDeleteMember() ? List.of() : dismissals.formerMembers(groupID));
        return DismissGroupResp.getDefaultInstance();
    }

    private void tellOfEnd(Call call, DismissGroupReq wish, Committed<GroupRow> done) {
        var version = done.version(wish.getGroupID());
        var seen = seen(wish.hasSendMessage(), wish.getSendMessage());
        notices.groupDismissed(call, done.value(), version, seen);
    }

    /// A group is dismissed once: from then on it has no owner.
    private GroupRow dismiss(Call call, String groupID, Edit edit) {
        var view = edit.look(groupID, List.of(call.op().value()));
        if (view.group().isDismissed())
            throw new Refusal(ErrorCode.RECORD_NOT_FOUND, "the group has no owner");
        Permissions.dismiss(view.standing(call)).enforce();
        var before = view.alive();
        var after = before.withStatus(GroupRow.DISMISSED);
        edit.change(before, after.withMembers(-before.memberCount()));
        dismissals.begin(edit, before);
        return after;
    }

    /// What a request says about being seen; its type decides where it says nothing.
    static Optional<Boolean> seen(boolean said, boolean seen) {
        return said ? Optional.of(seen) : Optional.empty();
    }
}
