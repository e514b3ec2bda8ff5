package im.parley.api;

import java.util.List;

/// http-messages-and-objects.md 5.3 to 5.8.
final class ConversationRoutes {
    private ConversationRoutes() {}

    static List<Route> all() {
        return List.of(
                row("get_conversation", "GetConversation"),
                row("get_conversations", "GetConversations", "conversationIDs"),
                row("get_all_conversations", "GetAllConversations"),
                row("get_owner_conversation", "GetOwnerConversation"),
                row("get_sorted_conversation_list", "GetSortedConversationList"),
                row("get_not_notify_conversation_ids", "GetNotNotifyConversationIDs"),
                row("get_pinned_conversation_ids", "GetPinnedConversationIDs"),
                row("get_incremental_conversations", "GetIncrementalConversation"),
                row("get_full_conversation_ids", "GetFullOwnerConversationIDs"),
                row("set_conversations", "SetConversations", "userIDs"),
                row("update_conversations_by_user", "UpdateConversationsByUser"),
                row("delete_conversations", "DeleteConversations"));
    }

    private static Route row(String path, String rpc, String... lists) {
        return Route.row("/conversation/" + path, "openim.conversation.conversation/" + rpc, lists);
    }
}
