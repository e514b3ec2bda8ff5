package im.parley.embedded;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.MessageArchive.AlreadyRevoked;
import im.parley.state.MessageStore.UserBounds;
import im.parley.state.Note;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Notes being kept.
final class Noting implements Change<Void> {
    private final Heads heads;
    private final List<Note> notes;
    private final Map<Note, Removal> removals;

    /// @param removals what each [Note.Erased] of them comes to
    Noting(Heads heads, List<Note> notes, Map<Note, Removal> removals) {
        this.heads = heads;
        this.notes = notes;
        this.removals = removals;
    }

    @Override
    public Void apply(Draft draft) {
        for (var note : notes) if (note instanceof Note.Revoked revoked) look(revoked, draft);
        for (var note : notes) keep(note, draft);
        return null;
    }

    private static void look(Note.Revoked note, Draft draft) {
        var key = MarkFormat.revokedKey(note.conversation(), note.seq());
        if (draft.get(Family.MARKS, key).isPresent())
            throw new AlreadyRevoked(note.conversation(), note.seq());
    }

    private void keep(Note note, Draft draft) {
        switch (note) {
            case Note.ReadTo(var user, var conversation, var seq) ->
                    readTo(user, conversation, seq, draft);
            case Note.ReadBy(var user, var conversation, var seqs) -> {
                for (long seq : seqs) mark(MarkFormat.readKey(conversation, seq, user), draft);
            }
            case Note.OpenFrom(var user, var conversation, var seq) ->
                    openFrom(user, conversation, seq, draft);
            case Note.OpenTo(var user, var conversation, var seq) ->
                    change(user, conversation, draft, b -> bounds(b.minSeq(), seq, b.readSeq()));
            case Note.OpenToAllFrom(var conversation, var seq) ->
                    openToAllFrom(conversation, seq, draft);
            case Note.Hidden(var user, var conversation, var seqs) -> {
                for (long seq : seqs) mark(MarkFormat.hiddenKey(user, conversation, seq), draft);
            }
            case Note.Revoked(var conversation, var seq, var revocation) ->
                    draft.put(
                            new Slot(Family.MARKS, MarkFormat.revokedKey(conversation, seq)),
                            Optional.of(MarkFormat.revocation(revocation)));
            case Note.Erased erased -> removals.get(erased).apply(draft);
        }
    }

    private static void mark(byte[] key, Draft draft) {
        draft.add(Family.MARKS, key, MarkFormat.NOTHING);
    }

    private void readTo(UserId user, ConversationId conversation, long seq, Draft draft) {
        long last = Math.min(seq, heads.head(conversation, draft).maxSeq);
        change(user, conversation, draft, b -> b.readTo(last));
    }

    private void openFrom(UserId user, ConversationId conversation, long seq, Draft draft) {
        long first = Math.min(seq, heads.head(conversation, draft).maxSeq + 1);
        change(
                user,
                conversation,
                draft,
                b -> bounds(Math.max(b.minSeq(), first), b.maxSeq(), b.readSeq()));
    }

    private static UserBounds bounds(long minSeq, long maxSeq, long readSeq) {
        return new UserBounds(minSeq, maxSeq, readSeq);
    }

    private void change(
            UserId user,
            ConversationId conversation,
            Draft draft,
            UnaryOperator<UserBounds> change) {
        var mark = heads.mark(user, conversation, draft);
        mark.bounds = change.apply(mark.bounds);
        draft.add(Family.READS, mark.key, mark.value());
    }

    private void openToAllFrom(ConversationId conversation, long seq, Draft draft) {
        var head = heads.head(conversation, draft);
        head.minSeq = Math.max(head.minSeq, Math.min(seq, head.maxSeq + 1));
        draft.add(Family.SEQS, head.prefix, head.value());
    }

    @Override
    public void undone() {
        heads.forget();
    }
}
