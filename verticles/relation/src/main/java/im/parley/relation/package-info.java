/// Who knows whom: each user's friends and each user's black list.
///
///     clients ──► RelationService ──► RelationStore ──► friend, black, versions of friend lists
///     send    ──► isBlack, isFriend        └── profiles of friends come from `user`
///
/// Owner: the tables `friend` and `black`, a row for each owner and other user (being friends is
/// two rows), and the version log of each owner's friend list. Every change of a row is published
/// as `friend` or `black` with the key "owner other" (no user id holds a blank).
/// True at all times: a friend row and the version that tells of it are one write; lists have one
/// order, pinned friends first, then by creation.
/// Elsewhere: profiles (`user`), what a block means for a message (`send`).
package im.parley.relation;
