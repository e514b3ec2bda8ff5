/// Who has which conversations, and how each user keeps each of them.
///
///     transfer ──► NewConversations ──► NewChats ──many pairs a write──┐
///     clients  ──► ConversationSettings, Removal ──────────────────────┤ Edit: rows, versions
///     group, sync, schedule ──► RowUpdates, Destruction ───────────────┤
///                                                             ConversationStore
///     clients, sync, send, push ──► ConversationReads, ConversationSync, Receivers, SortedList
///
/// Owner: the table `conversation`, a row for each owner and conversation, the version log of each
/// owner's list, and the table `conversation_destruct`, which follows from the rows. Rows are not
/// cached here, only the ids of a list, at its version: a row is visible to the next read after its
/// write. Every change of a row is published as `conversation` with the key "owner conversationID"
/// (no user id holds a blank).
/// True at all times: a row and the version that tells of it are one write, and no row changes
/// without one; creating what is there already changes nothing; the rows of a chat exist before
/// anybody is shown its first message, as whoever stores the message waits for them; nobody gets a
/// row of a conversation that he takes no part in, because whoever has one may read.
/// Elsewhere: seqs and read positions (`sync`), who may be written to (`send`), when to look for
/// messages that have to disappear (`schedule`).
package im.parley.conversation;
