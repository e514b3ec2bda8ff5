/// Decides whether a message may be sent, and puts it on the log.
///
///     hub, api ──► SendService ──► SendRules (may it?) ──► MessageLog ──► transfer
///          ▲                                                                │
///          └──────────────── outcome, through the node's courier ◄──────────┘
///
/// Owner: nothing durable. What the rules ask of other services (users, block lists, receive
/// options) is kept in bounded copies that are dropped when the owner says it changed; so a warm
/// send does no I/O but the append.
/// True at all times: a refused message was not put on the log; a message is acknowledged only with
/// the outcome that transfer gave after storing it.
/// Elsewhere: seqs, storing and delivering (`transfer`), notifications the server makes (`notify`).
package im.parley.send;
