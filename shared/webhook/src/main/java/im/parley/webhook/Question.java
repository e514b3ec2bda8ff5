package im.parley.webhook;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Ids;
import im.parley.webhook.Answers.Passed;
import im.parley.webhook.Answers.Refused;
import im.parley.webhook.Answers.Unreadable;
import im.parley.webhook.HookClient.Reply;
import im.parley.webhook.HookMeters.Outcome;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A before-hook that is on.
final class Question {
    private static final Logger LOG = LoggerFactory.getLogger(Question.class);

    private final Hook hook;
    private final HookConfig config;
    private final HookClient client;
    private final Breaker breaker;
    private final HookMeters meters;
    private final Counter skipped;

    /// @param skipped not asked, because the breaker was open
    Question(
            Hook hook,
            HookConfig config,
            HookClient client,
            Breaker breaker,
            HookMeters meters,
            Counter skipped) {
        this.hook = hook;
        this.config = config;
        this.client = client;
        this.breaker = breaker;
        this.meters = meters;
        this.skipped = skipped;
    }

    /// What the back end overrides. Fails with its refusal; when it cannot be asked, the hook's
    /// failure policy decides.
    Future<JsonObject> ask(Call call, JsonObject body) {
        if (!breaker.admits()) {
            skipped.increment();
            return policy(ErrorCode.NETWORK, "is not asked for a while, because it kept failing");
        }
        long begun = System.nanoTime();
        var letter = Letter.of(Ids.messageId(), hook, call.operationID(), body);
        return client.post(letter, config.timeoutMillis())
                .transform(
                        exchange ->
                                exchange.succeeded()
                                        ? answered(exchange.result(), begun)
                                        : unheard(exchange.cause(), begun));
    }

    private Future<JsonObject> answered(Reply reply, long begun) {
        return switch (Answers.read(hook, reply.body())) {
            case Passed(var overrides) -> {
                heard(Outcome.SENT, begun);
                yield Future.succeededFuture(overrides);
            }
            case Refused(var refusal) -> {
                heard(Outcome.REFUSED, begun);
                yield Future.failedFuture(refusal);
            }
            case Unreadable(var why) -> {
                failed(why, begun);
                yield policy(ErrorCode.DATA, why);
            }
        };
    }

    private void heard(Outcome outcome, long begun) {
        meters.count(outcome, begun);
        if (breaker.succeeded())
            LOG.atInfo().addKeyValue("hook", hook.key()).log("webhook answers again");
    }

    /// Addresses and the like are for the log, not for clients.
    private Future<JsonObject> unheard(Throwable failure, long begun) {
        failed(String.valueOf(failure.getMessage()), begun);
        return policy(ErrorCode.NETWORK, "did not answer");
    }

    private void failed(String why, long begun) {
        meters.count(Outcome.FAILED, begun);
        LOG.atDebug().addKeyValue("hook", hook.key()).addKeyValue("why", why).log("webhook failed");
        if (breaker.failed())
            LOG.atWarn()
                    .addKeyValue("hook", hook.key())
                    .addKeyValue("why", why)
                    .log("webhook keeps failing and is not asked for a while");
    }

    /// In the reference `failedContinue` has no effect; here it means what it says.
    private Future<JsonObject> policy(ErrorCode code, String why) {
        return config.failedContinue()
                ? Future.succeededFuture(new JsonObject())
                : Future.failedFuture(new Refusal(code, hook.key() + " " + why));
    }
}
