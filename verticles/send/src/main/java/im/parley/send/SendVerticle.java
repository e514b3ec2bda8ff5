package im.parley.send;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.courier.Tickets;
import im.parley.platform.Clock;
import im.parley.state.MessageLog;
import im.parley.state.Tables;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.function.Predicate;
import java.util.function.Supplier;

/// One instance an event loop, so that the hub's request is a plain method call.
public final class SendVerticle extends VerticleBase {
    private final Bus bus;
    private final SendService service;

    private SendVerticle(Bus bus, SendService service) {
        this.bus = bus;
        this.service = service;
    }

    /// What the instances of one node share.
    public static Supplier<SendVerticle> instances(
            SendConfig config,
            Bus bus,
            Changes changes,
            MessageLog log,
            Tables tables,
            Tickets tickets,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry metrics,
            Predicate<String> appAdmins) {
        var verification =
                new Verification(
                        new Acquaintance(bus, changes, clock, config, metrics),
                        new GroupLore(bus, changes, clock, config, metrics),
                        appAdmins);
        var service =
                new SendService(
                        log,
                        tickets,
                        bus.node(),
                        clock,
                        verification,
                        new SendHooks(webhooks),
                        new MentionMarks(bus, clock),
                        new SendStatuses(tables, clock));
        return () -> new SendVerticle(bus, service);
    }

    @Override
    public Future<?> start() {
        return bus.serve(SendService.RULES, service);
    }
}
