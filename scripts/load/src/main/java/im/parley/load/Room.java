package im.parley.load;

import java.util.List;

/// Where some users write: a single chat or a group.
///
/// @param conversation its id (message-pipeline.md 0.1)
/// @param group empty for a single chat
record Room(String conversation, String group, List<String> members) {
    static Room single(String one, String other) {
        return new Room(Conversations.single(one, other), "", List.of(one, other));
    }

    static Room group(String group, List<String> members) {
        return new Room("sg_" + group, group, members);
    }

    boolean has(String user) {
        return members.contains(user);
    }

    /// To whom a member writes; nobody in particular in a group.
    String peer(String user) {
        if (!group.isEmpty()) return "";
        return members.getFirst().equals(user) ? members.getLast() : members.getFirst();
    }

    /// Where the stored notices about it go.
    String notices() {
        return notices(conversation);
    }

    static String notices(String conversation) {
        return "n" + conversation.substring(conversation.indexOf('_'));
    }
}
