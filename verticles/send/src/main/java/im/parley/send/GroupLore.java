package im.parley.send;

import im.parley.bus.AtHand;
import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.proto.group.GetGroupInfoCacheReq;
import im.parley.proto.group.GetGroupInfoCacheResp;
import im.parley.proto.group.GetGroupMemberCacheReq;
import im.parley.proto.group.GetGroupMemberCacheResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.send.GroupFacts.Place;
import im.parley.send.GroupFacts.Standing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.Optional;

/// What the rules know about groups: how they stand, and what each sender is in them. One a node;
/// safe to use from every thread.
final class GroupLore {
    private static final long ASK_MILLIS = 5_000;

    private record Seat(String groupID, String userID) {
        static Seat of(String announced) {
            int space = announced.indexOf(' ');
            return new Seat(announced.substring(0, space), announced.substring(space + 1));
        }
    }

    interface Groups {
        Future<GetGroupInfoCacheResp> getGroupInfoCache(Call call, GetGroupInfoCacheReq request);

        Future<GetGroupMemberCacheResp> getGroupMemberCache(
                Call call, GetGroupMemberCacheReq request);
    }

    private final Clock clock;
    private final Groups groups;
    private final Copies<String, Optional<Standing>> standings;
    private final Copies<Seat, Optional<Place>> places;

    GroupLore(Bus bus, Changes changes, Clock clock, SendConfig config, MeterRegistry metrics) {
        this.clock = clock;
        this.groups = bus.client("openim.group.group", Groups.class);
        this.standings = new Copies<>(config.copiesMax(), metrics, "send_groups");
        this.places = new Copies<>(config.copiesMax(), metrics, "send_seats");
        changes.onChange("group", standings::drop);
        changes.onChange("member", key -> places.drop(Seat.of(key)));
    }

    /// @param ofSystem see [GroupFacts]
    Future<GroupFacts> facts(MsgData message, boolean ofSystem) {
        var group = standings.get(message.getGroupID(), this::askStanding);
        var sender =
                places.get(new Seat(message.getGroupID(), message.getSendID()), this::askPlace);
        return AtHand.map(
                Copies.together(group, sender),
                _ ->
                        new GroupFacts(
                                message,
                                ofSystem,
                                group.result(),
                                sender.result(),
                                clock.millis()));
    }

    private Future<Optional<Standing>> askStanding(String groupID) {
        var request = GetGroupInfoCacheReq.newBuilder().setGroupID(groupID).build();
        return ifFound(
                groups.getGroupInfoCache(asking(), request)
                        .map(answer -> Standing.of(answer.getGroupInfo())));
    }

    private Future<Optional<Place>> askPlace(Seat seat) {
        var request =
                GetGroupMemberCacheReq.newBuilder()
                        .setGroupID(seat.groupID)
                        .setGroupMemberID(seat.userID)
                        .build();
        return ifFound(
                groups.getGroupMemberCache(asking(), request)
                        .map(answer -> Place.of(answer.getMember())));
    }

    private static <T> Future<Optional<T>> ifFound(Future<T> asked) {
        return asked.map(Optional::of)
                .recover(
                        failure ->
                                failure instanceof Refusal refusal
                                                && refusal.is(ErrorCode.RECORD_NOT_FOUND)
                                        ? Future.succeededFuture(Optional.empty())
                                        : Future.failedFuture(failure));
    }

    private Call asking() {
        return Call.ofServer("send", clock.millis() + ASK_MILLIS);
    }
}
