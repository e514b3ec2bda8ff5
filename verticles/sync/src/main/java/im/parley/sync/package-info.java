/// Tells devices what they missed: newest seqs, ranges and single messages, read positions.
///
///     hub, api ──► SyncService ──┬─ Readable   which conversations, from which seq to which
///                                └─ Pages      stored messages, placeholders, at most a frame full
///                                        └──► MessageStore
///
/// Owner: nothing of its own; reads the message store, asks the conversation service for rows.
/// True at all times: nobody reads a conversation he has no row of, nor beyond his bounds; every
/// seq asked for within the bounds gets exactly one answer; no answer outgrows what a client
/// accepts. Elsewhere: giving seqs (`transfer`), rows and their settings (`conversation`).
package im.parley.sync;
