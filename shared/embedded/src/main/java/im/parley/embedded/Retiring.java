package im.parley.embedded;

import im.parley.contract.ConversationId;

/// The oldest messages of a conversation going away: its lower bound follows in the same commit.
final class Retiring implements Change<Integer> {
    private final Heads heads;
    private final ConversationId conversation;
    private final Removal removal;

    Retiring(Heads heads, ConversationId conversation, Removal removal) {
        this.heads = heads;
        this.conversation = conversation;
        this.removal = removal;
    }

    @Override
    public Integer apply(Draft draft) {
        var head = heads.head(conversation, draft);
        head.minSeq = Math.max(head.minSeq, removal.lastSeq() + 1);
        draft.add(Family.SEQS, head.prefix, head.value());
        removal.apply(draft);
        return removal.messages();
    }

    @Override
    public void undone() {
        heads.forget();
    }
}
