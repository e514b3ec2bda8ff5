/// A load client of our own and the crash test, both speaking to a server from outside.
///
///     Bench ──► scenario ──► Crowd ──► Connection ──ws──► server
///                  │           └────── Api ─────http────►
///                  └──► Board      Proc reads the server's CPU and memory
///
///     Crash ──► Cast ──► Talker ──► History ──► Checker ──► Violation
///        └────► Book ──► Ledger (what was acknowledged), Mirror (incremental sync)
///
/// Open loop: a message is due at a fixed time and its latency counts from then. Nothing here
/// shares code with the server but the contract, so an error of the server's codec is not mirrored
/// by ours. Elsewhere: fixtures for unit tests (`testkit`).
package im.parley.load;
