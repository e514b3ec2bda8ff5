/// The ports of `state` inside one process: RocksDB for what must survive, memory for the rest.
///
///     caller ──write──► queue ──► parley-store-writer ──one synced batch──► RocksDB
///     caller ──read───► queue ──► parley-store-reader (a few) ────────────► RocksDB
///        ▲                               │
///        └── the future, on its context ─┘
///
/// Owner: one thread writes, so a condition checked there stays true until it has been written.
/// True at all times: a future of a write succeeds after the synced commit that holds it; a refused
/// write leaves no trace and does not disturb those it shares a commit with; event loops never wait
/// for a disk.
/// Elsewhere: what the ports promise (`state`), the suites that hold adapters to it (`testkit`).
package im.parley.embedded;
