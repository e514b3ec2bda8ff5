package im.parley.api;

import java.util.List;

/// http-messages-and-objects.md 2. What sends is odd: `SendMessage`.
final class MessageRoutes {
    private MessageRoutes() {}

    static List<Route> all() {
        return List.of(
                row("newest_seq", "GetMaxSeq"),
                row("pull_msg_by_seq", "PullMessageBySeqs"),
                row("get_server_time", "GetServerTime"),
                row("get_conversations_has_read_and_max_seq", "GetConversationsHasReadAndMaxSeq"));
    }

    private static Route row(String path, String rpc) {
        return Route.row("/msg/" + path, "openim.msg.msg/" + rpc);
    }
}
