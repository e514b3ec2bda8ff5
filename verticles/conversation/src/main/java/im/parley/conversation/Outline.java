package im.parley.conversation;

import java.util.List;
import java.util.function.Predicate;

/// What is asked most often of an owner's whole list: the ids in order of creation, and which of
/// them are set apart. All of it changes with the list's version only.
record Outline(List<String> ids, List<String> pinned, List<String> silent) {
    static Outline of(List<ConversationRow> rows) {
        return new Outline(
                ids(rows, _ -> true),
                ids(rows, ConversationRow::isPinned),
                ids(rows, row -> row.recvMsgOpt() == ConversationRow.SILENT));
    }

    private static List<String> ids(List<ConversationRow> rows, Predicate<ConversationRow> wanted) {
        return rows.stream().filter(wanted).map(ConversationRow::conversationID).toList();
    }

    /// How many ids are kept with it.
    int size() {
        return ids.size() + pinned.size() + silent.size();
    }
}
