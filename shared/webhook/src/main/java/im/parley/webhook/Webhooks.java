package im.parley.webhook;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.platform.Clock;
import im.parley.state.Tables;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks a back end before an operation and tells it afterwards. A hook that is off costs a look
/// into a map: its body is not even made. Safe to use from every thread; nobody's event loop waits.
public final class Webhooks {
    private final Map<Hook, Filter> on;
    private final Map<Hook, Question> questions;
    private final Optional<Assembly> parts;

    private Webhooks(
            Map<Hook, Filter> on, Map<Hook, Question> questions, Optional<Assembly> parts) {
        this.on = on;
        this.questions = questions;
        this.parts = parts;
    }

    /// Asks and tells nobody.
    public static Webhooks off() {
        return new Webhooks(Map.of(), Map.of(), Optional.empty());
    }

    /// Reads the file of the keys, if there is one; not for event loops.
    public static Webhooks of(
            WebhooksConfig config, Vertx vertx, Tables tables, Clock clock, MeterRegistry metrics) {
        var on = new EnumMap<Hook, Filter>(Hook.class);
        config.on().forEach(hook -> on.put(hook, Filter.of(config.of(hook))));
        var parts = new Assembly(config, vertx, tables, clock, metrics);
        return new Webhooks(on, parts.questions(), Optional.of(parts));
    }

    /// To be waited for before the first event comes: the outbox goes on where the last process
    /// stopped.
    public Future<Void> open(Bus bus) {
        return parts.map(assembly -> assembly.open(bus)).orElse(Future.succeededFuture());
    }

    /// To be called when nothing accepts events any more and the stores are still open. What was
    /// not told stays in the outbox.
    public Future<Void> close() {
        return parts.map(Assembly::close).orElse(Future.succeededFuture());
    }

    public boolean isOn(Hook hook) {
        return on.containsKey(hook);
    }

    /// Whether the hook wants to hear of this message: the filters of the message hooks
    /// (notifications-and-webhooks.md C4).
    ///
    /// @param target whom the message is for: the receiver's id, of a group message the group's
    public boolean isOn(Hook hook, int contentType, String target) {
        var filter = on.get(hook);
        return filter != null && filter.admits(contentType, target);
    }

    /// The answer; an empty object when nobody is asked. It holds only the overrides of the hook's
    /// row, in the spelling of the table, each of its type and none null. A refusal by the hook
    /// fails the future with a Refusal.
    ///
    /// @param body the request's keys but `callbackCommand`
    public Future<JsonObject> before(Call call, Hook hook, Supplier<JsonObject> body) {
        var question = questions.get(hook);
        return question == null
                ? Future.succeededFuture(new JsonObject())
                : question.ask(call, body.get());
    }

    /// Completes when the event is safe in the outbox (at once when the hook is off).
    ///
    /// @param body the request's keys but `callbackCommand`
    public Future<Void> after(Call call, Hook hook, Supplier<JsonObject> body) {
        return on.containsKey(hook)
                ? parts.orElseThrow().outbox().accept(call, hook, body.get())
                : Future.succeededFuture();
    }
}
