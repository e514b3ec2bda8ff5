/// What tests of many modules share: fixtures that speak the domain, and a contract-test suite for
/// each port of `state`.
///
/// An adapter proves itself by extending a suite and giving it a fresh port:
///
///     class RocksTablesTest extends TablesContract {
///         @Override protected Tables tables() { return opened.tables(); }
///     }
///
/// True at all times: a suite asks only for what its port promises, so no adapter may skip a test.
/// Elsewhere: the ports themselves (`state`), the adapters (`embedded`).
package im.parley.testkit;
