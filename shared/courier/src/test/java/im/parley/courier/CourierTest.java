package im.parley.courier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.Refusal;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Delivery;
import im.parley.proto.courier.Outcome;
import im.parley.proto.courier.Parcel;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

class CourierTest {
    private static final long NOW = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final NodeId here = new NodeId("here");
    private final NodeId there = new NodeId("there");
    private final Bus busHere = new Bus(vertx, here, System::currentTimeMillis, true);
    private final Bus busThere = new Bus(vertx, there, System::currentTimeMillis, true);
    private final Tickets tickets = new Tickets(vertx, () -> NOW);
    private final Courier courier = new Courier(tickets);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    /// Both hop to the event loop they belong to; on one loop they must arrive in this order.
    @Test
    void outcomes_reach_a_loop_before_deliveries_here_and_from_another_node() throws Exception {
        var loop = vertx.getOrCreateContext();
        await(courier.open(busHere));
        Promise<Void> twice = Promise.promise();
        courier.deliverTo(
                list ->
                        loop.runOnContext(
                                _ -> {
                                    list.forEach(each -> seen.add(each.getConversationID()));
                                    if (seen.size() == 4) twice.complete();
                                }));
        for (var sender : List.of(busHere, busThere)) {
            var ticket = drawOn(loop);
            await(new Couriers(sender).carry(here, call(), parcel(ticket.number())));
        }
        await(twice.future());
        assertEquals(List.of("s1", "si_a_b", "s1", "si_a_b"), seen);
    }

    private Tickets.Ticket drawOn(Context loop) throws Exception {
        Promise<Tickets.Ticket> drawn = Promise.promise();
        loop.runOnContext(
                _ -> {
                    var ticket = tickets.draw(NOW + 1);
                    ticket.outcome().onSuccess(it -> seen.add(it.getServerMsgID()));
                    drawn.complete(ticket);
                });
        return await(drawn.future());
    }

    @Test
    void a_refused_message_fails_its_ticket_with_the_refusal() {
        var ticket = tickets.draw(NOW + 1);
        var refused = outcome(ticket.number()).setCode(1004).setText("t").setDetail("d");
        tickets.settle(refused.build());
        var refusal = assertInstanceOf(Refusal.class, failureOf(ticket.outcome()));
        assertEquals(1004, refusal.code());
        assertEquals("d", refusal.detail());
    }

    @Test
    void a_ticket_nobody_answers_in_time_is_unknown_and_a_late_answer_changes_nothing() {
        var ticket = tickets.draw(NOW + 100);
        tickets.sweep(NOW + 100);
        assertEquals(1, tickets.waitingCount());
        tickets.sweep(NOW + 101);
        assertInstanceOf(Tickets.Unknown.class, failureOf(ticket.outcome()));
        tickets.settle(outcome(ticket.number()).build());
        assertEquals(0, tickets.waitingCount());
    }

    @Test
    void a_torn_ticket_waits_for_nothing() {
        var ticket = tickets.draw(NOW + 1);
        tickets.tear(ticket.number());
        assertEquals(0, tickets.waitingCount());
    }

    private static Call call() {
        return Call.ofServer("op", System.currentTimeMillis() + 10_000);
    }

    private static Parcel parcel(long ticket) {
        return Parcel.newBuilder()
                .addOutcomes(outcome(ticket))
                .addDeliveries(Delivery.newBuilder().setConversationID("si_a_b"))
                .build();
    }

    private static Outcome.Builder outcome(long ticket) {
        return Outcome.newBuilder().setTicket(ticket).setServerMsgID("s1");
    }

    private static Throwable failureOf(Future<?> future) {
        return assertThrows(ExecutionException.class, () -> await(future)).getCause();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
