package im.parley.state;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;

import java.util.List;

/// What is noted of messages after they were stored, and of how far users read. Noting the same
/// twice is noting it once.
public sealed interface Note {
    /// The user has read up to here. A position only rises, and never past the last message.
    record ReadTo(UserId user, ConversationId conversation, long seq) implements Note {}

    /// The user has read these messages, and their sender is to see it.
    record ReadBy(UserId user, ConversationId conversation, List<Long> seqs) implements Note {}

    /// The user reads from here on. The bound only rises, at most to behind the last message.
    record OpenFrom(UserId user, ConversationId conversation, long seq) implements Note {}

    /// The user reads up to here; 0 lifts the bound.
    record OpenTo(UserId user, ConversationId conversation, long seq) implements Note {}

    /// Everybody reads from here on. The bound only rises, at most to behind the last message.
    record OpenToAllFrom(ConversationId conversation, long seq) implements Note {}

    /// The user does not want to see these any more.
    record Hidden(UserId user, ConversationId conversation, List<Long> seqs) implements Note {}

    /// The message was taken back. Only once: see [MessageArchive.AlreadyRevoked].
    record Revoked(ConversationId conversation, long seq, Revocation revocation) implements Note {}

    /// These are gone for everybody. What makes a repeated send of one recognisable stays.
    record Erased(ConversationId conversation, List<Long> seqs) implements Note {}

    /// Who took a message back.
    ///
    /// @param role in the group, or of the account
    /// @param time in milliseconds
    record Revocation(UserId by, int role, String nickname, long time) {}
}
