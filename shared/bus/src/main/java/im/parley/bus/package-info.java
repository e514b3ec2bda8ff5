/// One contract, callable from everywhere: how a call finds the service that answers it.
///
///     caller ──► client ──► Bus ──┬─ this JVM: the message object itself ──► rule ──► service
///                                 └─ another node: event bus, protobuf ────► rule ──► service
///
/// A service is any object whose methods are named as rpcs of a contract service and take
/// `(Call, Request)`; a client is any interface of such methods. Which rpcs exist, what their
/// requests must look like and who may call them is a table of `Rules` beside each service.
///
/// True at all times: an rpc without a rule is not reachable; every call passes its rule exactly
/// once, at the service's end; a refusal travels as code, text and detail, any other failure as an
/// id that is also in the log.
/// Elsewhere: HTTP and gRPC (`api`), the socket (`hub`).
package im.parley.bus;
