package im.parley.group;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.ANY_USER;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.group.Entrance.Admitted;
import im.parley.proto.group.GroupApplicationResponseReq;
import im.parley.proto.group.GroupApplicationResponseResp;
import im.parley.versions.Version;

import java.util.List;
import java.util.Optional;

/// Applications and the answers to them (http-identity-and-groups.md 10.4 to 10.6).
final class JoinRequests {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule(
                            "groupApplicationResponse",
                            ANY_USER,
                            nonEmpty("groupID", "fromUserID"),
                            range("handleResult", RequestRow.REFUSED, RequestRow.AGREED),
                            that(
                                    GroupApplicationResponseReq.class,
                                    answer -> answer.getHandleResult() != RequestRow.PENDING,
                                    "handleResult says nothing"));

    private final GroupStore store;
    private final RequestStore requests;
    private final Profiles profiles;
    private final Entrance entrance;
    private final Turns turns;
    private final RequestNotices notices;
    private final MemberHooks hooks;

    JoinRequests(
            GroupStore store,
            RequestStore requests,
            Profiles profiles,
            Entrance entrance,
            Turns turns,
            RequestNotices notices,
            MemberHooks hooks) {
        this.store = store;
        this.requests = requests;
        this.profiles = profiles;
        this.entrance = entrance;
        this.turns = turns;
        this.notices = notices;
        this.hooks = hooks;
    }

    /// A repeated application replaces the one before, whatever became of that.
    void apply(Call call, GroupRow group, RequestRow request, String applicant) {
        requests.put(request).await();
        notices.joinGroupApplication(call, group, request, applicant);
    }

    GroupApplicationResponseResp groupApplicationResponse(
            Call call, GroupApplicationResponseReq answer) {
        var op = call.op().value();
        var view = store.look(answer.getGroupID(), List.of(op, answer.getFromUserID())).await();
        Permissions.lead(view.standing(call)).enforce();
        var group = view.alive();
        var request = pending(answer);
        profiles.require(call, List.of(request.userID()), ErrorCode.RECORD_NOT_FOUND);
        var joining = joining(call, group, view, request, answer);
        turns.take(
                group.groupID(),
                () -> {
                    var done = store.change(edit -> answer(call, answer, joining, edit));
                    tellOfAnswer(call, done);
                    return done;
                });
        return GroupApplicationResponseResp.getDefaultInstance();
    }

    /// Who comes in when the application is agreed to and nobody else has let him in meanwhile.
    private List<MemberRow> joining(
            Call call,
            GroupRow group,
            GroupView view,
            RequestRow request,
            GroupApplicationResponseReq answer) {
        if (answer.getHandleResult() == RequestRow.REFUSED) return List.of();
        var comes = view.strangersAmong(List.of(accepted(request, call.op().value())));
        return comes.isEmpty() ? comes : hooks.beforeMemberJoinGroup(call, group.ex(), comes);
    }

    private RequestRow pending(GroupApplicationResponseReq answer) {
        var request =
                requests.find(answer.getGroupID(), answer.getFromUserID())
                        .await()
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ErrorCode.RECORD_NOT_FOUND,
                                                "there is no application"));
        if (!request.isPending()) throw new Refusal(ErrorCode.GROUP_REQUEST_HANDLED);
        return request;
    }

    private static MemberRow accepted(RequestRow request, String op) {
        return MemberRow.joining(
                request.groupID(),
                request.userID(),
                Role.ORDINARY,
                request.joinSource(),
                op,
                request.inviterUserID());
    }

    private record Answered(RequestRow request, Admitted in) {}

    /// The answer and the member are one write; of two answers at once one finds the application
    /// answered.
    private Answered answer(
            Call call, GroupApplicationResponseReq answer, List<MemberRow> joining, Edit edit) {
        var op = call.op().value();
        var view = edit.look(answer.getGroupID(), List.of(op, answer.getFromUserID()));
        Permissions.lead(view.standing(call)).enforce();
        view.alive();
        var before = pending(answer);
        var after =
                before.handled(answer.getHandleResult(), answer.getHandledMsg(), op, edit.now());
        edit.replace(RequestRow.TABLE, before, after);
        return new Answered(after, Admitted.to(view, view.strangersAmong(joining), edit));
    }

    private void tellOfAnswer(Call call, Committed<Answered> done) {
        var request = done.value().request;
        var in = done.value().in;
        notices.groupApplicationAnswered(call, in.group(), request);
        entrance.settle(
                call, in, () -> tellOfMember(call, request, in, done.version(request.groupID())));
    }

    private void tellOfMember(Call call, RequestRow request, Admitted in, Version version) {
        if (request.isInvitation())
            entrance.tellOfInvited(call, in, request.inviterUserID(), version, Optional.empty());
        else entrance.tellOfEntry(call, in, version);
    }
}
