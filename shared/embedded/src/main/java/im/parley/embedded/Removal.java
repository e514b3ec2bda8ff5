package im.parley.embedded;

import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What goes away with messages, found out before the writer's turn: the writer is not kept waiting
/// while the messages are read.
final class Removal implements Change<Void> {
    private final ConversationId conversation;
    private final byte[] prefix;
    private final List<Slot> gone = new ArrayList<>();
    private final Map<Slot, byte[]> left = new HashMap<>();
    private int messages;
    private long lastSeq;

    private Removal(ConversationId conversation) {
        this.conversation = conversation;
        this.prefix = MessageFormat.prefix(conversation);
    }

    /// These messages, but for what makes a repeated send of one recognisable: nobody is to bring
    /// an erased message back by sending it again (message-pipeline.md 10.2, I-4).
    static Removal erasing(View view, Note.Erased note) {
        var removal = new Removal(note.conversation());
        var keys =
                note.seqs().stream()
                        .map(seq -> MessageFormat.messageKey(removal.prefix, seq))
                        .toList();
        view.getAll(
                Family.MESSAGES,
                keys,
                (i, body) -> {
                    removal.message(keys.get(i));
                    removal.marks(view, note.seqs().get(i), note.seqs().get(i));
                    removal.left.put(removal.rest(note.seqs().get(i)), rest(body));
                });
        return removal;
    }

    /// The oldest messages up to this time, with all that is known of them.
    static Removal retiring(View view, ConversationId conversation, long time, int count) {
        var removal = new Removal(conversation);
        view.walk(
                Family.MESSAGES,
                removal.prefix,
                Order.behind(removal.prefix),
                (key, at) -> {
                    var body = at.value();
                    var message = parsed(body);
                    if (removal.messages >= count || message.getSendTime() > time) return false;
                    removal.message(key);
                    removal.send(message);
                    return true;
                });
        if (removal.messages > 0) removal.marks(view, 1, removal.lastSeq);
        return removal;
    }

    int messages() {
        return messages;
    }

    long lastSeq() {
        return lastSeq;
    }

    private void message(byte[] key) {
        gone.add(new Slot(Family.MESSAGES, key));
        messages++;
        lastSeq = Math.max(lastSeq, MessageFormat.seqOf(key));
    }

    private void send(MsgData message) {
        if (message.getClientMsgID().isEmpty()) return;
        var sender = new UserId(message.getSendID());
        var key =
                MessageFormat.sendKey(
                        prefix, sender, message.getClientMsgID(), message.getCreateTime());
        gone.add(new Slot(Family.SENDS, key));
    }

    private void marks(View view, long first, long last) {
        var from = MarkFormat.ofMessage(conversation, first);
        view.walk(
                Family.MARKS,
                from,
                Order.behind(MarkFormat.ofMessage(conversation, last)),
                (key, at) -> {
                    gone.add(new Slot(Family.MARKS, key));
                    if (MarkFormat.kind(key, from.length - Long.BYTES) == MarkFormat.ERASED)
                        send(parsed(at.value()));
                    return true;
                });
    }

    private Slot rest(long seq) {
        return new Slot(Family.MARKS, MarkFormat.erasedKey(conversation, seq));
    }

    private static byte[] rest(byte[] body) {
        var message = parsed(body);
        return MsgData.newBuilder()
                .setSendID(message.getSendID())
                .setClientMsgID(message.getClientMsgID())
                .setCreateTime(message.getCreateTime())
                .setServerMsgID(message.getServerMsgID())
                .setSendTime(message.getSendTime())
                .setSeq(message.getSeq())
                .build()
                .toByteArray();
    }

    static MsgData parsed(byte[] body) {
        try {
            return MsgData.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored message is unreadable", e);
        }
    }

    @Override
    public Void apply(Draft draft) {
        gone.forEach(slot -> draft.put(slot, Optional.empty()));
        left.forEach((slot, body) -> draft.put(slot, Optional.of(body)));
        return null;
    }
}
