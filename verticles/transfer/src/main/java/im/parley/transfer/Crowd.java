package im.parley.transfer;

import im.parley.contract.UserId;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Delivery;
import im.parley.state.Presence.Place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The connected members of a group, found once for all its messages of a batch.
///
/// @param byNode a delivery to them without its message: what is made of it shares the list of
///     connections, so a message costs the same however many see it
record Crowd(Members members, Map<NodeId, Delivery> byNode) {
    static final Crowd NONE = new Crowd(Members.NONE, Map.of());

    static Crowd of(Members members, Map<UserId, List<Place>> places) {
        var builders = new HashMap<NodeId, Delivery.Builder>(2);
        for (var devices : places.values()) add(builders, devices);
        var byNode = new HashMap<NodeId, Delivery>(2);
        builders.forEach((node, delivery) -> byNode.put(node, delivery.build()));
        return new Crowd(members, byNode);
    }

    /// Deliveries to them and to the gone, who are no members any more.
    Map<NodeId, Delivery.Builder> and(List<UserId> gone, Map<UserId, List<Place>> places) {
        var builders = new HashMap<NodeId, Delivery.Builder>(2);
        byNode.forEach((node, delivery) -> builders.put(node, delivery.toBuilder()));
        for (var user : gone)
            if (!members.contains(user)) add(builders, places.getOrDefault(user, List.of()));
        return builders;
    }

    static void add(Map<NodeId, Delivery.Builder> builders, List<Place> devices) {
        for (var place : devices)
            builders.computeIfAbsent(place.node(), _ -> Delivery.newBuilder())
                    .addConnections(place.connection());
    }
}
