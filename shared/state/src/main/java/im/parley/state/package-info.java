/// Ports of everything that outlives a call. Domain code sees these and never an engine.
///
///     Tables          rows of records with keys and indexes    RocksDB | MongoDB
///     MessageStore    messages by (conversation, seq)          RocksDB | MongoDB
///     MessageArchive  what is noted of them, their removal     the same
///     MessageLog      messages between send and transfer       memory  | Kafka
///     Presence        who is connected where                   memory  | Redis
///     TokenStates     tokens a user holds                      RocksDB | Redis
///
/// A port's promises are its contract-test suite in `testkit`; every adapter passes it unchanged.
/// All methods may be called from any thread; futures complete on the caller's context.
///
/// True at all times: a succeeded write is durable. A write that failed did not happen, unless it
/// failed by time-out; then a retry with the same content is safe.
/// Elsewhere: the adapters (`embedded`), how versions of lists are kept (`versions`).
package im.parley.state;
