package im.parley.group;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.group.Entrance.Admitted;
import im.parley.proto.group.InviteUserToGroupReq;
import im.parley.proto.group.InviteUserToGroupResp;
import im.parley.proto.group.JoinGroupReq;
import im.parley.proto.group.JoinGroupResp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How users become members, or apply for it: by themselves or by invitation
/// (http-identity-and-groups.md 10.4, 10.6).
final class Admission {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule(
                            "joinGroup",
                            self("inviterUserID"),
                            nonEmpty("groupID"),
                            range("joinSource", 1, 4),
                            that(
                                    JoinGroupReq.class,
                                    wish ->
                                            wish.getJoinSource() != Founding.BY_INVITATION
                                                    || !wish.getInviterUserID().isEmpty(),
                                    "inviterUserID is empty"))
                    .rule(
                            "inviteUserToGroup",
                            ANY_USER,
                            nonEmpty("groupID"),
                            someOf("invitedUserIDs"),
                            atMost("invitedUserIDs", GroupVerticle.USERS_MAX),
                            distinct("invitedUserIDs"));

    /// One step of the group's version (http-identity-and-groups.md 6.2).
    private static final int MEMBERS_PER_STEP = 50;

    private final GroupStore store;
    private final Profiles profiles;
    private final Entrance entrance;
    private final JoinRequests requests;
    private final MemberHooks hooks;

    Admission(
            GroupStore store,
            Profiles profiles,
            Entrance entrance,
            JoinRequests requests,
            MemberHooks hooks) {
        this.store = store;
        this.profiles = profiles;
        this.entrance = entrance;
        this.requests = requests;
        this.hooks = hooks;
    }

    /// The applicant is called inviterUserID on the wire. Nobody applies for another.
    JoinGroupResp joinGroup(Call call, JoinGroupReq wish) {
        var user = wish.getInviterUserID();
        profiles.require(call, List.of(user), ErrorCode.RECORD_NOT_FOUND);
        var view = store.look(wish.getGroupID(), List.of(user)).await();
        var group = view.alive();
        hooks.beforeApplyJoinGroup(call, group, wish);
        requireOutsider(view, user);
        if (group.admitsWhoeverComes()) enter(call, wish, group);
        else requests.apply(call, group, applicationOf(wish), user);
        return JoinGroupResp.getDefaultInstance();
    }

    private static void requireOutsider(GroupView view, String user) {
        if (view.member(user).isPresent())
            throw new Refusal(ErrorCode.ARGS, user + " is a member already");
    }

    private void enter(Call call, JoinGroupReq wish, GroupRow group) {
        var user = wish.getInviterUserID();
        var op = call.op().value();
        var joining =
                MemberRow.joining(
                        group.groupID(), user, Role.ORDINARY, wish.getJoinSource(), op, user);
        var members = hooks.beforeMemberJoinGroup(call, group.ex(), List.of(joining));
        entrance.admit(
                call,
                group.groupID(),
                edit -> {
                    var view = edit.look(group.groupID(), List.of(user));
                    view.alive();
                    requireOutsider(view, user);
                    return Admitted.to(view, members, edit);
                },
                (in, version) -> entrance.tellOfEntry(call, in, version));
        hooks.afterJoinGroup(call, wish);
    }

    private RequestRow applicationOf(JoinGroupReq wish) {
        return RequestRow.pending(
                wish.getGroupID(),
                wish.getInviterUserID(),
                wish.getReqMessage(),
                wish.getEx(),
                wish.getJoinSource(),
                "",
                store.now());
    }

    /// Who is a member already is left as he is; the reference fails with 500 after it has let in
    /// some of the others.
    InviteUserToGroupResp inviteUserToGroup(Call call, InviteUserToGroupReq wish) {
        var op = call.op().value();
        var view = store.look(wish.getGroupID(), List.of(op)).await();
        var group = view.alive();
        var standing = view.standing(call);
        Permissions.belong(standing).enforce();
        profiles.require(call, wish.getInvitedUserIDsList(), ErrorCode.RECORD_NOT_FOUND);
        hooks.beforeInviteUserToGroup(call, wish);
        if (group.asksForInvitations() && standing == Standing.ORDINARY) propose(call, wish, group);
        else invite(call, wish, group);
        return InviteUserToGroupResp.getDefaultInstance();
    }

    private void propose(Call call, InviteUserToGroupReq wish, GroupRow group) {
        var op = call.op().value();
        for (var user : strangers(group, wish.getInvitedUserIDsList())) {
            var request =
                    RequestRow.pending(
                            group.groupID(), user, "", "", Founding.BY_INVITATION, op, store.now());
            requests.apply(call, group, request, op);
        }
    }

    private List<String> strangers(GroupRow group, List<String> users) {
        var view = store.look(group.groupID(), users).await();
        return users.stream().filter(user -> view.member(user).isEmpty()).toList();
    }

    private void invite(Call call, InviteUserToGroupReq wish, GroupRow group) {
        var op = call.op().value();
        var joining =
                strangers(group, wish.getInvitedUserIDsList()).stream()
                        .map(user -> invited(group.groupID(), user, op))
                        .toList();
        if (joining.isEmpty()) return;
        var members = hooks.beforeMemberJoinGroup(call, group.ex(), joining);
        var seen = GroupService.seen(wish.hasSendMessage(), wish.getSendMessage());
        for (int from = 0; from < members.size(); from += MEMBERS_PER_STEP) {
            int to = Math.min(from + MEMBERS_PER_STEP, members.size());
            invite(call, group.groupID(), members.subList(from, to), seen);
        }
    }

    private static MemberRow invited(String groupID, String user, String op) {
        return MemberRow.joining(groupID, user, Role.ORDINARY, Founding.BY_INVITATION, op, op);
    }

    private void invite(Call call, String groupID, List<MemberRow> some, Optional<Boolean> seen) {
        var op = call.op().value();
        var asked = new ArrayList<>(some.stream().map(MemberRow::userID).toList());
        asked.add(op);
        entrance.admit(
                call,
                groupID,
                edit -> {
                    var view = edit.look(groupID, asked);
                    view.alive();
                    Permissions.belong(view.standing(call)).enforce();
                    return Admitted.to(view, view.strangersAmong(some), edit);
                },
                (in, version) -> entrance.tellOfInvited(call, in, op, version, seen));
    }
}
