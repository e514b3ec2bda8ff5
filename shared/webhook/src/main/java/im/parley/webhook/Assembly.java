package im.parley.webhook;

import im.parley.bus.Bus;
import im.parley.platform.Clock;
import im.parley.state.Tables;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// The parts behind the hooks that are on. A server that asks nobody has no client for it.
final class Assembly {
    private final WebhooksConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final List<HookClient> clients = new ArrayList<>();
    private final Map<Hook, Question> questions = new EnumMap<>(Hook.class);
    private final Map<Hook, Report> reports = new EnumMap<>(Hook.class);
    private final DeadLetters dead;
    private final Outbox outbox;

    Assembly(
            WebhooksConfig config, Vertx vertx, Tables tables, Clock clock, MeterRegistry metrics) {
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.metrics = metrics;
        var signature = Signature.ofFile(config.secretFile());
        // Those who wait for an answer keep most of the connections, whatever the outbox does.
        int telling = config.connectionsMax() / 4;
        forThose(Hook::asks, signature, config.connectionsMax() - telling, this::ask);
        forThose(hook -> !hook.asks(), signature, telling, this::tell);
        dead = new DeadLetters(tables, clock, config.deadLettersMax(), metrics);
        outbox = new Outbox(config, reports, dead, vertx, tables, clock);
    }

    private void forThose(
            Predicate<Hook> kind,
            Signature signature,
            int connections,
            BiConsumer<Hook, HookClient> use) {
        var hooks = config.on().filter(kind).toList();
        if (hooks.isEmpty()) return;
        var client = new HookClient(vertx, config, signature, clock, connections);
        clients.add(client);
        hooks.forEach(hook -> use.accept(hook, client));
    }

    private void ask(Hook hook, HookClient client) {
        var breaker = new Breaker(config.breakerFailures(), config.breakerOpenMillis(), clock);
        var skipped =
                Counter.builder("parley.webhook.skipped")
                        .tag(HookMeters.COMMAND, hook.command())
                        .register(metrics);
        var meters = HookMeters.of(metrics, hook);
        questions.put(hook, new Question(hook, config.of(hook), client, breaker, meters, skipped));
    }

    private void tell(Hook hook, HookClient client) {
        var meters = HookMeters.of(metrics, hook);
        var backlog = Backlog.of(metrics, hook);
        reports.put(hook, new Report(hook, config.of(hook), client, meters, backlog));
    }

    Map<Hook, Question> questions() {
        return questions;
    }

    Outbox outbox() {
        return outbox;
    }

    Future<Void> open(Bus bus) {
        var service = new DeadLetterService(dead, outbox);
        return dead.open()
                .compose(_ -> outbox.open())
                .compose(_ -> bus.serveOnAnyThread(DeadLetterService.RULES, service));
    }

    Future<Void> close() {
        return outbox.close()
                .eventually(() -> Future.join(clients.stream().map(HookClient::close).toList()));
    }
}
