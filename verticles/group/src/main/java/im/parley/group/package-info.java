/// Groups and who is in them.
///
///     clients ──► GroupService, Admission, JoinRequests, MemberService, Descriptions
///                     │ Permissions (who may what), one turn a group
///                     ├── GroupStore.change(Edit): rows + versions, one write, then `Changes`
///                     ├── Settlement ──► what may be read: conversation and message services
///                     └── GroupNotices, RequestNotices, GroupHooks, MemberHooks
///     clients ──► GroupReads, MemberReads, Applications, GroupSync
///     send, transfer ──► HotReads ──► copies, MemberLists
///
/// Owner: the tables `group`, `group_member`, `group_request`, the version log of each group's
/// member list (which also says when the group's own data changed) and that of each user's list of
/// groups. The owner and the number of members stand in the group's row, written together with the
/// members. `group_unsettled` and `group_dismissal` hold what is still to be done about members who
/// came or went and about dismissed groups; `Upkeep` does what a crash left.
/// Told to holders of copies after each write: `group` (a group's key), `member` (the keys of group
/// and user), `members` (a group's key: who is in it, and in which order).
/// True at all times: a row and the version that tells of it are one write, and that write fails if
/// anything that was looked at has changed; a dismissed group has no members, whatever rows it
/// still has; whoever reads a group's members is one of them, an app admin, or the server; nothing
/// but the member list itself is read whole, and that is kept and brought up to date by its version
/// log.
/// Elsewhere: profiles (`user`), a group's messages (`send`, `transfer`, `sync`), its conversations
/// (`conversation`).
package im.parley.group;
