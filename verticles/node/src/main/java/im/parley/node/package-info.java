/// The program: the command line `parley`, the configuration as a whole, and the one place that
/// knows every verticle and every adapter.
///
///     Parley ──┬─ serve ──► Node: open stores ──► deploy services ──► open ports ──► ready
///              ├─ token, user ──► HTTP API of a running server
///              └─ config, doctor, version
///
/// Owner: start and stop of everything. Stopping goes the other way round.
/// True at all times: nobody is let in before every service answers; the secret is never a default.
/// Elsewhere: everything that happens while the server runs.
package im.parley.node;
