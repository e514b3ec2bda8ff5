/// Decides whether a message may be sent, and puts it on the log.
///
///     hub, api ──► SendService ──► Verification ──► MessageLog ──► transfer
///          ▲            │               └─ SendRules: all checks, as tables
///          │            └─ SendHooks, MentionMarks, SendStatuses        │
///          └──────────────── outcome, through the node's courier ◄──────┘
///
/// Owner: the table `send_status`, and nothing else that outlives a call. What the rules ask of
/// other services (users, block lists, receive options, groups, members) is kept in bounded copies
/// that are dropped when the owner says it changed; so a warm send does no I/O but the append.
/// True at all times: a refused message was not put on the log; a message is acknowledged only with
/// the outcome that transfer gave after storing it.
/// Elsewhere: seqs, storing and delivering (`transfer`), notifications the server makes (`notify`).
package im.parley.send;
