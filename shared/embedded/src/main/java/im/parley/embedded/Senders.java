package im.parley.embedded;

import im.parley.contract.UserId;

import java.util.List;

/// The last two who wrote to a conversation. Who writes has read what came before, so each has read
/// as far as what he wrote last. That is kept in the row of the conversation, which is written with
/// every message anyway: in a chat of two nobody needs a row of his own to be written. Who drops
/// out, in a group, gets one.
final class Senders {
    /// @param seq of what he wrote last
    record Sender(UserId user, long seq) {}

    static final Sender NOBODY = new Sender(new UserId(""), 0);

    private Sender last = NOBODY;
    private Sender other = NOBODY;

    static Senders of(Unpacker row) {
        var senders = new Senders();
        if (!row.isAtEnd()) senders.last = sender(row);
        if (!row.isAtEnd()) senders.other = sender(row);
        return senders;
    }

    private static Sender sender(Unpacker row) {
        return new Sender(new UserId(row.text()), row.varint());
    }

    void pack(Packer row) {
        for (var sender : kept()) row.text(sender.user.value()).varint(sender.seq);
    }

    /// The last one first.
    List<Sender> kept() {
        if (last == NOBODY) return List.of();
        return other == NOBODY ? List.of(last) : List.of(last, other);
    }

    boolean has(UserId user) {
        return user.equals(last.user) || user.equals(other.user);
    }

    /// @return who is not among the last two any more
    Sender wrote(UserId user, long seq) {
        var dropped = has(user) ? NOBODY : other;
        if (!user.equals(last.user)) other = last;
        last = new Sender(user, seq);
        return dropped;
    }

    /// 0 for who is not among them.
    long readSeq(UserId user) {
        if (user.equals(last.user)) return last.seq;
        return user.equals(other.user) ? other.seq : 0;
    }
}
