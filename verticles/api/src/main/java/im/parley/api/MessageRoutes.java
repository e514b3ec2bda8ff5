package im.parley.api;

import java.util.List;

/// http-messages-and-objects.md 2 and 3. What sends is odd: `SendMessage`.
final class MessageRoutes {
    private MessageRoutes() {}

    static List<Route> all() {
        return List.of(
                row("newest_seq", "GetMaxSeq"),
                row("pull_msg_by_seq", "PullMessageBySeqs"),
                row("get_server_time", "GetServerTime"),
                row("get_conversations_has_read_and_max_seq", "GetConversationsHasReadAndMaxSeq"),
                row("search_msg", "SearchMessage"),
                row("revoke_msg", "RevokeMsg"),
                row("mark_msgs_as_read", "MarkMsgsAsRead"),
                row("mark_conversation_as_read", "MarkConversationAsRead"),
                row("set_conversation_has_read_seq", "SetConversationHasReadSeq"),
                row("clear_conversation_msg", "ClearConversationsMsg", "conversationIDs"),
                row("user_clear_all_msg", "UserClearAllMsg"),
                row("delete_msgs", "DeleteMsgs", "seqs"),
                row("delete_msg_phsical_by_seq", "DeleteMsgPhysicalBySeq"),
                row("delete_msg_physical", "DeleteMsgPhysical", "conversationIDs"),
                statistics("user/active", "GetActiveUser"),
                statistics("group/active", "GetActiveGroup"));
    }

    private static Route row(String path, String rpc, String... lists) {
        return Route.row("/msg/" + path, "openim.msg.msg/" + rpc, lists);
    }

    private static Route statistics(String path, String rpc) {
        return Route.row("/statistics/" + path, "openim.msg.msg/" + rpc);
    }
}
