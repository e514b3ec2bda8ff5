package im.parley.embedded;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.SendKey;
import im.parley.state.MessageStore.UserBounds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// How messages and what follows from them are written.
///
///     messages   conversation 00, seq in 8 bytes → body
///     sends      createTime in 8 bytes, SHA-256 of conversation 00, sender 00, clientMsgID
///                cut to 16 bytes → varint seq
///     seqs       conversation 00 → varints max, min, last time, newest send; of the last two
///                senders the text user and the varint seq
///     reads      user 00, conversation 00 → varints min, max, read
///
/// The hash only finds candidates; the message itself says whether it is the one.
///
/// The newest send is the highest createTime of those stored in a conversation, and at least 0. In
/// a conversation that an earlier version wrote to it is unknown, and stays so. How far the last
/// two senders have read is in both places: the higher counts.
final class MessageFormat {
    /// What is not known to be older than all sends may be newer than any.
    static final long UNKNOWN = Long.MAX_VALUE;

    private static final int HASH_SIZE = 16;
    private static final ThreadLocal<MessageDigest> SHA256 =
            ThreadLocal.withInitial(MessageFormat::sha256);

    private MessageFormat() {}

    /// The start of the keys of all messages of a conversation.
    static byte[] prefix(ConversationId conversation) {
        return Order.text(conversation.value());
    }

    static byte[] messageKey(byte[] prefix, long seq) {
        var key = Arrays.copyOf(prefix, prefix.length + Long.BYTES);
        ByteBuffer.wrap(key).putLong(prefix.length, seq);
        return key;
    }

    static long seqOf(byte[] messageKey) {
        return ByteBuffer.wrap(messageKey).getLong(messageKey.length - Long.BYTES);
    }

    static ConversationId conversation(byte[] messageKey) {
        return new ConversationId(Order.textAt(messageKey, 0));
    }

    /// @param prefix of the conversation's messages
    static byte[] sendKey(byte[] prefix, UserId sender, String clientMsgID, long createTime) {
        var sha256 = SHA256.get();
        sha256.update(prefix);
        sha256.update(sender.value().getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(clientMsgID.getBytes(StandardCharsets.UTF_8));
        var hash = sha256.digest();
        return ByteBuffer.allocate(Long.BYTES + HASH_SIZE)
                .putLong(createTime)
                .put(hash, 0, HASH_SIZE)
                .array();
    }

    static byte[] sendKey(SendKey send) {
        return sendKey(
                prefix(send.conversation()), send.sender(), send.clientMsgID(), send.createTime());
    }

    static byte[] seq(long seq) {
        return new Packer(4).varint(seq).bytes();
    }

    static long seq(byte[] value) {
        return new Unpacker(value).varint();
    }

    static byte[] seqs(long maxSeq, long minSeq, long lastTime, long newestSend, Senders senders) {
        var packer =
                new Packer(64).varint(maxSeq).varint(minSeq).varint(lastTime).varint(newestSend);
        senders.pack(packer);
        return packer.bytes();
    }

    static Bounds bounds(byte[] seqs) {
        var unpacker = new Unpacker(seqs);
        return new Bounds(unpacker.varint(), unpacker.varint(), unpacker.varint());
    }

    static long newestSend(byte[] seqs) {
        var unpacker = behindBounds(seqs);
        return unpacker.isAtEnd() ? UNKNOWN : unpacker.varint();
    }

    static Senders senders(byte[] seqs) {
        var unpacker = behindBounds(seqs);
        if (!unpacker.isAtEnd()) unpacker.varint();
        return Senders.of(unpacker);
    }

    private static Unpacker behindBounds(byte[] seqs) {
        var unpacker = new Unpacker(seqs);
        for (int i = 0; i < 3; i++) unpacker.varint();
        return unpacker;
    }

    static byte[] readsKey(UserId user, ConversationId conversation) {
        var packer = new Packer(64);
        Order.text(packer, user.value());
        Order.text(packer, conversation.value());
        return packer.bytes();
    }

    static byte[] userBounds(UserBounds bounds) {
        return new Packer(8)
                .varint(bounds.minSeq())
                .varint(bounds.maxSeq())
                .varint(bounds.readSeq())
                .bytes();
    }

    static UserBounds userBounds(byte[] value) {
        var unpacker = new Unpacker(value);
        return new UserBounds(unpacker.varint(), unpacker.varint(), unpacker.varint());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
