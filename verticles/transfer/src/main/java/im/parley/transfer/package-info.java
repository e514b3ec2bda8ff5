/// Turns accepted messages into numbered, stored conversations, then hands out deliveries.
///
///     MessageLog ──batch──► Worker ──┬─ Item         what each submission becomes
///                                    ├─ Rows         who takes part has the conversation
///                                    ├─ Numbers      seqs and times given
///                                    ├─ MessageStore stored, one synced write a batch
///                                    └─ Dispatch     outcomes and deliveries, a parcel a node
///                                         └─ Audience, GroupMembers, Presence: to whom
///
/// Owner: a conversation keeps its partition and a partition its worker: one writer, no lock on
/// seq. The worker's memory of a conversation is only a copy of the store and is dropped when a
/// write fails.
/// True at all times: a seq is given once and leaves no hole; nothing is shown or acknowledged that
/// is not stored; the conversation rows of both sides, or of a group's members, exist before the
/// first message is stored; a message of a group costs the same whatever number of members sees it,
/// but for their connections.
/// Elsewhere: may this message be sent (`send`), writing to sockets (`hub`), what is read later
/// (`sync`), what reaches a phone that is offline (`push`; whether it should is `OfflinePush`).
package im.parley.transfer;
