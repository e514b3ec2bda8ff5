package im.parley.sync;

import im.parley.contract.ConversationId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetIncrementalConversationResp;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The chats that a user has rows of, as they were at a version of his list.
///
/// @param version 0 when nobody knows at which
/// @param maxSeqs the `maxSeq` of each row, 0 for none; in order of creation
record ChatList(String versionID, long version, Map<ConversationId, Long> maxSeqs) {
    static final ChatList NONE = new ChatList("", 0, Map.of());

    static ChatList of(List<Conversation> rows) {
        return NONE.with(List.of(), rows);
    }

    Set<ConversationId> ids() {
        return maxSeqs.keySet();
    }

    int size() {
        return maxSeqs.size();
    }

    ChatList at(String newVersionID, long newVersion) {
        return new ChatList(newVersionID, newVersion, maxSeqs);
    }

    boolean isAt(GetIncrementalConversationResp head) {
        return version == head.getVersion() && versionID.equals(head.getVersionID());
    }

    ChatList with(GetIncrementalConversationResp news) {
        return with(news.getDeleteList(), news.getInsertList())
                .with(List.of(), news.getUpdateList())
                .at(news.getVersionID(), news.getVersion());
    }

    private ChatList with(Collection<String> gone, List<Conversation> rows) {
        var after = LinkedHashMap.<ConversationId, Long>newLinkedHashMap(size() + rows.size());
        after.putAll(maxSeqs);
        for (var id : gone) after.remove(new ConversationId(id));
        for (var row : rows)
            after.put(new ConversationId(row.getConversationID()), row.getMaxSeq());
        return new ChatList(versionID, version, Collections.unmodifiableMap(after));
    }
}
