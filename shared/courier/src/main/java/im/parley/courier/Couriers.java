package im.parley.courier;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Carried;
import im.parley.proto.courier.Parcel;

import io.vertx.core.Future;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The sending end: a courier for every node.
public final class Couriers {
    private final Bus bus;
    private final Map<NodeId, CourierClient> byNode = new ConcurrentHashMap<>();

    public interface CourierClient {
        Future<Carried> carry(Call call, Parcel parcel);
    }

    public Couriers(Bus bus) {
        this.bus = bus;
    }

    public Future<Carried> carry(NodeId node, Call call, Parcel parcel) {
        return byNode.computeIfAbsent(
                        node, to -> bus.clientOn(to, Courier.SERVICE, CourierClient.class))
                .carry(call, parcel);
    }
}
