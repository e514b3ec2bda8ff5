/// People and other accounts: who they are, what they set for themselves, who is online.
///
///     UserService            register, profile, receive option    ─┐
///     Directory              lists, searches, statistics           ├─► UserStore ──► Tables
///     NotificationAccounts   accounts that only speak             ─┘
///     UserCommands, ClientConfigs                                  ──► their own tables
///     OnlineStatus                                                 ──► Presence
///
/// Owner: the tables `user`, `userCommand` and `clientConfig`. Every stored change of a user is
/// published as "user" with the user's id.
/// True at all times: the configured app admins have a row.
/// Elsewhere: tokens (`auth`), subscriptions to online status (`hub`), what a changed name
/// means for friends and groups (`relation`, `group`).
package im.parley.user;
