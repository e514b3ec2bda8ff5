/// The doors for everything that does not keep a socket open: HTTP with JSON, and gRPC.
///
///     POST ──► Gateway: operationID ─► token ─► route ─► JSON ─┐
///     gRPC ──► GrpcGateway: operationid ─► token ─► protobuf ──┼─► Bus ──► rule ──► service
///                                                              │
///     answer ◄── envelope or status ◄── Failures ◄─────────────┘
///
/// The routes are tables (`UserRoutes`, `GroupRoutes` …) to be laid beside the specifications; a
/// row is a path and an rpc. Only a route that is no single rpc has code (`SendMessage`, `Jssdk`,
/// `OnlineStatus`).
///
/// Owner: this package holds no state of the domain. Each verticle instance belongs to one event
/// loop and shares nothing but the meters.
/// True at all times: who calls is read from a checked token and nothing else; what a caller may do
/// is decided by the rule beside the service, or by the policy in the row of an odd route; a body
/// longer than the bound is never held.
/// Elsewhere: what is in a token (`auth`), sockets (`hub`), files (`object`).
package im.parley.api;
