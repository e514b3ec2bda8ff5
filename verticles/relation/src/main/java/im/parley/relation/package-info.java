/// Who knows whom: each user's friends, applications to be friends, each user's black list.
///
///     FriendLists      what is read            ─┐
///     Friendships      delete, edit, import     ├─► FriendStore ──► friend, versions of the lists
///     FriendRequests   apply, answer, list     ─┴─► RequestStore ──► friendRequest
///     BlackLists       block, unblock, list, send asks  ──► BlackStore ──► black
///
/// Owner: the tables `friend` and `black`, a row for each owner and other user (being friends is
/// two rows), `friendRequest`, a row for each direction of a pair, and the version log of each
/// owner's friend list. Every change of a row is published as `friend` or `black` with the key
/// "owner other" (no user id holds a blank).
/// True at all times: a friend row and the version that tells of it are one write, and so are an
/// application agreed to and the two rows it makes; lists have one order, pinned friends first,
/// then by creation.
/// Elsewhere: profiles (`user`), what a block or a friendship means for a message (`send`).
package im.parley.relation;
