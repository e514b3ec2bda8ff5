/// Who somebody is: makes tokens, checks them, and takes them away.
///
///     api, hub ── parseToken ──► TokenCheck ──┬─ Jwt: is it ours and in time?
///                                            └─ HeldTokens: is it still good? ──► TokenStates
///     back end ── get token, force logout ──► AuthService ── MultiLogin ──► HeldTokens
///
/// Owner: `AuthService` alone changes what tokens a user holds, by compare-and-set, so concurrent
/// logins cannot lose one another; every change is published as "token" with the user's id.
/// True at all times: a token is good only while the state of its user says so; a warm check does
/// no I/O and runs on the thread of whoever asks.
/// Elsewhere: who counts as an app admin once the token is checked (`api`, `hub`), closing
/// connections (`hub`), users (`user`).
package im.parley.auth;
