package im.parley.transfer;

import com.google.protobuf.ByteString;

import im.parley.bus.Call;
import im.parley.contract.UserId;
import im.parley.courier.Couriers;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Delivery;
import im.parley.proto.courier.Outcome;
import im.parley.proto.courier.Parcel;
import im.parley.state.Presence;
import im.parley.state.Presence.Place;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Tells who waits and who is connected what became of a batch: one parcel a node, outcomes first.
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Presence presence;
    private final Couriers couriers;

    Dispatch(Presence presence, Couriers couriers) {
        this.presence = presence;
        this.couriers = couriers;
    }

    /// An item with its final bytes.
    record Sealed(Item item, ByteString body, List<UserId> recipients) {
        Sealed(Item item, ByteString body) {
            this(item, body, item.recipients());
        }
    }

    /// What is answered to a node.
    record Answer(NodeId node, Outcome outcome) {}

    /// Presence is asked only now, after the batch is stored: who connects later finds the messages
    /// by asking for them (promise 4 of ARCHITECTURE.md).
    Future<Void> send(Call call, List<Answer> answers, List<Sealed> shown) {
        var people = new HashSet<UserId>();
        for (var sealed : shown) people.addAll(sealed.recipients);
        return presence.locate(people)
                .otherwise(Dispatch::nobody)
                .map(places -> parcel(call, answers, shown, places));
    }

    /// The messages are stored, so their senders must hear of it. The connected see the gap at the
    /// next message, or pull.
    private static Map<UserId, List<Place>> nobody(Throwable failure) {
        LOG.atWarn().setCause(failure).log("presence is not known, a batch is not pushed");
        return Map.of();
    }

    private Void parcel(
            Call call, List<Answer> answers, List<Sealed> shown, Map<UserId, List<Place>> places) {
        var parcels = new HashMap<NodeId, Parcel.Builder>();
        for (var answer : answers)
            parcels.computeIfAbsent(answer.node, _ -> Parcel.newBuilder())
                    .addOutcomes(answer.outcome);
        for (var sealed : shown)
            deliveries(sealed, places)
                    .forEach(
                            (node, delivery) ->
                                    parcels.computeIfAbsent(node, _ -> Parcel.newBuilder())
                                            .addDeliveries(delivery));
        parcels.forEach((node, parcel) -> bring(call, node, parcel.build()));
        return null;
    }

    private static Map<NodeId, Delivery.Builder> deliveries(
            Sealed sealed, Map<UserId, List<Place>> places) {
        var byNode = new HashMap<NodeId, Delivery.Builder>(2);
        for (var user : sealed.recipients)
            for (var place : places.getOrDefault(user, List.of()))
                byNode.computeIfAbsent(place.node(), _ -> delivery(sealed))
                        .addConnections(place.connection());
        return byNode;
    }

    private static Delivery.Builder delivery(Sealed sealed) {
        var item = sealed.item;
        return Delivery.newBuilder()
                .setConversationID(item.conversation().value())
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
