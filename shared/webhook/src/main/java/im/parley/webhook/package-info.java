/// Asks a back end of the operator before an operation, and tells it afterwards.
///
///     before ──► Question ─── breaker ───► HookClient ──► back end ──► Answers ──► the caller
///     after ──► Outbox ──► Lane ──► Report ──► HookClient ──► back end
///                            └── after the last attempt ──► DeadLetters ◄── parley webhooks
///
/// What is posted where, and what an answer means, is notifications-and-webhooks.md C1; which hooks
/// there are is the table [im.parley.webhook.Hook], what their answers may override the table in
/// `Answers`. Beyond the reference: signatures, the outbox, the breaker (docs/decisions 0005).
///
/// Owner: the tables `webhookEvent` and `webhookDeadLetter`.
/// True at all times: nobody's thread waits for the back end; an accepted event is told at least
/// once or is a dead letter; events of one command about the same subject keep their order.
/// Elsewhere: when a hook is due and what its body says (the services).
package im.parley.webhook;
