/// Work that nobody asks for: what has expired is taken away, a batch at a time.
///
///     timer ──► Round ──► Lease (one node) ──► job: batch ──► batch … until one is not full
///
/// Owner: the table of leases. What is expired, and what a batch does, is known to the service that
/// owns the rows (`sync` for messages, `conversation` for what a user wants destroyed).
/// True at all times: a batch is whole or did not happen, and what has been done is not met again;
/// so a round may end anywhere and the next one goes on.
package im.parley.schedule;
