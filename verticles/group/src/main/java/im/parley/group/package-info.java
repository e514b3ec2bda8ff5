/// Groups and who is in them.
///
///     clients ──► GroupService ──► GroupStore ──► group, group_member,
///                     │                           versions of members and of joined groups
///                     └── Profiles: names and pictures of members who have none of the group's own
///
/// Owner: the tables `group` and `group_member`, the version log of each group's member list (which
/// also says when the group's own data changed) and that of each user's list of groups. The owner
/// and the number of members stand in the group's row, written together with the members.
/// True at all times: a row and the version that tells of it are one write; whoever reads a group's
/// members is one of them, an app admin, or the server.
/// Elsewhere: profiles (`user`), a group's messages (`send`, `transfer`, `sync`).
package im.parley.group;
