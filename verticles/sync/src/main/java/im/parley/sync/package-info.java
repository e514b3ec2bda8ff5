/// What becomes of stored messages: reading, taking back, deleting, clearing, growing old; and all
/// that devices ask to catch up.
///
///     hub, api ──► SeqService        how far conversations reach, how far users have read
///                  PullService       ranges, single seqs, last messages
///                    ├─ Readable       which conversations, from which seq to which
///                    │    └─ Chats       all of a user's: long lists are kept and followed
///                    ├─ Pages          at most a frame full, placeholders for what is gone
///                    └─ Sights         each message as this user sees it by now
///                  ReadService       marks and positions        ──► 2200
///                  RevokeService     taking back                ──► 2101
///                  DeleteService     for oneself, for all       ──► 2102
///                  ClearService      whole conversations        ──► 1703, the row's service 1300
///     group … ──►  BoundService      from where to where members read
///     schedule ──► RetentionService  the oldest messages, a batch at a time
///     back end ──► SearchService, StatisticsService   over ChatScan, a bounded walk
///
/// Owner: marks, positions and bounds in the message store; `transfer` only appends to it. Every
/// change is one note of the store: it happens whole or not at all, and is durable when the call is
/// answered. Rows, ranks and names are asked of their owners.
/// True at all times: nobody reads a conversation he has no row of, nor beyond his bounds; every
/// seq asked for within the bounds gets exactly one answer; no answer outgrows what a client
/// accepts; a read position never falls and never passes the last message; what was taken back,
/// deleted or erased is so in every answer from then on.
/// Elsewhere: giving seqs (`transfer`), rows and their settings (`conversation`), who is what in a
/// group (`group`), when something is old (`schedule`).
package im.parley.sync;
