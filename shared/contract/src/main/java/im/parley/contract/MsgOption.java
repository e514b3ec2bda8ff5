package im.parley.contract;

import java.util.Map;

/// Keys of a message's `options`. An absent key means true; only an explicit false switches
/// something off (message-pipeline.md 0.2).
public enum MsgOption {
    HISTORY("history"),
    PERSISTENT("persistent"),
    OFFLINE_PUSH("offlinePush"),
    UNREAD_COUNT("unreadCount"),
    CONVERSATION_UPDATE("conversationUpdate"),
    SENDER_SYNC("senderSync"),
    NOT_PRIVATE("notPrivate"),
    SENDER_CONVERSATION_UPDATE("senderConversationUpdate"),
    REACTION_FROM_CACHE("reactionFromCache"),
    IS_NOT_NOTIFICATION("isNotNotification"),
    IS_SEND_MSG("isSendMsg");

    private final String key;

    MsgOption(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    public boolean in(Map<String, Boolean> options) {
        return options.getOrDefault(key, true);
    }
}
