package im.parley.load;

import java.util.Map;

/// Something that a recording client did or saw. Its place in the history is its time.
sealed interface Event {
    /// The number of the connection, of which every connect gets a new one.
    int connection();

    record Opened(int connection, String user) implements Event {}

    /// The newest seqs, asked for right after the connect: what the client must pull itself.
    record Synced(int connection, Map<String, Long> newest) implements Event {}

    /// A message is about to be written.
    record Sent(int connection, String conversation, String sender, String id) implements Event {}

    record Acked(int connection, String id, String serverMsgId, long sendTime) implements Event {}

    record Refused(int connection, String id, int code) implements Event {}

    record Pushed(int connection, String conversation, Message message) implements Event {}

    /// All is quiet, and this connection had time enough to be shown what is stored by now.
    ///
    /// @param stored the newest seq of each conversation of this user
    record Settled(int connection, Map<String, Long> stored) implements Event {}

    /// @param why is empty when the peer went away, and else what the client could not bear
    record Closed(int connection, String why) implements Event {}

    /// Something is about to be asked for.
    record Wished(int connection, Wish wish) implements Event {}

    record Granted(int connection, Wish wish) implements Event {}

    record Denied(int connection, Wish wish, String how) implements Event {}
}
