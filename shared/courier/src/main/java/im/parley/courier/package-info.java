/// Brings what became of a batch to the nodes that care: outcomes to who sent, deliveries to who is
/// connected, in one ordered message a node and batch.
///
///     transfer ── Parcel ──► Courier of the node ──┬─ outcomes ──► Tickets ──► waiting senders
///                                                  └─ deliveries ──► Deliveries (the hub)
///
/// True at all times: a parcel's outcomes are given out before its deliveries, and parcels of one
/// partition in the order they were sent; so a reply is written before the echo of its message.
/// Elsewhere: who gets what (`transfer`), writing to sockets (`hub`), the courier's own two records
/// on the wire (`parley/courier.proto`).
package im.parley.courier;
