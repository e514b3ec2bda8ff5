package im.parley.load;

/// Something a user asks the server to do about a message of a conversation.
sealed interface Wish {
    String user();

    String conversation();

    long seq();

    /// Everything up to `seq` is read.
    record Mark(String user, String conversation, long seq) implements Wish {}

    /// The user's own message is taken back from everybody.
    record Revoke(String user, String conversation, long seq) implements Wish {}

    /// The message is not to be shown to this user any more.
    record Delete(String user, String conversation, long seq) implements Wish {}

    default String route() {
        return switch (this) {
            case Mark _ -> "/msg/mark_conversation_as_read";
            case Revoke _ -> "/msg/revoke_msg";
            case Delete _ -> "/msg/delete_msgs";
        };
    }

    default String json() {
        var what =
                switch (this) {
                    case Mark _ -> "\"hasReadSeq\":%d";
                    case Revoke _ -> "\"seq\":%d";
                    case Delete _ -> "\"seqs\":[%d]";
                };
        return "{\"userID\":\"%s\",\"conversationID\":\"%s\",%s}"
                .formatted(user(), conversation(), what.formatted(seq()));
    }
}
