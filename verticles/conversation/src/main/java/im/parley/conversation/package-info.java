/// Who has which conversations, and how each user keeps each of them.
///
///     transfer ──► NewChats ──one write for many pairs──► rows of both sides + their versions
///     clients  ──► ConversationService ──► ConversationStore ──► the same rows
///
/// Owner: the table `conversation`, a row for each owner and conversation, and the version log of
/// each owner's list. Rows are not cached here: a row is visible to the next read after its write.
/// Every change of a row is published as `conversation` with the key "owner conversationID" (no
/// user id holds a blank).
/// True at all times: a row and the version that tells of it are one write; creating what is there
/// already changes nothing; the rows of a chat exist before anybody is shown its first message, as
/// whoever stores the message waits for them.
/// Elsewhere: seqs and read positions (`sync`), who may be written to (`send`).
package im.parley.conversation;
