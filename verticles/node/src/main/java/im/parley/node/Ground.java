package im.parley.node;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.courier.Courier;
import im.parley.courier.Tickets;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/// What the verticles of one node stand on and share.
record Ground(
        Vertx vertx,
        Clock clock,
        MeterRegistry metrics,
        EmbeddedState state,
        Bus bus,
        Changes changes,
        Tickets tickets,
        Courier courier,
        Notifier notifier,
        Webhooks webhooks) {
    private static final boolean ALONE = false;

    static Ground of(ParleyConfig config, Vertx vertx, MeterRegistry metrics, EmbeddedState state) {
        var id = Ids.node();
        var clock = Clock.SYSTEM;
        var tickets = new Tickets(vertx, clock);
        return new Ground(
                vertx,
                clock,
                metrics,
                state,
                new Bus(vertx, id, clock, ALONE),
                new Changes(vertx.eventBus(), id, ALONE),
                tickets,
                new Courier(tickets),
                new Notifier(state.log(), id, clock, config.notifications()),
                Webhooks.of(config.webhooks(), vertx, state.tables(), clock, metrics));
    }

    Future<Void> open() {
        tickets.sweepRegularly();
        return courier.open(bus).compose(_ -> webhooks.open(bus));
    }

    /// To be waited for while the stores are open and nothing else uses them any more.
    Future<Void> close() {
        return webhooks.close();
    }
}
