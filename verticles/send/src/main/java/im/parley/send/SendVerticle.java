package im.parley.send;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.courier.Tickets;
import im.parley.platform.Clock;
import im.parley.state.MessageLog;

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
            Tickets tickets,
            Clock clock,
            Predicate<String> appAdmins) {
        var acquaintance = new Acquaintance(bus, changes, clock, config);
        var rules = new SendRules(config.friendVerify());
        var service =
                new SendService(log, tickets, bus.node(), clock, acquaintance, rules, appAdmins);
        return () -> new SendVerticle(bus, service);
    }

    @Override
    public Future<?> start() {
        return bus.serve(SendService.RULES, service);
    }
}
