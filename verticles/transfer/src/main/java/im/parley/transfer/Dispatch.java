package im.parley.transfer;

import static im.parley.bus.AtHand.map;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.bus.Call;
import im.parley.contract.UserId;
import im.parley.courier.Couriers;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Delivery;
import im.parley.proto.courier.Outcome;
import im.parley.proto.courier.Parcel;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Presence;
import im.parley.state.Presence.Place;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells who waits and who is connected what became of a batch: one parcel a node, outcomes first.
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Presence presence;
    private final GroupMembers groups;
    private final OnlinePushHooks hooks;
    private final Couriers couriers;

    Dispatch(Presence presence, GroupMembers groups, OnlinePushHooks hooks, Couriers couriers) {
        this.presence = presence;
        this.groups = groups;
        this.hooks = hooks;
        this.couriers = couriers;
    }

    /// An item with its final bytes.
    record Sealed(Item item, ByteString body, Audience audience) {
        Sealed(Item item, ByteString body) {
            this(item, body, Audience.of(item.message()));
        }

        /// The message as it is shown: its seq and time are only in the bytes.
        MsgData stamped() {
            try {
                return MsgData.parseFrom(body);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("we wrote this message ourselves", e);
            }
        }
    }

    /// What is answered to a node.
    record Answer(NodeId node, Outcome outcome) {}

    /// Where everybody is who is to see something of a batch.
    private record Whereabouts(Map<UserId, List<Place>> people, Map<String, Crowd> crowds) {
        Map<NodeId, Delivery.Builder> of(Audience audience) {
            return switch (audience) {
                case Audience.People(var users) -> of(users);
                case Audience.Group(var groupID, var gone) -> crowds.get(groupID).and(gone, people);
            };
        }

        private Map<NodeId, Delivery.Builder> of(List<UserId> users) {
            var byNode = new HashMap<NodeId, Delivery.Builder>(2);
            for (var user : users) Crowd.add(byNode, people.getOrDefault(user, List.of()));
            return byNode;
        }
    }

    /// Who waits for an outcome does not wait for a back end that is asked who may see the message.
    Future<Void> send(Call call, List<Answer> answers, List<Sealed> shown) {
        if (!hooks.areOn()) return show(call, answers, shown);
        parcel(call, answers, List.of(), new Whereabouts(Map.of(), Map.of()));
        return hooks.ask(call, shown).compose(allowed -> show(call, List.of(), allowed));
    }

    /// Presence is asked only now, after the batch is stored: who connects later finds the messages
    /// by asking for them (promise 4 of ARCHITECTURE.md).
    private Future<Void> show(Call call, List<Answer> answers, List<Sealed> shown) {
        return map(whereabouts(call, shown), found -> parcel(call, answers, shown, found));
    }

    private Future<Whereabouts> whereabouts(Call call, List<Sealed> shown) {
        var users = HashSet.<UserId>newHashSet(2 * shown.size());
        var groupIDs = new HashSet<String>();
        for (var sealed : shown)
            switch (sealed.audience) {
                case Audience.People(var pair) -> users.addAll(pair);
                case Audience.Group(var groupID, var gone) -> {
                    groupIDs.add(groupID);
                    users.addAll(gone);
                }
            }
        var people = presence.locate(users).otherwise(failure -> unknown(failure, Map.of()));
        return groupIDs.isEmpty()
                ? map(people, places -> new Whereabouts(places, Map.of()))
                : Future.all(people, crowds(call, groupIDs))
                        .map(all -> new Whereabouts(all.resultAt(0), all.resultAt(1)));
    }

    private Future<Map<String, Crowd>> crowds(Call call, Set<String> groupIDs) {
        var asked = new HashMap<String, Future<Crowd>>();
        for (var groupID : groupIDs) asked.put(groupID, crowd(call, groupID));
        return Future.all(List.copyOf(asked.values()))
                .map(
                        _ -> {
                            var crowds = new HashMap<String, Crowd>();
                            asked.forEach((id, crowd) -> crowds.put(id, crowd.result()));
                            return crowds;
                        });
    }

    private Future<Crowd> crowd(Call call, String groupID) {
        return groups.of(call, groupID)
                .compose(
                        members ->
                                presence.locate(members).map(places -> Crowd.of(members, places)))
                .otherwise(failure -> unknown(failure, Crowd.NONE));
    }

    /// The messages are stored, so their senders must hear of it. The connected see the gap at the
    /// next message, or pull.
    private static <T> T unknown(Throwable failure, T nobody) {
        LOG.atWarn().setCause(failure).log("receivers are not known, something is not pushed");
        return nobody;
    }

    private Void parcel(Call call, List<Answer> answers, List<Sealed> shown, Whereabouts found) {
        var parcels = new HashMap<NodeId, Parcel.Builder>(2);
        for (var answer : answers)
            parcels.computeIfAbsent(answer.node, _ -> Parcel.newBuilder())
                    .addOutcomes(answer.outcome);
        for (var sealed : shown)
            found.of(sealed.audience)
                    .forEach(
                            (node, delivery) ->
                                    parcels.computeIfAbsent(node, _ -> Parcel.newBuilder())
                                            .addDeliveries(filled(delivery, sealed)));
        parcels.forEach((node, parcel) -> bring(call, node, parcel.build()));
        return null;
    }

    private static Delivery.Builder filled(Delivery.Builder delivery, Sealed sealed) {
        var item = sealed.item;
        return delivery.setConversationID(item.conversation().value())
                .setMessage(sealed.body)
                .setOperationID(item.submission().operationID())
                .setSendID(item.message().getSendID())
                .setClientMsgID(item.message().getClientMsgID());
    }

    /// A node that cannot be reached has lost its connections too: its users come back and pull,
    /// its senders ask again.
    private void bring(Call call, NodeId node, Parcel parcel) {
        couriers.carry(node, call, parcel)
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("node", node)
                                        .log("a parcel was not brought"));
    }
}
