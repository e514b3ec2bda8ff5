/// System notifications: typed tips in, an ordinary message on the log out.
///
///     service ── tips ──► Notifier ── MsgData + options of its type ──► MessageLog
///
/// What a type's options are is one table (`Catalogue`) over what the operator may change
/// (`NotifyConfig`); its shipped values are those of notifications-and-webhooks.md A4.
///
/// True at all times: a notification takes the same way as a chat message, so it has the same
/// promises; all eleven option keys are set, because an absent one counts as true.
/// Elsewhere: which notification is due when (the services), visible copies and who gets them
/// (`transfer`).
package im.parley.notify;
