package im.parley.courier;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.courier.Carried;
import im.parley.proto.courier.Delivery;
import im.parley.proto.courier.Parcel;

import io.vertx.core.Future;

import java.util.List;
import java.util.function.Consumer;

/// The receiving end on one node. It runs on the thread of whoever brings the parcel; tickets and
/// deliveries hop to their own event loops.
public final class Courier {
    static final String SERVICE = "parley.courier.Courier";
    private static final Rules RULES = Rules.of(SERVICE).rule("carry", Policy.INTERNAL);

    private final Tickets tickets;
    private volatile Consumer<List<Delivery>> deliveries = _ -> {};

    public Courier(Tickets tickets) {
        this.tickets = tickets;
    }

    public Future<Void> open(Bus bus) {
        return bus.serveOnAnyThread(RULES, this);
    }

    /// The hub of this node; a node without one has no connections to deliver to.
    public void deliverTo(Consumer<List<Delivery>> hub) {
        deliveries = hub;
    }

    /// How many messages of this node are on their way: no outcome of theirs has come yet.
    public int outcomesAwaited() {
        return tickets.waitingCount();
    }

    Future<Carried> carry(Call call, Parcel parcel) {
        parcel.getOutcomesList().forEach(tickets::settle);
        if (parcel.getDeliveriesCount() > 0) deliveries.accept(parcel.getDeliveriesList());
        return Future.succeededFuture(Carried.getDefaultInstance());
    }
}
