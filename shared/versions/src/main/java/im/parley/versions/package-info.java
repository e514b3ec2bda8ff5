/// Incremental sync: what of a list has changed since a client last asked
/// (http-identity-and-groups.md section 6). The one implementation, for friends, members, joined
/// groups and conversations.
///
///     head   owner ──► versionID, version            one row an owner
///     entry  owner, element ──► state, version       at most one row an element: its latest state
///
/// [ListCopies] keeps what was read of whole lists, and knows by the head whether it still holds.
///
/// Owner: whoever owns the list owns its log, under a name of its own, and commits the writes of a
/// bump together with the rows that changed.
/// True at all times: a version is seen together with the rows it speaks of, never before and never
/// without them; reading consumes nothing; a version number is given once in the life of its id.
/// Elsewhere: the rows themselves and their order (`relation`, `group`, `conversation`).
package im.parley.versions;
