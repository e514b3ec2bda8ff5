package im.parley.conversation;

import im.parley.state.Write;
import im.parley.versions.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What becomes of one row. Each is one step of its owner's version (notifications-and-webhooks.md
/// B2).
sealed interface Edit {
    /// The row as it is afterwards, or was before it went.
    ConversationRow row();

    record Made(ConversationRow row) implements Edit {}

    record Changed(ConversationRow before, ConversationRow row) implements Edit {}

    record Removed(ConversationRow row) implements Edit {}

    /// Nothing when the settings say what the row says.
    static Optional<Edit> of(ConversationRow row, Settings settings) {
        var after = settings.applyTo(row);
        return after.equals(row) ? Optional.empty() : Optional.of(new Changed(row, after));
    }

    default Step step() {
        var owner = row().ownerUserID();
        var id = row().conversationID();
        return switch (this) {
            case Made _ -> Step.insert(owner, id);
            case Changed _ -> Step.update(owner, id);
            case Removed _ -> Step.delete(owner, id);
        };
    }

    default List<Write> writes() {
        return switch (this) {
            case Made(var row) ->
                    with(
                            Write.insert(ConversationRow.TABLE, row),
                            Optional.empty(),
                            DestructRow.of(row));
            case Changed(var before, var after) ->
                    with(
                            Write.replace(ConversationRow.TABLE, before, after),
                            DestructRow.of(before),
                            DestructRow.of(after));
            case Removed(var row) ->
                    with(
                            Write.delete(
                                    ConversationRow.TABLE, row.ownerUserID(), row.conversationID()),
                            DestructRow.of(row),
                            Optional.empty());
        };
    }

    private static List<Write> with(
            Write write, Optional<DestructRow> before, Optional<DestructRow> after) {
        if (before.equals(after)) return List.of(write);
        var writes = new ArrayList<Write>(List.of(write));
        after.ifPresentOrElse(
                due -> writes.add(Write.put(DestructRow.TABLE, due)),
                () -> writes.add(gone(before.orElseThrow())));
        return writes;
    }

    private static Write gone(DestructRow due) {
        return Write.delete(DestructRow.TABLE, due.ownerUserID(), due.conversationID());
    }
}
