/// One node as a service under test finds it: real stores in a folder of the test's own, a real bus
/// with rules, a clock that the test moves, and everything the service says kept for the test.
///
///     test ──► client ──► Bus ──► the service ──► embedded state
///                          │           ├──► Notices (what users are told)
///              neighbours ◄┘           └──► HookEndpoint (what back ends are asked and told)
///
/// A module's world extends [World] and says in `serve` what it deploys and which neighbours, small
/// real ones of its own, answer it; its tests extend that.
///
/// True at all times: what a call has caused is there to be looked at when the call is answered, so
/// a test may also say that something did not happen; nothing waits for a while.
/// Elsewhere: fixtures that need no store and the suites of the ports (`testkit`), which the stores
/// themselves are tested with; therefore this is a library of its own.
package im.parley.testworld;
