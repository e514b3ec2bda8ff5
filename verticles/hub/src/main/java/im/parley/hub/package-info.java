/// The WebSocket gateway: every connected device hangs here, and nothing else of a user lives here.
///
///     socket ─► Handshake ─► Connection ─► RequestTable ─► services, over the bus
///                               ▲  └─ one Shard an event loop: users, clockwork, flushes
///     courier ─► deliveries ────┘
///
/// Owner: a connection belongs to one event loop for life; everything about it happens there, so
/// there is no lock. What the shards of a node share (`Hub`) does not change, or is a counter.
/// True at all times: a user is in presence before his 101 is written. A reply is written before
/// the push of the message it acknowledges. Frames of one conversation keep the order in which the
/// courier brought them. Every queue has a bound, and who passes it is dropped, and counted.
/// Elsewhere: tokens (`auth`), what requests mean (`send`, `sync`), who is to get a message
/// (`transfer`).
package im.parley.hub;
