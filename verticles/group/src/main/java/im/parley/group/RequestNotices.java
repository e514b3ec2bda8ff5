package im.parley.group;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.UserId;
import im.parley.notify.Notifier;
import im.parley.proto.sdkws.GroupApplicationAcceptedTips;
import im.parley.proto.sdkws.GroupApplicationRejectedTips;
import im.parley.proto.sdkws.JoinGroupApplicationTips;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/// What those concerned by an application are told, each for himself
/// (notifications-and-webhooks.md A4.2). Clients know by the uuid that several tell of one thing.
final class RequestNotices {
    private static final int AS_APPLICANT = 0;
    private static final int AS_LEADER = 1;

    private final Notifier notifier;
    private final Profiles profiles;
    private final Actors actors;
    private final GroupStore store;

    RequestNotices(Notifier notifier, Profiles profiles, Actors actors, GroupStore store) {
        this.notifier = notifier;
        this.profiles = profiles;
        this.actors = actors;
        this.store = store;
    }

    /// 1503, to owner, admins, applicant and op.
    ///
    /// @param applicant who wishes it: the user himself, or who proposes him
    void joinGroupApplication(Call call, GroupRow group, RequestRow request, String applicant) {
        unawaited(call, () -> tellOfApplication(call, group, request, applicant));
    }

    private Future<?> tellOfApplication(
            Call call, GroupRow group, RequestRow request, String applicant) {
        var tips =
                JoinGroupApplicationTips.newBuilder()
                        .setGroup(group.toMessage())
                        .setApplicant(profiles.face(call, applicant))
                        .setReqMsg(request.reqMsg())
                        .setUuid(UUID.randomUUID().toString())
                        .setRequest(request.toMessage(profiles.face(call, request.userID())))
                        .build();
        var sender = Actors.sender(call, applicant);
        var receivers = new LinkedHashSet<>(leaders(group));
        receivers.add(applicant);
        receivers.add(sender.value());
        var sent =
                receivers.stream()
                        .map(
                                to ->
                                        notifier.toUser(
                                                call,
                                                ContentType.JOIN_GROUP_APPLICATION,
                                                sender,
                                                new UserId(to),
                                                tips))
                        .toList();
        return Future.join(sent);
    }

    /// 1505 or 1506, to owner, admins and applicant.
    void groupApplicationAnswered(Call call, GroupRow group, RequestRow request) {
        unawaited(call, () -> tellOfAnswer(call, group, request));
    }

    private Future<?> tellOfAnswer(Call call, GroupRow group, RequestRow request) {
        var sender = Actors.sender(call, group.ownerUserID());
        var tips =
                GroupApplicationAcceptedTips.newBuilder()
                        .setGroup(group.toMessage())
                        .setOpUser(actors.opUser(call, group.groupID(), sender))
                        .setHandleMsg(request.handledMsg())
                        .setUuid(UUID.randomUUID().toString())
                        .setRequest(request.toMessage(profiles.face(call, request.userID())));
        var sent = new ArrayList<Future<Void>>();
        var leaders = new LinkedHashSet<>(leaders(group));
        leaders.remove(request.userID());
        for (var leader : leaders)
            sent.add(answer(call, sender, leader, request, tips.setReceiverAs(AS_LEADER)));
        sent.add(answer(call, sender, request.userID(), request, tips.setReceiverAs(AS_APPLICANT)));
        return Future.join(sent);
    }

    private Future<Void> answer(
            Call call,
            UserId sender,
            String to,
            RequestRow request,
            GroupApplicationAcceptedTips.Builder tips) {
        if (request.handleResult() == RequestRow.AGREED)
            return notifier.toUser(
                    call,
                    ContentType.GROUP_APPLICATION_ACCEPTED,
                    sender,
                    new UserId(to),
                    tips.build());
        return notifier.toUser(
                call,
                ContentType.GROUP_APPLICATION_REJECTED,
                sender,
                new UserId(to),
                rejected(tips));
    }

    /// The two kinds of tips say the same.
    private static GroupApplicationRejectedTips rejected(
            GroupApplicationAcceptedTips.Builder tips) {
        return GroupApplicationRejectedTips.newBuilder()
                .setGroup(tips.getGroup())
                .setOpUser(tips.getOpUser())
                .setHandleMsg(tips.getHandleMsg())
                .setReceiverAs(tips.getReceiverAs())
                .setUuid(tips.getUuid())
                .setRequest(tips.getRequest())
                .build();
    }

    private List<String> leaders(GroupRow group) {
        return store.leaders(group.groupID()).await().stream().map(MemberRow::userID).toList();
    }

    @FunctionalInterface
    private interface Telling {
        Future<?> tell();
    }

    private void unawaited(Call call, Telling telling) {
        notifier.unawaited(call, Future.succeededFuture().compose(_ -> telling.tell()).mapEmpty());
    }
}
