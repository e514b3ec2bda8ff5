package im.parley.webhook;

import im.parley.webhook.Answers.Unreadable;
import im.parley.webhook.HookClient.Reply;
import im.parley.webhook.HookMeters.Outcome;

import io.vertx.core.Future;

/// An after-hook that is on.
record Report(Hook hook, HookConfig config, HookClient client, HookMeters meters, Backlog backlog) {
    /// Fails when the back end has not heard it: no answer, or one that is neither a success nor,
    /// whatever its status, an answer in the sense of notifications-and-webhooks.md C1.
    Future<Void> tell(Event event) {
        long begun = System.nanoTime();
        return client.post(event.letter(), config.timeoutMillis())
                .compose(this::judged)
                .onSuccess(_ -> meters.count(Outcome.SENT, begun))
                .onFailure(_ -> meters.count(Outcome.FAILED, begun));
    }

    private Future<Void> judged(Reply reply) {
        boolean heard =
                reply.isSuccess() || !(Answers.read(hook, reply.body()) instanceof Unreadable);
        return heard
                ? Future.succeededFuture()
                : Future.failedFuture("the answer was HTTP " + reply.status());
    }
}
