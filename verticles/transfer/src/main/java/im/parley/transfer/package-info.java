/// Turns accepted messages into numbered, stored conversations, then hands out deliveries.
///
///     MessageLog ──batch──► Worker ──┬─ Item         what each submission becomes
///                                    ├─ Rows         both sides have the conversation
///                                    ├─ Numbers      seqs and times given
///                                    ├─ MessageStore stored, one synced write a batch
///                                    └─ Dispatch     outcomes and deliveries, a parcel a node
///
/// Owner: a conversation keeps its partition and a partition its worker: one writer, no lock on
/// seq. The worker's memory of a conversation is only a copy of the store and is dropped when a
/// write fails.
/// True at all times: a seq is given once and leaves no hole; nothing is shown or acknowledged that
/// is not stored; the conversation rows of both sides exist before the first message is stored.
/// Elsewhere: may this message be sent (`send`), writing to sockets (`hub`), what is read later
/// (`sync`).
package im.parley.transfer;
