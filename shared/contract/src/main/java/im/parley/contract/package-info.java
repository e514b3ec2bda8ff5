/// The words of the wire: error codes, platforms, session and content types, ids, message options.
///
/// The `.proto` files beside this package are the contract itself: same packages, names and numbers
/// as the clients use. Their Java classes are generated into `im.parley.proto.<package>` and are
/// never committed.
///
/// True at all times: a number or a name here is what an unmodified client sends or reads; a test
/// holds the descriptors against the table of facts in `src/test/resources`.
/// Elsewhere: how a call travels (`bus`), what a service does with it (`verticles`).
package im.parley.contract;
