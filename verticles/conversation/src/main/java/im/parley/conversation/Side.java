package im.parley.conversation;

import im.parley.state.Key;

import java.util.Collection;
import java.util.List;

/// Whose row of which conversation.
record Side(String owner, String conversationID) {
    /// The sides of many owners of one conversation, each once.
    static List<Side> of(Collection<String> owners, String conversationID) {
        return owners.stream().distinct().map(owner -> new Side(owner, conversationID)).toList();
    }

    Key key() {
        return Key.of(owner, conversationID);
    }
}
