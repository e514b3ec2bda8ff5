package im.parley.embedded;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.Note.Revocation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How what is noted of messages is written: what concerns everybody by conversation, what concerns
/// one user by user. Each note is an entry of its own, so that noting never has to read.
///
///     'm' conversation 00, seq in 8 bytes, 'r' user   → nothing       has read it
///                                          'v'        → varints role, time; texts by, nickname
///                                          'x'        → MsgData      what is left of an erased one
///     'h' user 00, conversation 00, seq in 8 bytes    → nothing       does not want to see it
final class MarkFormat {
    static final byte[] NOTHING = {};
    static final int READ = 'r';
    static final int REVOKED = 'v';
    static final int ERASED = 'x';
    private static final int OF_MESSAGE = 'm';
    private static final int OF_USER = 'h';

    private MarkFormat() {}

    /// The start of the keys of all that is noted of this message.
    static byte[] ofMessage(ConversationId conversation, long seq) {
        return message(conversation, seq).bytes();
    }

    static byte[] readKey(ConversationId conversation, long seq, UserId user) {
        return message(conversation, seq).octet(READ).raw(utf8(user)).bytes();
    }

    static byte[] revokedKey(ConversationId conversation, long seq) {
        return message(conversation, seq).octet(REVOKED).bytes();
    }

    static byte[] erasedKey(ConversationId conversation, long seq) {
        return message(conversation, seq).octet(ERASED).bytes();
    }

    static byte[] hiddenKey(UserId user, ConversationId conversation, long seq) {
        var packer = new Packer(64).octet(OF_USER);
        Order.text(packer, user.value());
        Order.text(packer, conversation.value());
        return packer.fixed64(seq).bytes();
    }

    private static Packer message(ConversationId conversation, long seq) {
        var packer = new Packer(64).octet(OF_MESSAGE);
        Order.text(packer, conversation.value());
        return packer.fixed64(seq);
    }

    /// @param seqAt where the seq starts in keys of this conversation
    static long seq(byte[] key, int seqAt) {
        return ByteBuffer.wrap(key).getLong(seqAt);
    }

    static int kind(byte[] key, int seqAt) {
        return key[seqAt + Long.BYTES];
    }

    static UserId reader(byte[] key, int seqAt) {
        var user = Arrays.copyOfRange(key, seqAt + Long.BYTES + 1, key.length);
        return new UserId(new String(user, StandardCharsets.UTF_8));
    }

    static byte[] revocation(Revocation revocation) {
        return new Packer(64)
                .signed(revocation.role())
                .varint(revocation.time())
                .text(revocation.by().value())
                .text(revocation.nickname())
                .bytes();
    }

    static Revocation revocation(byte[] value) {
        var unpacker = new Unpacker(value);
        int role = (int) unpacker.signed();
        long time = unpacker.varint();
        return new Revocation(new UserId(unpacker.text()), role, unpacker.text(), time);
    }

    private static byte[] utf8(UserId user) {
        return user.value().getBytes(StandardCharsets.UTF_8);
    }
}
