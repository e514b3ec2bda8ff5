package im.parley.embedded;

import im.parley.state.MessageStore.Entry;
import im.parley.state.MessageStore.Fenced;
import im.parley.state.MessageStore.Repeated;

import java.util.List;

/// Messages being stored, with everything that follows from them.
final class Append implements Change<Void> {
    private final Heads heads;
    private final List<Entry> entries;
    private final long number;
    private final Heads.Head[] headOf;
    private final Heads.Mark[] markOf;
    private final byte[][] sendKeyOf;

    /// @param number differs from that of every other append
    Append(Heads heads, List<Entry> entries, long number) {
        this.heads = heads;
        this.entries = entries;
        this.number = number;
        this.headOf = new Heads.Head[entries.size()];
        this.markOf = new Heads.Mark[entries.size()];
        this.sendKeyOf = new byte[entries.size()][];
    }

    @Override
    public Void apply(Draft draft) {
        for (int i = 0; i < headOf.length; i++) claim(i, draft);
        for (int i = 0; i < headOf.length; i++) recognise(i, draft);
        for (int i = 0; i < headOf.length; i++) put(i, draft);
        for (int i = 0; i < headOf.length; i++) putFollowing(i, draft);
        return null;
    }

    /// A seq that does not follow the last one is somebody else's, or the caller has lost count: in
    /// both cases it must read again where the conversation stands.
    private void claim(int i, Draft draft) {
        var entry = entries.get(i);
        var head = heads.head(entry.conversation(), draft);
        if (head.claimant != number) {
            head.claimant = number;
            head.claimedSeq = head.maxSeq;
        }
        if (entry.seq() != head.claimedSeq + 1) throw new Fenced(entry.conversation(), entry.seq());
        head.claimedSeq++;
        headOf[i] = head;
        if (entry.readBySender())
            markOf[i] = heads.mark(entry.sender(), entry.conversation(), draft);
    }

    /// Nearly all sends are new, and are looked for only among those of the same moment.
    private void recognise(int i, Draft draft) {
        var entry = entries.get(i);
        if (entry.clientMsgID().isEmpty()) return;
        sendKeyOf[i] =
                MessageFormat.sendKey(
                        headOf[i].prefix, entry.sender(), entry.clientMsgID(), entry.createTime());
        if (draft.get(Family.SENDS, sendKeyOf[i]).isPresent())
            throw new Repeated(entry.conversation(), entry.clientMsgID());
    }

    private void put(int i, Draft draft) {
        var entry = entries.get(i);
        var head = headOf[i];
        draft.add(
                Family.MESSAGES, MessageFormat.messageKey(head.prefix, entry.seq()), entry.body());
        if (sendKeyOf[i] != null)
            draft.add(Family.SENDS, sendKeyOf[i], MessageFormat.seq(entry.seq()));
        head.maxSeq = entry.seq();
        head.lastTime = entry.sendTime();
        if (markOf[i] != null) markOf[i].raise(entry.seq());
    }

    /// Bounds and marks once each, however many of the messages changed them.
    private void putFollowing(int i, Draft draft) {
        var head = headOf[i];
        if (head.writtenBy != number) {
            head.writtenBy = number;
            draft.add(Family.SEQS, head.prefix, head.value());
        }
        var mark = markOf[i];
        if (mark != null && mark.writtenBy != number) {
            mark.writtenBy = number;
            draft.add(Family.READS, mark.key, mark.value());
        }
    }

    @Override
    public void undone() {
        heads.forget();
    }
}
