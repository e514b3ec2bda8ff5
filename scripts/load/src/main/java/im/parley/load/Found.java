package im.parley.load;

import java.util.List;
import java.util.Map;

/// What is on the server once everything is quiet.
///
/// @param stored all messages of each conversation, as pulled by someone who deletes nothing
/// @param readings the same conversations as others pull them
/// @param positions how far each user has read
record Found(Map<String, List<Message>> stored, List<Reading> readings, List<Position> positions) {
    record Reading(String user, String conversation, List<Message> messages) {}

    /// The SDKs compute unread counts from these two (message-pipeline.md 4).
    record Position(String user, String conversation, long maxSeq, long hasReadSeq) {}

    static Found of(Map<String, List<Message>> stored) {
        return new Found(stored, List.of(), List.of());
    }

    int count() {
        return stored.values().stream().mapToInt(List::size).sum();
    }
}
