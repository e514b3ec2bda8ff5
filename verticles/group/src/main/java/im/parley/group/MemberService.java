package im.parley.group;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.nonZero;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.CancelMuteGroupMemberReq;
import im.parley.proto.group.CancelMuteGroupMemberResp;
import im.parley.proto.group.KickGroupMemberReq;
import im.parley.proto.group.KickGroupMemberResp;
import im.parley.proto.group.MuteGroupMemberReq;
import im.parley.proto.group.MuteGroupMemberResp;
import im.parley.proto.group.QuitGroupReq;
import im.parley.proto.group.QuitGroupResp;
import im.parley.proto.group.TransferGroupOwnerReq;
import im.parley.proto.group.TransferGroupOwnerResp;
import im.parley.proto.group.notificationUserInfoUpdateReq;
import im.parley.proto.group.notificationUserInfoUpdateResp;
import im.parley.versions.Step;
import im.parley.versions.Version;
import im.parley.versions.VersionLog;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/// How members leave, change hands and are silenced (http-identity-and-groups.md 10.7 to 10.9,
/// 10.11, 10.12, 8.24).
final class MemberService {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule("quitGroup", ANY_USER, nonEmpty("groupID"))
                    .rule(
                            "kickGroupMember",
                            ANY_USER,
                            nonEmpty("groupID"),
                            someOf("kickedUserIDs"),
                            atMost("kickedUserIDs", GroupVerticle.USERS_MAX),
                            distinct("kickedUserIDs"))
                    .rule(
                            "transferGroupOwner",
                            ANY_USER,
                            nonEmpty("groupID", "oldOwnerUserID", "newOwnerUserID"))
                    .rule(
                            "muteGroupMember",
                            ANY_USER,
                            nonEmpty("groupID", "userID"),
                            nonZero("mutedSeconds"))
                    .rule("cancelMuteGroupMember", ANY_USER, nonEmpty("groupID", "userID"))
                    .rule("NotificationUserInfoUpdate", INTERNAL, nonEmpty("userID"));

    private static final long NOT_MUTED = 0;
    private static final long NOTICE_SECONDS = 5;

    private final GroupStore store;
    private final Settlement settlement;
    private final Turns turns;
    private final GroupNotices notices;
    private final MemberHooks hooks;

    MemberService(
            GroupStore store,
            Settlement settlement,
            Turns turns,
            GroupNotices notices,
            MemberHooks hooks) {
        this.store = store;
        this.settlement = settlement;
        this.turns = turns;
        this.notices = notices;
        this.hooks = hooks;
    }

    /// @param members as they were before they left
    private record Left(Edit.Moved moved, List<MemberRow> members) {}

    QuitGroupResp quitGroup(Call call, QuitGroupReq wish) {
        var groupID = wish.getGroupID();
        var user = wish.getUserID().isEmpty() ? call.op().value() : wish.getUserID();
        if (!call.mayActFor(user)) throw new Refusal(ErrorCode.NO_PERMISSION);
        seeOff(
                call,
                groupID,
                edit -> quit(groupID, user, edit),
                (left, version) ->
                        notices.memberQuit(
                                call, left.moved.group(), left.members.getFirst(), version));
        hooks.afterQuitGroup(call, groupID, user);
        return QuitGroupResp.getDefaultInstance();
    }

    /// Sees members off: one turn of the group, with all that belongs to it. They read up to the
    /// newest message, so that they find the notice of their leaving it must be stored before
    /// (message-pipeline.md 10.2, I-24).
    private void seeOff(
            Call call,
            String groupID,
            Function<Edit, Left> attempt,
            BiFunction<Left, Version, Future<Void>> notice) {
        turns.take(
                groupID,
                () -> {
                    var done = store.change(attempt);
                    notice.apply(done.value(), done.version(groupID))
                            .timeout(NOTICE_SECONDS, TimeUnit.SECONDS)
                            .otherwiseEmpty()
                            .await();
                    settlement.depart(call, done.value().moved.unsettled());
                    return done;
                });
    }

    private static Left quit(String groupID, String user, Edit edit) {
        var view = edit.look(groupID, List.of(user));
        var row = view.required(user, ErrorCode.RECORD_NOT_FOUND);
        Permissions.quit(row.role()).enforce();
        return leave(view, List.of(row), edit);
    }

    private static Left leave(GroupView view, List<MemberRow> members, Edit edit) {
        return new Left(edit.leave(view.group(), members), members);
    }

    KickGroupMemberResp kickGroupMember(Call call, KickGroupMemberReq wish) {
        var seen = GroupService.seen(wish.hasSendMessage(), wish.getSendMessage());
        seeOff(
                call,
                wish.getGroupID(),
                edit -> kick(call, wish, edit),
                (left, version) ->
                        notices.memberKicked(
                                call, left.moved.group(), left.members, version, seen));
        hooks.afterKickGroupMember(call, wish);
        return KickGroupMemberResp.getDefaultInstance();
    }

    /// All of them or none.
    private static Left kick(Call call, KickGroupMemberReq wish, Edit edit) {
        var op = call.op().value();
        var kicked = wish.getKickedUserIDsList();
        var asked = new ArrayList<>(kicked);
        asked.add(op);
        var view = edit.look(wish.getGroupID(), asked);
        var group = view.group();
        if (kicked.contains(op)) throw new Refusal(ErrorCode.ARGS, "nobody kicks himself");
        if (group.isDismissed())
            throw new Refusal(ErrorCode.RECORD_NOT_FOUND, "the group has no owner");
        if (kicked.contains(group.ownerUserID()))
            throw new Refusal(ErrorCode.ARGS, "the owner cannot be kicked");
        var standing = view.standing(call);
        for (var user : kicked) {
            var row = view.required(user, ErrorCode.USER_ID_NOT_FOUND);
            Permissions.kick(standing, row.role()).enforce();
        }
        return leave(view, view.members(kicked), edit);
    }

    private record Handed(GroupRow group, MemberRow before, MemberRow after, boolean unmuted) {}

    /// Who was muted is let speak before he owns the group, and the group is told of both.
    TransferGroupOwnerResp transferGroupOwner(Call call, TransferGroupOwnerReq wish) {
        var groupID = wish.getGroupID();
        var handed =
                turns.take(
                        groupID,
                        () -> {
                            var done = store.change(edit -> transfer(call, wish, edit));
                            tellOfTransfer(call, done.value(), done.version(groupID));
                            return done.value();
                        });
        hooks.afterTransferGroupOwner(call, wish);
        return TransferGroupOwnerResp.getDefaultInstance();
    }

    private static Handed transfer(Call call, TransferGroupOwnerReq wish, Edit edit) {
        var oldOwner = wish.getOldOwnerUserID();
        var newOwner = wish.getNewOwnerUserID();
        var view = edit.look(wish.getGroupID(), List.of(oldOwner, newOwner, call.op().value()));
        var group = view.alive();
        if (oldOwner.equals(newOwner)) throw new Refusal(ErrorCode.ARGS, "he is the owner");
        var giver = view.required(oldOwner, ErrorCode.ARGS);
        var taker = view.required(newOwner, ErrorCode.ARGS);
        boolean himself = oldOwner.equals(call.op().value());
        Permissions.transfer(view.standing(call), himself, giver.role()).enforce();
        boolean muted = taker.muteEndTime() > edit.now();
        var owned = group.with(info -> info.setOwnerUserID(newOwner));
        var before = giver.withRole(taker.role());
        var after = taker.withRole(Role.OWNER).mutedUntil(muted ? NOT_MUTED : taker.muteEndTime());
        edit.rewrite(group, owned);
        edit.rewrite(giver, before);
        edit.rewrite(taker, after);
        if (muted) edit.step(Step.update(group.groupID(), newOwner));
        edit.step(Step.update(group.groupID(), List.of(VersionLog.SORT, oldOwner, newOwner)));
        return new Handed(owned, before, after, muted);
    }

    private void tellOfTransfer(Call call, Handed handed, Version version) {
        if (handed.unmuted) {
            var unmuting = new Version(version.id(), version.number() - 1);
            notices.memberCancelMuted(call, handed.group, handed.after, unmuting);
        }
        notices.ownerTransferred(call, handed.group, handed.before, handed.after, version);
    }

    private record Changed(GroupRow group, MemberRow member) {}

    MuteGroupMemberResp muteGroupMember(Call call, MuteGroupMemberReq wish) {
        int seconds = wish.getMutedSeconds();
        long until = store.now() + Integer.toUnsignedLong(seconds) * 1_000;
        mute(
                call,
                wish.getGroupID(),
                wish.getUserID(),
                until,
                (changed, version) ->
                        notices.memberMuted(call, changed.group, changed.member, seconds, version));
        return MuteGroupMemberResp.getDefaultInstance();
    }

    CancelMuteGroupMemberResp cancelMuteGroupMember(Call call, CancelMuteGroupMemberReq wish) {
        mute(
                call,
                wish.getGroupID(),
                wish.getUserID(),
                NOT_MUTED,
                (changed, version) ->
                        notices.memberCancelMuted(call, changed.group, changed.member, version));
        return CancelMuteGroupMemberResp.getDefaultInstance();
    }

    @FunctionalInterface
    private interface Telling {
        void tell(Changed changed, Version version);
    }

    private void mute(Call call, String groupID, String user, long until, Telling telling) {
        turns.take(
                groupID,
                () -> {
                    var done = store.change(edit -> mute(call, groupID, user, until, edit));
                    telling.tell(done.value(), done.version(groupID));
                    return done;
                });
    }

    private static Changed mute(Call call, String groupID, String user, long until, Edit edit) {
        var view = edit.look(groupID, List.of(user, call.op().value()));
        var target = view.required(user, ErrorCode.RECORD_NOT_FOUND);
        Permissions.mute(view.standing(call), target.role()).enforce();
        var after = target.mutedUntil(until);
        edit.rewrite(target, after);
        edit.step(Step.update(groupID, user));
        return new Changed(view.group(), after);
    }

    /// The groups half of http-identity-and-groups.md 8.24: every group that shows something of the
    /// user's own profile is told.
    notificationUserInfoUpdateResp notificationUserInfoUpdate(
            Call call, notificationUserInfoUpdateReq change) {
        for (var row : store.membershipsOf(change.getUserID()).await())
            if (row.borrowsFromProfile()) profileChanged(call, row);
        return notificationUserInfoUpdateResp.getDefaultInstance();
    }

    private void profileChanged(Call call, MemberRow member) {
        var groupID = member.groupID();
        turns.take(
                groupID,
                () -> {
                    var done = store.change(edit -> show(member, edit));
                    for (var shown : done.value())
                        notices.memberInfoSet(
                                call, shown.group, shown.member, done.version(groupID));
                    return done;
                });
    }

    /// Nothing of the row changes, but what it shows. Meanwhile he may have left.
    private static List<Changed> show(MemberRow member, Edit edit) {
        var view = edit.look(member.groupID(), List.of(member.userID()));
        var row = view.member(member.userID());
        if (row.isEmpty()) return List.of();
        edit.step(Step.update(member.groupID(), member.userID()));
        return List.of(new Changed(view.group(), row.get()));
    }
}
