package im.parley.embedded;

import im.parley.state.MessageStore.Entry;
import im.parley.state.MessageStore.Fenced;
import im.parley.state.MessageStore.Repeated;

import java.util.ArrayList;
import java.util.List;

/// Messages being stored, with everything that follows from them.
final class Append implements Change<Void> {
    private final Heads heads;
    private final List<Entry> entries;
    private final long number;
    private final Heads.Head[] headOf;
    private final List<Heads.Mark> dropped = new ArrayList<>(0); // of who is no last sender now
    private final byte[][] sendKeyOf;

    /// @param number differs from that of every other append
    Append(Heads heads, List<Entry> entries, long number) {
        this.heads = heads;
        this.entries = entries;
        this.number = number;
        this.headOf = new Heads.Head[entries.size()];
        this.sendKeyOf = new byte[entries.size()][];
    }

    @Override
    public Void apply(Draft draft) {
        for (int i = 0; i < headOf.length; i++) claim(i, draft);
        for (int i = 0; i < headOf.length; i++) recognise(i, draft);
        for (int i = 0; i < headOf.length; i++) put(i, draft);
        for (var head : headOf) putFollowing(head, draft);
        for (var mark : dropped) putFollowing(mark, draft);
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
        if (entry.readBySender() && !head.senders.has(entry.sender())) remember(i, draft);
    }

    /// The marks of all who may drop out of the last senders, so that nothing has to be read once
    /// something is put.
    private void remember(int i, Draft draft) {
        var entry = entries.get(i);
        heads.mark(entry.sender(), entry.conversation(), draft);
        for (var sender : headOf[i].senders.kept())
            heads.mark(sender.user(), entry.conversation(), draft);
    }

    /// Nearly all sends are new, and most are newer than any before, which need not be looked for;
    /// others are looked for only among those of the same moment. Equal sends of one commit do not
    /// meet here: a conversation has one append at a time, and whoever made it told them apart.
    private void recognise(int i, Draft draft) {
        var entry = entries.get(i);
        if (entry.clientMsgID().isEmpty()) return;
        sendKeyOf[i] =
                MessageFormat.sendKey(
                        headOf[i].prefix, entry.sender(), entry.clientMsgID(), entry.createTime());
        boolean newest = entry.createTime() > headOf[i].newestSend;
        if (!newest && draft.get(Family.SENDS, sendKeyOf[i]).isPresent())
            throw new Repeated(entry.conversation(), entry.clientMsgID());
    }

    private void put(int i, Draft draft) {
        var entry = entries.get(i);
        var head = headOf[i];
        draft.add(
                Family.MESSAGES, MessageFormat.messageKey(head.prefix, entry.seq()), entry.body());
        if (sendKeyOf[i] != null) {
            draft.add(Family.SENDS, sendKeyOf[i], MessageFormat.seq(entry.seq()));
            head.newestSend = Math.max(head.newestSend, entry.createTime());
        }
        head.maxSeq = entry.seq();
        head.lastTime = entry.sendTime();
        if (entry.readBySender()) drop(head.senders.wrote(entry.sender(), entry.seq()), i, draft);
    }

    private void drop(Senders.Sender sender, int i, Draft draft) {
        if (sender == Senders.NOBODY) return;
        var mark = heads.mark(sender.user(), entries.get(i).conversation(), draft);
        mark.raise(sender.seq());
        dropped.add(mark);
    }

    /// Once, however many of the messages changed it.
    private void putFollowing(Heads.Head head, Draft draft) {
        if (head.writtenBy == number) return;
        head.writtenBy = number;
        draft.add(Family.SEQS, head.prefix, head.value());
    }

    private void putFollowing(Heads.Mark mark, Draft draft) {
        if (mark.writtenBy == number) return;
        mark.writtenBy = number;
        draft.add(Family.READS, mark.key, mark.value());
    }

    @Override
    public void undone() {
        heads.forget();
    }
}
